/* claims: reads all propositions in the order of days, gathers them (claim/gather.h), and keeps
 * those claims that more than one story carries, or more than one speaker, or that somebody else
 * stands to in another way. */
#include "store/claims.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/hash.h"
#include "claim/gather.h"
#include "store/tables.h"
#include "text/calendar.h"

/* a statement with a proposition */
struct carrier {
    int64_t statement;
    struct str date, standing;
    bool negated;
    uint64_t speakers, story; /* hashes */
    uint32_t next;            /* index + 1 of the next one of the same claim, 0 = last */
};

struct making {
    struct db *db;
    struct arena arena;
    ARRAY(struct carrier) carriers;
    ARRAY(struct claim_item) items;
    struct onr_error *error;
};

static bool says_so(struct str standing)
{
    return str_is(standing, "asserts") || str_is(standing, "confirms") ||
           str_is(standing, "alleges");
}

/* how the statement stands to what it says, the "not" in it left out */
static struct str stance_of(const struct carrier *carrier)
{
    return carrier->negated && says_so(carrier->standing) ? STR("denies") : carrier->standing;
}

static bool take_row(void *context, const struct onr_row *row)
{
    struct making *m = context;
    struct str date = db_string(&row->values[3]);
    int32_t day = date.n < 10 ? DAY_NONE : calendar_read(str_cut(date.s, 0, 10));
    if (day == DAY_NONE)
        return true;
    *array_push(&m->items, &m->arena) =
        (struct claim_item){arena_copy(&m->arena, db_string(&row->values[1])), day};
    struct carrier *carrier = array_push(&m->carriers, &m->arena);
    *carrier = (struct carrier){
        .statement = row->values[0].integer,
        .date = arena_copy(&m->arena, str_cut(date.s, 0, 10)),
        .standing = arena_copy(&m->arena, db_string(&row->values[4])),
        .negated = row->values[2].integer != 0,
        .speakers = hash_bytes(db_string(&row->values[6]), 0),
        .story = hash_bytes(db_string(&row->values[5]), 0),
    };
    return true;
}

static enum onr_status read_carriers(struct making *m)
{
    return db_ask(m->db,
                  "SELECT p.statement, p.words, p.negated, s.date, s.standing,"
                  " coalesce(a.story, CAST(a.id AS TEXT)),"
                  " (SELECT group_concat(coalesce(CAST(e.identity AS TEXT), e.name), ';')"
                  " FROM speaker k JOIN entity e ON e.id = k.entity WHERE k.statement = s.id)"
                  " FROM proposition p JOIN statement s ON s.id = p.statement"
                  " JOIN article a ON a.id = s.article"
                  " WHERE s.date IS NOT NULL ORDER BY s.date, s.id",
                  NULL, 0, take_row, m, m->error);
}

/* what the carriers of a claim make it */
struct sum {
    uint32_t statements, speakers;
    bool stories, stances, disputed;
    uint32_t words; /* the first that says it without a "not", else the first */
    uint32_t last;
};

static bool is_new_speaker(const struct making *m, uint32_t first, uint32_t i)
{
    for (uint32_t k = first; k != i; k = m->carriers.v[k].next - 1)
        if (m->carriers.v[k].speakers == m->carriers.v[i].speakers)
            return false;
    return true;
}

/* Whether some say that it is so and others, or the same on another day, that it is not. Of what
 * the same say on one day both ways, one is more likely to have been misread. */
static bool is_disputed(const struct making *m, uint32_t first)
{
    const struct carrier *v = m->carriers.v;
    for (uint32_t i = first + 1; i; i = v[i - 1].next) {
        if (!str_is(stance_of(&v[i - 1]), "denies"))
            continue;
        for (uint32_t k = first + 1; k; k = v[k - 1].next)
            if (says_so(stance_of(&v[k - 1])) &&
                (v[i - 1].speakers != v[k - 1].speakers || !str_eq(v[i - 1].date, v[k - 1].date)))
                return true;
    }
    return false;
}

static struct sum sum_up(const struct making *m, uint32_t first)
{
    const struct carrier *v = m->carriers.v;
    struct sum sum = {.words = first, .last = first, .disputed = is_disputed(m, first)};
    for (uint32_t i = first + 1; i; i = v[i - 1].next) {
        const struct carrier *carrier = &v[i - 1];
        sum.statements++;
        sum.speakers += is_new_speaker(m, first, i - 1);
        sum.stories |= carrier->story != v[first].story;
        struct str stance = stance_of(carrier);
        sum.stances |= !str_eq(stance, stance_of(&v[first]));
        if (v[sum.words].negated && !carrier->negated)
            sum.words = i - 1;
        sum.last = i - 1;
    }
    return sum;
}

static enum onr_status put_claim(struct making *m, uint32_t first)
{
    const struct carrier *v = m->carriers.v;
    struct sum sum = sum_up(m, first);
    if (sum.statements < 2 || !(sum.stories || sum.stances || sum.speakers > 1))
        return ONR_OK;
    struct onr_value claim[] = {db_integer(v[first].statement), db_integer(v[sum.words].statement),
                                db_text(v[first].date),         db_text(v[sum.last].date),
                                db_integer(sum.statements),     db_integer(sum.speakers),
                                db_integer(sum.disputed)};
    enum onr_status status = db_insert(m->db, &TABLE_CLAIM, claim, m->error);
    for (uint32_t i = first + 1; i && status == ONR_OK; i = v[i - 1].next) {
        struct str stance = v[sum.words].negated ? v[i - 1].standing : stance_of(&v[i - 1]);
        struct onr_value carries[] = {claim[0], db_integer(v[i - 1].statement), db_text(stance)};
        status = db_insert(m->db, &TABLE_CLAIM_STATEMENT, carries, m->error);
    }
    return status;
}

static enum onr_status put_claims(struct making *m)
{
    uint32_t n = m->items.n;
    uint32_t *first = arena_alloc(&m->arena, (n + 1) * sizeof *first);
    uint32_t *last = arena_alloc(&m->arena, (n + 1) * sizeof *last);
    enum onr_status status = ONR_OK;
    claims_gather(m->items.v, n, first, &m->arena);
    for (uint32_t i = 0; i < n; i++) {
        if (first[i] != i)
            m->carriers.v[last[first[i]]].next = i + 1;
        last[first[i]] = i;
    }
    for (uint32_t i = 0; i < n && status == ONR_OK; i++)
        if (first[i] == i)
            status = put_claim(m, i);
    return status;
}

enum onr_status claims_make(struct db *db, struct onr_error *error)
{
    struct making m = {.db = db, .error = error};
    enum onr_status status = db_begin(db, error);
    if (status)
        return status;
    arena_init(&m.arena, 0);
    status = read_carriers(&m);
    if (status == ONR_OK)
        status = db_ask(db, "DELETE FROM claim_statement", NULL, 0, NULL, NULL, error);
    if (status == ONR_OK)
        status = db_ask(db, "DELETE FROM claim", NULL, 0, NULL, NULL, error);
    if (status == ONR_OK)
        status = put_claims(&m);
    if (status == ONR_OK)
        status = db_commit(db, error);
    if (status)
        db_rollback(db);
    arena_release(&m.arena);
    return status;
}
