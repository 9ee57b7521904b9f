/* fuzz_query: what users ask of a store on the command line: a first line with the name of a
 * question, then NAME=VALUE a line. Whatever it is, it is answered or an error is told, no SQL is
 * malformed by it, and merging and splitting leave the store sound. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "fuzz.h"
#include "onrecord.h"
#include "store/db.h"
#include "store/store.h"

enum { MAX_INPUT = 4096 };

/* some identities and nothing that they said, in a file that is gone by its name at once */
static onr_store *open_store(void)
{
    static onr_store *store;
    char path[] = "/tmp/fuzz-query-XXXXXX";
    struct onr_error error;
    if (store)
        return store;
    int fd = mkstemp(path);
    CHECK(fd >= 0);
    close(fd);
    CHECK(onr_store_open(&store, path, ONR_WRITE, &error) == ONR_OK);
    unlink(path);
    CHECK(db_run(store_db(store),
                 "INSERT INTO identity (id, name, kind, country) VALUES (1, 'Ada Berg', 'person',"
                 " 'NOR'), (2, 'Ada Kuusk', 'person', 'EST'), (3, 'Norway', 'country', 'NOR'),"
                 " (4, 'Wexmouth Bank', 'organization', NULL);"
                 "INSERT INTO alias (key, form, identity) VALUES ('ada berg', 'name', 1),"
                 " ('ada kuusk', 'name', 2), ('ada', 'part', 1), ('ada', 'part', 2),"
                 " ('norway', 'name', 3), ('nor', 'code', 3), ('wexmouth bank', 'name', 4)",
                 &error) == ONR_OK);
    return store;
}

static bool take(void *context, const char *bytes, size_t size)
{
    (void)context, (void)bytes, (void)size;
    return true;
}

/* the field that a name stands for, NULL = none */
static const char **field(struct onr_query *query, const char *name)
{
    const struct {
        const char *name, **value;
    } fields[] = {{"who", &query->who},           {"to", &query->to},
                  {"about", &query->about},       {"text", &query->text},
                  {"standing", &query->standing}, {"status", &query->status},
                  {"code", &query->code},         {"since", &query->since},
                  {"until", &query->until},       {"place", &query->place},
                  {"story", &query->story}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (strcmp(fields[i].name, name) == 0)
            return fields[i].value;
    return NULL;
}

static enum onr_status ask(const char *question, const struct onr_query *query,
                           struct onr_error *error)
{
    onr_store *store = open_store();
    uint64_t n = 0, from = query->who ? strtoull(query->who, NULL, 10) : 0;
    uint64_t into = query->to ? strtoull(query->to, NULL, 10) : 0;
    const char *article = query->story;
    if (strcmp(question, "count") == 0)
        return onr_store_count(store, query, query->limit % 6, ONR_TO_CSV, NULL, take, NULL, &n,
                               error);
    if (strcmp(question, "timeline") == 0)
        return onr_store_timeline(store, query, NULL, take, NULL, &n, error);
    if (strcmp(question, "claims") == 0)
        return onr_store_claims(store, query->about, query->limit, ONR_TO_JSONL, NULL, take, NULL,
                                &n, error);
    if (strcmp(question, "entities") == 0)
        return onr_store_entities(store, query->who, query->limit, ONR_TO_JSONL, NULL, take, NULL,
                                  &n, error);
    if (strcmp(question, "entity") == 0)
        return onr_store_entity(store, from, ONR_TO_JSONL, NULL, take, NULL, &n, error);
    if (strcmp(question, "merge") == 0)
        return onr_store_merge(store, from, into, error);
    if (strcmp(question, "split") == 0)
        return onr_store_split(store, from, &article, article != NULL, &n, error);
    return onr_store_query(store, query, ONR_TO_JSONL, NULL, take, NULL, &n, error);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct onr_query query = {0};
    struct onr_error error = {0};
    if (size > MAX_INPUT)
        return 0;
    char *text = malloc(size + 1), *rest = text;
    memcpy(text, bytes, size);
    text[size] = 0;
    const char *question = strsep(&rest, "\n");
    while (rest) {
        char *value = strsep(&rest, "\n"), *name = strsep(&value, "=");
        const char **found = field(&query, name);
        if (found)
            *found = value ? value : "";
        else if (strcmp(name, "limit") == 0 && value)
            query.limit = (unsigned)strtoul(value, NULL, 10);
        else if (strcmp(name, "either") == 0)
            query.either = true;
        else if (strcmp(name, "copies") == 0)
            query.copies = true;
    }
    enum onr_status status = ask(question, &query, &error);
    CHECK(status != ONR_ERR_STORE); /* no question may be malformed */
    CHECK(status == ONR_OK || error.message[0]);
    int64_t lost = -1;
    CHECK(db_ask_number(store_db(open_store()),
                        "SELECT count(*) FROM alias a LEFT JOIN identity i ON i.id = a.identity"
                        " WHERE i.id IS NULL",
                        NULL, 0, -1, &lost, &error) == ONR_OK);
    CHECK(lost == 0);
    free(text);
    return 0;
}
