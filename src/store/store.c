/* store: one store of onrecord.h: the database, the open batch, and a second connection by which
 * threads that read articles ask what is known. A batch that failed because the connection broke is
 * put again once there is a new one; since it is one transaction, nothing is there twice. */
#include "store/store.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/hash.h"
#include "store/claims.h"
#include "store/put.h"
#include "store/rows.h"
#include "store/schema.h"

enum {
    BATCH_ARTICLES = 512,
    BATCH_BYTES = 4 << 20,
    RETRIES = 3,
};

static const double BATCH_SECONDS = 1;

struct onr_store {
    char *where; /* without a password */
    struct db *db;
    struct putter *putter; /* NULL: only looked at */
    struct onr_store_totals totals;

    struct bundle *batch[BATCH_ARTICLES], *spare[BATCH_ARTICLES];
    uint64_t names[BATCH_ARTICLES]; /* hashes of name and source */
    uint32_t n_batch, n_spare;
    size_t batch_bytes;
    double batch_begun;

    pthread_mutex_t lock; /* of lookout */
    struct db *lookout;
};

/* ---- opening and closing ---- */

/* "postgresql://user:secret@host/db" → "postgresql://user@host/db" */
static char *without_password(const char *where)
{
    char *out = memory_alloc(strlen(where) + 1);
    const char *at = db_is_address(where) ? strrchr(where, '@') : NULL;
    const char *names = at ? strstr(where, "://") + 3 : NULL;
    const char *colon = at ? memchr(names, ':', (size_t)(at - names)) : NULL;
    strcpy(out, where);
    if (colon)
        strcpy(out + (colon - where), at);
    return out;
}

enum onr_status onr_store_open(onr_store **store, const char *where, enum onr_access access,
                               struct onr_error *error)
{
    struct onr_store *opened = memory_alloc(sizeof *opened);
    bool write = access == ONR_WRITE;
    pthread_mutex_init(&opened->lock, NULL);
    opened->where = without_password(where);
    *store = NULL;
    enum onr_status status = db_open(&opened->db, where, write ? DB_MAKE : DB_READ, error);
    if (status == ONR_OK)
        status = schema_check(opened->db, opened->where, write, error);
    if (status == ONR_OK && write) {
        opened->putter = putter_new(opened->db);
        status = db_open(&opened->lookout, where, DB_READ, error);
    }
    if (status)
        onr_store_close(opened);
    else
        *store = opened;
    return status;
}

static void free_bundle(struct bundle *bundle)
{
    bundle_release(bundle);
    free(bundle);
}

void onr_store_close(onr_store *store)
{
    if (!store)
        return;
    for (uint32_t i = 0; i < store->n_batch; i++)
        free_bundle(store->batch[i]);
    for (uint32_t i = 0; i < store->n_spare; i++)
        free_bundle(store->spare[i]);
    putter_free(store->putter);
    db_close(store->lookout);
    db_close(store->db);
    pthread_mutex_destroy(&store->lock);
    free(store->where);
    free(store);
}

struct db *store_db(onr_store *store)
{
    return store->db;
}

void onr_store_totals(const onr_store *store, struct onr_store_totals *totals)
{
    *totals = store->totals;
}

/* ---- the batch ---- */

static enum onr_status put(struct onr_store *store, struct onr_error *error)
{
    struct onr_error trouble = {0};
    enum onr_status status = ONR_OK;
    for (int i = 0; i < RETRIES; i++) {
        status = put_batch(store->putter, store->batch, store->n_batch, &store->totals, &trouble);
        if (status == ONR_OK || !store->db->lost)
            break;
        status = db_reopen(store->db, &trouble);
        if (status)
            break;
    }
    return status ? error_set(error, status, "%s", trouble.message) : ONR_OK;
}

