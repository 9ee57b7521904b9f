/* view_claims: what several statements say alike, gathered: the disputed first, then those of most
 * speakers, each with the statements that carry it, in the order of their days. The place in the
 * list is a plain number, since claims are gathered anew whenever articles are added. */
#include "store/view_items.h"

enum { CLAIMS = 20, CLAIMS_MAX = 100, CARRIERS = 12, CARRIERS_MAX = 500, FAR = 1000000 };
#define IN_ORDER " ORDER BY c.disputed DESC, c.speakers DESC, c.statements DESC, c.id"

struct carrier {
    int64_t claim, statement;
    struct str stance;
};

struct claims {
    struct view *view;
    ARRAY(int64_t) ids;
    ARRAY(struct carrier) carriers; /* those of a claim together */
    uint32_t most, n_same;          /* wanted of one claim, and met of the last one */
    struct items statements;
};

static bool take_id(void *context, const struct onr_row *row)
{
    struct claims *claims = context;
    *array_push(&claims->ids, &claims->view->arena) = value_integer(&row->values[0]);
    return true;
}

static bool take_carrier(void *context, const struct onr_row *row)
{
    struct claims *claims = context;
    int64_t claim = value_integer(&row->values[0]);
    bool same = claims->carriers.n && claims->carriers.v[claims->carriers.n - 1].claim == claim;
    claims->n_same = same ? claims->n_same + 1 : 1;
    if (claims->n_same <= claims->most)
        *array_push(&claims->carriers, &claims->view->arena) = (struct carrier){
            claim, value_integer(&row->values[1]), view_keep(claims->view, &row->values[2])};
    return true;
}

static void write_carriers(struct claims *claims, int64_t claim)
{
    struct view *v = claims->view;
    json_key(&v->json, "carriers");
    json_open(&v->json, '[');
    for (uint32_t i = 0; i < claims->carriers.n; i++) {
        const struct carrier *carrier = &claims->carriers.v[i];
        if (carrier->claim != claim)
            continue;
        json_open(&v->json, '{');
        view_string(v, "stance", carrier->stance);
        json_key(&v->json, "statement");
        item_write(v, &claims->statements, carrier->statement);
        json_close(&v->json, '}');
    }
    json_close(&v->json, ']');
}

static bool write_claim(void *context, const struct onr_row *row)
{
    struct claims *claims = context;
    struct view *v = claims->view;
    json_open(&v->json, '{');
    view_count(v, "id", value_integer(&row->values[0]));
    view_string(v, "words", db_string(&row->values[1]));
    view_string(v, "first", db_string(&row->values[2]));
    view_string(v, "last", db_string(&row->values[3]));
    view_count(v, "statements", value_integer(&row->values[4]));
    view_count(v, "speakers", value_integer(&row->values[5]));
    json_key(&v->json, "disputed");
    json_bool(&v->json, value_integer(&row->values[6]) != 0);
    write_carriers(claims, value_integer(&row->values[0]));
    json_close(&v->json, '}');
    return true;
}

/* " IN (…)" of the first n claims */
static void add_ids(struct query *q, const struct claims *claims, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        query_add(q, i ? ", @" : " IN (@", db_integer(claims->ids.v[i]));
    query_add(q, ")");
}

