/* claims_show: the claims of a store for people and as JSON Lines, the disputed and those of most
 * speakers first, each with every statement that carries it and whoever changed position. */
#include "store/output.h"
#include "store/store.h"
#include "store/words.h"

struct claim {
    int64_t id, statements, speakers;
    bool disputed;
    struct str content, first, last;
};

struct carrying {
    int64_t statement;
    struct str stance, date, content, speakers, article, title;
    bool known;   /* one of its speakers has a name by which other articles know them */
    bool changed; /* its speakers stood to the claim in another way on a day before */
};

struct showing {
    struct db *db;
    struct arena arena;
    ARRAY(struct claim) claims;
    ARRAY(struct carrying) carrying; /* of one claim */
    struct output output;
    struct lines lines;
    enum onr_to to;
    struct onr_error *error;
};

static struct str keep(struct showing *w, const struct onr_value *value)
{
    return arena_copy(&w->arena, db_string(value));
}

static bool take_claim(void *context, const struct onr_row *row)
{
    struct showing *w = context;
    const struct onr_value *v = row->values;
    *array_push(&w->claims, &w->arena) =
        (struct claim){v[0].integer,   v[4].integer,   v[5].integer,  v[6].integer != 0,
                       keep(w, &v[1]), keep(w, &v[2]), keep(w, &v[3])};
    return true;
}

static bool take_carrying(void *context, const struct onr_row *row)
{
    struct showing *w = context;
    const struct onr_value *v = row->values;
    struct carrying new = {v[0].integer,   keep(w, &v[1]),   keep(w, &v[2]),
                           keep(w, &v[3]), keep(w, &v[4]),   keep(w, &v[5]),
                           keep(w, &v[6]), v[7].integer > 0, false};
    for (uint32_t i = w->carrying.n; i-- && !new.changed;) {
        const struct carrying *before = &w->carrying.v[i];
        if (!new.known || !str_eq(before->speakers, new.speakers))
            continue;
        new.changed = !str_eq(before->stance, new.stance) && !str_eq(before->date, new.date);
        break;
    }
    *array_push(&w->carrying, &w->arena) = new;
    return true;
}

static enum onr_status find_claims(struct showing *w, const char *words, unsigned limit)
{
    struct sql sql;
    enum onr_status status = ONR_OK;
    sql_init(&sql, &w->arena);
    sql_add(&sql, "SELECT c.id, s.content, c.first_date, c.last_date, c.statements, c.speakers,"
                  " c.disputed FROM claim c JOIN statement s ON s.id = c.statement");
    if (words) {
        sql_add(&sql, " WHERE c.id IN (SELECT k.claim FROM claim_statement k"
                      " JOIN statement t ON t.id = k.statement WHERE ");
        status = words_condition(&sql, w->db->kind, words, "t.id", "statement_search", "t.content",
                                 w->error);
        sql_add(&sql, ")");
    }
    sql_add(&sql, " ORDER BY c.disputed DESC, c.speakers DESC, c.last_date DESC, c.id");
    if (limit) {
        sql_add(&sql, " LIMIT ");
        sql_value(&sql, db_integer(limit));
    }
    if (status == ONR_OK)
        status = sql_ask(&sql, w->db, take_claim, w, w->error);
    sql_release(&sql);
    return status;
}

static enum onr_status find_carrying(struct showing *w, int64_t claim)
{
    struct onr_value id = db_integer(claim);
    w->carrying.n = 0;
    return db_ask(w->db,
                  "SELECT t.id, k.stance, t.date, t.content,"
                  " (SELECT group_concat(coalesce(i.name, e.name), '; ') FROM speaker p"
                  " JOIN entity e ON e.id = p.entity LEFT JOIN identity i ON i.id = e.identity"
                  " WHERE p.statement = t.id), a.name, a.title, (SELECT count(e.identity) FROM"
                  " speaker p JOIN entity e ON e.id = p.entity WHERE p.statement = t.id)"
                  " FROM claim_statement k JOIN statement t ON t.id = k.statement"
                  " JOIN article a ON a.id = t.article WHERE k.claim = ?1 ORDER BY t.date, t.id",
                  &id, 1, take_carrying, w, w->error);
}

/* ---- for people ---- */

enum { COLUMN_STANCE = 2, COLUMN_WORDS = 14 };

