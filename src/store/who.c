/* who: a name in a question is looked up as names of articles are, by its key. A country stands for
 * all its people, not for its name alone. */
#include "store/who.h"

#include <stdlib.h>

#include "store/bundle.h"

enum { IDS_MAX = 1000 };

struct finding {
    struct arena *arena;
    struct who *who;
};

static bool take(void *context, const struct onr_row *row)
{
    struct finding *finding = context;
    struct who *who = finding->who;
    bool country = strcmp(row->values[1].text, "country") == 0;
    if (country && row->values[2].kind == ONR_VALUE_TEXT)
        *array_push(&who->countries, finding->arena) =
            arena_copy(finding->arena, (struct str){row->values[2].text, row->values[2].size});
    else
        *array_push(&who->ids, finding->arena) = row->values[0].integer;
    return who->ids.n < IDS_MAX;
}

static bool found(const struct who *who)
{
    return who->ids.n || who->countries.n;
}

/* whoever bears the name, or whom he was merged into */
#define WHO                                                             \
    "SELECT DISTINCT i.id, i.kind, i.country FROM alias a"              \
    " LEFT JOIN ruling r ON r.found = a.identity AND r.article IS NULL" \
    " JOIN identity i ON i.id = coalesce(r.becomes, a.identity) WHERE "
#define IN_ORDER " ORDER BY i.id"

static enum onr_status find_named(struct db *db, struct finding *finding, struct str key,
                                  struct onr_error *error)
{
    static const char *const SQL[] = {
        WHO "a.key = ?1 AND a.form <> 'part'" IN_ORDER,
        WHO "a.key = ?1" IN_ORDER,
        WHO "a.form = 'name' AND ' ' || a.key || ' ' LIKE '% ' || ?1 || ' %'" IN_ORDER,
    };
    struct onr_value parameter = db_text(key);
    enum onr_status status = ONR_OK;
    for (size_t i = 0; i < sizeof SQL / sizeof *SQL && status == ONR_OK && !found(finding->who);
         i++)
        status = db_ask(db, SQL[i], &parameter, 1, take, finding, error);
    return status;
}

/* three capitals, or more of them by threes */
static bool is_code(const char *text)
{
    size_t n = strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    return n && text[n] == 0 && n % 3 == 0;
}

enum onr_status who_find(struct db *db, struct arena *arena, const char *text, struct who *who,
                         struct onr_error *error)
{
    struct finding finding = {arena, who};
    *who = (struct who){0};
    if (text[0] == '#') {
        struct onr_value id = db_integer(strtoll(text + 1, NULL, 10));
        enum onr_status status = db_ask(db, "SELECT id, kind, country FROM identity WHERE id = ?1",
                                        &id, 1, take, &finding, error);
        if (status || found(who))
            return status;
        return error_set(error, ONR_ERR_ARG, "there is no identity %.20s", text);
    }
    if (is_code(text))
        who->code = arena_copy(arena, str_of(text));
    struct str key = bundle_key(arena, str_of(text));
    enum onr_status status = key.n ? find_named(db, &finding, key, error) : ONR_OK;
    if (status || found(who) || who->code.n)
        return status;
    return error_set(error, ONR_ERR_ARG, "nobody in the store is called '%.80s'", text);
}

static void add_code(struct sql *sql, const char *alias, struct str code)
{
    buf_format(&sql->text, "%s.country = ", alias);
    sql_text(sql, str_cut(code.s, 0, 3));
    if (code.n > 3) {
        buf_format(&sql->text, " AND substr(%s.actor, 1, %zu) = ", alias, code.n);
        sql_text(sql, code);
    }
    /* bodies of several countries have no country: IGO, NGO */
    buf_format(&sql->text, " OR %s.country IS NULL AND substr(%s.actor, 1, %zu) = ", alias, alias,
               code.n);
    sql_text(sql, code);
}

void who_condition(struct sql *sql, const char *alias, const struct who *who)
{
    const char *between = "(";
    if (who->code.n) {
        sql_add(sql, between);
        add_code(sql, alias, who->code);
        between = " OR ";
    }
    for (uint32_t i = 0; i < who->countries.n; i++) {
        buf_format(&sql->text, "%s%s.country = ", between, alias);
        sql_text(sql, who->countries.v[i]);
        between = " OR ";
    }
    if (who->ids.n) {
        buf_format(&sql->text, "%s%s.identity IN (", between, alias);
        for (uint32_t i = 0; i < who->ids.n; i++)
            buf_format(&sql->text, i ? ", %lld" : "%lld", (long long)who->ids.v[i]);
        sql_add(sql, ")");
    }
    sql_add(sql, ")");
}