/* the first n claims with `most` of what carries each */
static enum onr_status write_claims(struct claims *claims, uint32_t n, uint32_t most)
{
    struct view *v = claims->view;
    struct query q;
    if (!n)
        return ONR_OK;
    claims->most = most;
    query_init(&q, v,
               "SELECT cs.claim, cs.statement, cs.stance FROM claim_statement cs"
               " JOIN statement s ON s.id = cs.statement WHERE cs.claim");
    add_ids(&q, claims, n);
    query_add(&q, " ORDER BY cs.claim, s.date, s.id");
    enum onr_status status = query_ask(&q, take_carrier, claims);
    int64_t *ids = arena_alloc(&v->arena, (claims->carriers.n + 1) * sizeof *ids);
    for (uint32_t i = 0; i < claims->carriers.n; i++)
        ids[i] = claims->carriers.v[i].statement;
    if (status == ONR_OK)
        status = items_fetch(v, VIEW_STATEMENTS, ids, claims->carriers.n, &claims->statements);
    if (status)
        return status;
    query_init(&q, v,
               "SELECT c.id, s.content, c.first_date, c.last_date, c.statements, c.speakers,"
               " c.disputed FROM claim c JOIN statement s ON s.id = c.statement WHERE c.id");
    add_ids(&q, claims, n);
    query_add(&q, IN_ORDER);
    return query_ask(&q, write_claim, claims);
}

static enum onr_status find_claims(struct claims *claims, bool disputed, uint32_t limit,
                                   uint32_t skip)
{
    struct view *v = claims->view;
    struct filter words = {
        .kind = VIEW_STATEMENTS, .text = view_parameter(v, "text"), .copies = true};
    enum onr_status status = filter_weigh(v, &words);
    struct query q;
    if (status)
        return status;
    query_init(&q, v, "SELECT c.id FROM claim c WHERE c.statements > 0");
    if (disputed)
        query_add(&q, " AND c.disputed = 1");
    if (words.text.n) {
        query_add(&q, " AND c.id IN (SELECT x.claim FROM (SELECT cs.claim, cs.statement AS id"
                      " FROM claim_statement cs) AS x WHERE x.claim > 0");
        filter_add(&q, &words);
        query_add(&q, ")");
    }
    query_add(&q, IN_ORDER " LIMIT @ OFFSET @", db_integer(limit), db_integer(skip));
    return query_ask(&q, take_id, claims);
}

static enum onr_status write_list(struct claims *claims, uint32_t limit, uint32_t skip)
{
    struct view *v = claims->view;
    int64_t n;
    enum onr_status status =
        db_ask_number(v->db, "SELECT count(*) FROM claim", NULL, 0, 0, &n, v->error);
    json_open(&v->json, '{');
    json_key(&v->json, "available");
    json_bool(&v->json, n > 0);
    json_key(&v->json, "items");
    json_open(&v->json, '[');
    if (status == ONR_OK)
        status = write_claims(claims, claims->ids.n < limit ? claims->ids.n : limit, CARRIERS);
    json_close(&v->json, ']');
    struct str next = {0};
    if (claims->ids.n > limit)
        next = arena_format(&v->arena, "%u", skip + limit);
    view_string(v, "next", next);
    json_close(&v->json, '}');
    return status;
}

/* one claim with all that carries it */
static enum onr_status write_one(struct claims *claims, uint32_t id)
{
    struct view *v = claims->view;
    struct onr_value value = db_integer(id);
    int64_t found;
    enum onr_status status =
        db_ask_number(v->db, "SELECT id FROM claim WHERE id = ?1", &value, 1, 0, &found, v->error);
    if (status == ONR_OK && !found)
        return error_set(v->error, ONR_END, "there is no claim %u", id);
    if (status)
        return status;
    *array_push(&claims->ids, &claims->view->arena) = found;
    return write_claims(claims, 1, CARRIERS_MAX);
}

enum onr_status view_claims(struct view *v)
{
    struct claims claims = {.view = v};
    uint32_t limit, skip, id, disputed;
    enum onr_status status;
    if ((status = view_number(v, "limit", 1, CLAIMS_MAX, CLAIMS, &limit)) ||
        (status = view_number(v, "after", 0, FAR, 0, &skip)) ||
        (status = view_number(v, "disputed", 0, 1, 0, &disputed)) ||
        (status = view_number(v, "id", 1, UINT32_MAX, 0, &id)))
        return status;
    if (id)
        return write_one(&claims, id);
    status = find_claims(&claims, disputed, limit + 1, skip);
    return status ? status : write_list(&claims, limit, skip);
}
