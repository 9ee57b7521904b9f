/* view_claims: what several statements say alike, gathered: the disputed first, then those of most
 * speakers, each with the statements that carry it, in the order of their days. The place in the
 * list is a plain number, since claims are gathered anew whenever articles are added. */
#include "store/view_items.h"

enum { CLAIMS = 20, CLAIMS_MAX = 100, CARRIERS = 12, CARRIERS_MAX = 500, FAR = 1000000 };

static const char CLAIM_SQL[] =
    "SELECT c.id, s.content, c.first_date, c.last_date, c.statements, c.speakers, c.disputed"
    " FROM claim c JOIN statement s ON s.id = c.statement WHERE c.id = ?1";
static const char CARRIERS_SQL[] =
    "SELECT cs.statement, cs.stance FROM claim_statement cs JOIN statement s ON s.id ="
    " cs.statement WHERE cs.claim = ?1 ORDER BY s.date, s.id LIMIT ?2";

struct carrier {
    int64_t statement;
    struct str stance;
};

struct claims {
    struct view *view;
    ARRAY(int64_t) ids;
    ARRAY(struct carrier) carriers;
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
    struct carrier *carrier = array_push(&claims->carriers, &claims->view->arena);
    carrier->statement = value_integer(&row->values[0]);
    carrier->stance = view_keep(claims->view, &row->values[1]);
    return true;
}

static bool begin_claim(void *context, const struct onr_row *row)
{
    struct view *v = context;
    view_count(v, "id", value_integer(&row->values[0]));
    view_string(v, "words", db_string(&row->values[1]));
    view_string(v, "first", db_string(&row->values[2]));
    view_string(v, "last", db_string(&row->values[3]));
    view_count(v, "statements", value_integer(&row->values[4]));
    view_count(v, "speakers", value_integer(&row->values[5]));
    json_key(&v->json, "disputed");
    json_bool(&v->json, value_integer(&row->values[6]) != 0);
    return false;
}

static enum onr_status write_carriers(struct view *v, const struct claims *claims)
{
    enum onr_status status = ONR_OK;
    json_key(&v->json, "carriers");
    json_open(&v->json, '[');
    for (uint32_t i = 0; i < claims->carriers.n && status == ONR_OK; i++) {
        json_open(&v->json, '{');
        view_string(v, "stance", claims->carriers.v[i].stance);
        json_key(&v->json, "statement");
        status = item_write(v, VIEW_STATEMENTS, claims->carriers.v[i].statement);
        json_close(&v->json, '}');
    }
    json_close(&v->json, ']');
    return status;
}

static enum onr_status write_claim(struct claims *claims, int64_t id, int64_t carriers)
{
    struct view *v = claims->view;
    struct onr_value values[] = {db_integer(id), db_integer(carriers)};
    claims->carriers.n = 0;
    json_open(&v->json, '{');
    enum onr_status status = view_ask(v, CLAIM_SQL, values, 1, begin_claim, v);
    if (status == ONR_OK)
        status = view_ask(v, CARRIERS_SQL, values, 2, take_carrier, claims);
    if (status == ONR_OK)
        status = write_carriers(v, claims);
    json_close(&v->json, '}');
    return status;
}

static enum onr_status find_claims(struct claims *claims, bool disputed, uint32_t limit,
                                   uint32_t skip)
{
    struct view *v = claims->view;
    struct filter words = {
        .kind = VIEW_STATEMENTS, .text = view_parameter(v, "text"), .copies = true};
    enum onr_status status = ONR_OK;
    struct query q;
    query_init(&q, v, "SELECT c.id FROM claim c WHERE c.statements > 0");
    if (disputed)
        query_add(&q, " AND c.disputed = 1");
    if (words.text.n) {
        query_add(&q, " AND c.id IN (SELECT cs.claim FROM claim_statement cs JOIN statement x ON"
                      " x.id = cs.statement WHERE x.id > 0");
        status = filter_add(&q, &words);
        query_add(&q, ")");
    }
    if (status) {
        sql_release(&q.sql);
        return status;
    }
    query_add(&q,
              " ORDER BY c.disputed DESC, c.speakers DESC, c.statements DESC, c.id LIMIT @"
              " OFFSET @",
              db_integer(limit), db_integer(skip));
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
    for (uint32_t i = 0; i < claims->ids.n && i < limit && status == ONR_OK; i++)
        status = write_claim(claims, claims->ids.v[i], CARRIERS);
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
    return status ? status : write_claim(claims, id, CARRIERS_MAX);
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