enum onr_status onr_store_flush(onr_store *store, struct onr_error *error)
{
    if (!store->n_batch)
        return ONR_OK;
    uint64_t start = clock_thread_ns();
    enum onr_status status = put(store, error);
    store->totals.ns += clock_thread_ns() - start;
    if (status)
        return status;
    while (store->n_batch)
        store->spare[store->n_spare++] = store->batch[--store->n_batch];
    store->batch_bytes = 0;
    return ONR_OK;
}

static bool is_in_batch(const struct onr_store *store, uint64_t name)
{
    for (uint32_t i = 0; i < store->n_batch; i++)
        if (store->names[i] == name)
            return true;
    return false;
}

static bool is_due(const struct onr_store *store)
{
    return store->n_batch == BATCH_ARTICLES || store->batch_bytes >= BATCH_BYTES ||
           clock_seconds() - store->batch_begun >= BATCH_SECONDS;
}

enum onr_status store_put(onr_store *store, struct bundle **bundle, struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    if (!store->putter)
        return error_set(error, ONR_ERR_ARG, "%s: opened for reading", store->where);
    uint64_t name = hash_bytes((*bundle)->name, hash_bytes((*bundle)->source, 0));
    if (is_in_batch(store, name) && (status = onr_store_flush(store, error)) != ONR_OK)
        return status;
    if (!store->n_batch)
        store->batch_begun = clock_seconds();
    store->names[store->n_batch] = name;
    store->batch_bytes += (*bundle)->text.n;
    store->totals.ns += (*bundle)->ns;
    store->batch[store->n_batch++] = *bundle;
    if (store->n_spare) {
        *bundle = store->spare[--store->n_spare];
    } else {
        *bundle = memory_alloc(sizeof **bundle);
        bundle_init(*bundle);
    }
    return is_due(store) ? onr_store_flush(store, error) : ONR_OK;
}

void store_skip(onr_store *store)
{
    store->totals.unchanged++;
}

enum onr_status store_knows(onr_store *store, const struct doc *doc, bool *known,
                            struct onr_error *error)
{
    struct onr_value key[] = {db_text(doc_string(doc, doc->article.id)),
                              db_text(doc_string(doc, doc->article.source))};
    int64_t fingerprint = 0, ours = (int64_t)bundle_fingerprint(doc);
    *known = false;
    if (!store->lookout)
        return ONR_OK;
    pthread_mutex_lock(&store->lock);
    enum onr_status status;
    do
        status = db_ask_number(store->lookout,
                               "SELECT fingerprint FROM article WHERE name = ?1 AND source = ?2",
                               key, 2, ours + 1, &fingerprint, error);
    while (status && store->lookout->lost && db_reopen(store->lookout, error) == ONR_OK);
    pthread_mutex_unlock(&store->lock);
    *known = status == ONR_OK && fingerprint == ours;
    return status;
}

enum onr_status onr_store_rows(onr_store *store, const char *sql,
                               const struct onr_value *parameters, unsigned n,
                               bool (*row)(void *context, const struct onr_row *row), void *context,
                               struct onr_error *error)
{
    store->db->guarded = true;
    enum onr_status status = db_ask(store->db, sql, parameters, n, row, context, error);
    store->db->guarded = false;
    return status;
}

enum onr_status onr_store_sql(onr_store *store, const char *sql, enum onr_to to,
                              const struct onr_look *look,
                              bool (*write)(void *, const char *bytes, size_t size), void *context,
                              uint64_t *n, struct onr_error *error)
{
    struct output output;
    struct rows rows;
    output_init(&output, write, context);
    rows_init(&rows, &output, to, look);
    enum onr_status status = onr_store_rows(store, sql, NULL, 0, rows_take, &rows, error);
    rows_end(&rows);
    *n = output.n;
    return output_end(&output, status, error);
}

enum onr_status onr_store_gather(onr_store *store, struct onr_error *error)
{
    enum onr_status status = onr_store_flush(store, error);
    if (status || store->totals.added + store->totals.replaced == 0)
        return status;
    uint64_t start = clock_thread_ns();
    status = claims_make(store->db, error);
    store->totals.ns += clock_thread_ns() - start;
    return status;
}