static void print_carrying(struct showing *w, const struct carrying *c)
{
    struct lines *lines = &w->lines;
    lines_indent(lines, COLUMN_STANCE);
    lines_add(lines, STYLE_QUIET, c->date);
    lines_column(lines, COLUMN_WORDS);
    lines_indent(lines, COLUMN_WORDS);
    lines_add(lines, str_is(c->stance, "denies") ? STYLE_NO : STYLE_CLAIM, c->stance);
    lines_add(lines, STYLE_PLAIN, STR(": "));
    lines_add(lines, STYLE_STRONG, c->speakers.n ? c->speakers : STR("somebody"));
    if (c->changed)
        lines_add(lines, STYLE_NO, STR(" · changed position"));
    lines_end(lines);
    lines_indent(lines, COLUMN_WORDS);
    lines_add(lines, STYLE_WORDS, c->content);
    lines_add(lines, STYLE_QUIET, arena_format(&w->arena, " (%.*s)", STR_ARG(c->article)));
    lines_end(lines);
}

static void print_claim(struct showing *w, const struct claim *claim)
{
    struct lines *lines = &w->lines;
    const char *form = claim->statements == 1 ? "%lld statement" : "%lld statements";
    lines_indent(lines, 0);
    lines_add(lines, STYLE_STRONG, claim->content);
    lines_end(lines);
    lines_indent(lines, COLUMN_STANCE);
    lines_add(lines, STYLE_QUIET, arena_format(&w->arena, form, (long long)claim->statements));
    lines_add(lines, STYLE_QUIET,
              arena_format(&w->arena, " by %lld, first said %.*s, last %.*s",
                           (long long)claim->speakers, STR_ARG(claim->first),
                           STR_ARG(claim->last)));
    if (claim->disputed)
        lines_add(lines, STYLE_NO, STR(", disputed"));
    lines_end(lines);
    for (uint32_t i = 0; i < w->carrying.n; i++)
        print_carrying(w, &w->carrying.v[i]);
    lines_blank(lines);
}

/* ---- JSON Lines ---- */

static void write_carrying(struct json *json, const struct carrying *c)
{
    json_open(json, '{');
    json_key_uint(json, "number", (uint64_t)c->statement);
    json_key_text(json, "date", c->date);
    json_key_text(json, "stance", c->stance);
    json_key_text(json, "speakers", c->speakers);
    json_key_bool(json, "changed", c->changed);
    json_key_text(json, "content", c->content);
    json_key_text(json, "article", c->article);
    json_key_text(json, "title", c->title);
    json_close(json, '}');
}

static void write_claim(struct showing *w, const struct claim *claim)
{
    struct json json = {.out = &w->output.buf};
    json_open(&json, '{');
    json_key_uint(&json, "claim", (uint64_t)claim->id);
    json_key_text(&json, "content", claim->content);
    json_key_text(&json, "first", claim->first);
    json_key_text(&json, "last", claim->last);
    json_key_uint(&json, "speakers", (uint64_t)claim->speakers);
    json_key_bool(&json, "disputed", claim->disputed);
    json_key(&json, "statements");
    json_open(&json, '[');
    for (uint32_t i = 0; i < w->carrying.n; i++)
        write_carrying(&json, &w->carrying.v[i]);
    json_close(&json, ']');
    json_close(&json, '}');
    buf_byte(json.out, '\n');
}

enum onr_status onr_store_claims(onr_store *store, const char *words, unsigned limit,
                                 enum onr_to to, const struct onr_look *look,
                                 bool (*write)(void *, const char *bytes, size_t size),
                                 void *context, uint64_t *n, struct onr_error *error)
{
    struct showing w = {.db = store_db(store), .to = to, .error = error};
    if (to != ONR_TO_TEXT && to != ONR_TO_JSONL)
        return error_set(error, ONR_ERR_ARG, "claims are written as text or JSON Lines");
    arena_init(&w.arena, 0);
    output_init(&w.output, write, context);
    w.lines = output_lines(&w.output, look);
    enum onr_status status = find_claims(&w, words, limit);
    for (uint32_t i = 0; i < w.claims.n && status == ONR_OK; i++) {
        status = find_carrying(&w, w.claims.v[i].id);
        if (status != ONR_OK)
            break;
        if (to == ONR_TO_TEXT)
            print_claim(&w, &w.claims.v[i]);
        else
            write_claim(&w, &w.claims.v[i]);
        w.output.n++;
        if (!output_flush(&w.output, false))
            break;
    }
    *n = w.output.n;
    arena_release(&w.arena);
    return output_end(&w.output, status, error);
}
