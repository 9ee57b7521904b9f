/* identity: decides whether a name in an article is somebody known already. What it goes by:
 *
 *   countries      their code
 *   organizations  the name, unless two countries are told that differ
 *   full names     the name, unless two countries are told that differ, or, where no country is
 *                  told twice, the offices do; and days not too far apart: 5 years for the name
 *                  alone, 30 where country or role agree
 *   surnames       never by themselves: country, role and days (3 years) must agree with those of
 *                  exactly one person whose name begins or ends so; without country and role it
 *                  stays nobody
 *
 * Of several that would do, the one that agrees in more is taken; where none stands out, it is
 * somebody new. Then the rulings of users are applied. */
#include "store/identity.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "doc/names.h"
#include "store/tables.h"
#include "text/calendar.h"
#include "text/unicode.h"
#include "text/utf8.h"

enum {
    KNOWN_MAX = 200000, /* identities kept in memory */
    DAYS_OF_NAME = 5 * 366,
    DAYS_OF_COUNTRY = 30 * 366,
    DAYS_OF_SURNAME = 3 * 366,
    CHAIN_MAX = 16, /* rulings after one another */
};

enum form { FORM_OF_NAME, FORM_OF_PART, FORM_OF_CODE, FORMS };

static const char *const FORM_NAMES[FORMS] = {"name", "part", "code"};

struct identity {
    int64_t id;
    struct str name, kind, country, actor, role, role_key;
    int32_t first, last; /* days, DAY_NONE = unknown */
    bool fresh, changed;
};

/* one name and who bears it */
struct bearer {
    uint32_t identity; /* index */
    enum form form;
};

struct entry {
    struct str key;
    ARRAY(struct bearer) bearers;
};

struct new_alias {
    struct str key;
    enum form form;
    uint32_t identity; /* index */
};

struct ruling {
    int64_t found, becomes;
    struct str article, source; /* article {NULL,0}: in all */
};

struct identities {
    struct db *db;
    struct arena arena; /* all strings and arrays */
    ARRAY(struct identity) known;
    ARRAY(struct entry) entries;
    ARRAY(struct new_alias) aliases;
    ARRAY(struct ruling) rulings;
    struct map by_key, by_id; /* to index + 1 of entries, of known */
    int64_t next_id;          /* 0 = not asked yet */
};

/* ---- memory ---- */

struct identities *identities_new(struct db *db)
{
    struct identities *all = memory_alloc(sizeof *all);
    all->db = db;
    arena_init(&all->arena, 0);
    return all;
}

void identities_forget(struct identities *all)
{
    struct db *db = all->db;
    struct arena arena = all->arena;
    map_release(&all->by_key);
    map_release(&all->by_id);
    arena_reset(&arena);
    *all = (struct identities){.db = db, .arena = arena};
}

void identities_free(struct identities *all)
{
    if (!all)
        return;
    identities_forget(all);
    arena_release(&all->arena);
    free(all);
}

static struct str copy(struct identities *all, struct str s)
{
    return s.n ? arena_copy(&all->arena, s) : (struct str){NULL, 0};
}

/* ---- reading what is known ---- */

static int32_t parse_day(struct str date)
{
    return date.n < 10 ? DAY_NONE : calendar_read(str_cut(date.s, 0, 10));
}

static struct str format_day(struct arena *arena, int32_t day)
{
    if (day == DAY_NONE)
        return (struct str){NULL, 0};
    struct civil date = calendar_civil(day);
    return arena_format(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

static uint32_t add_known(struct identities *all, int64_t id)
{
    struct identity *identity = array_push(&all->known, &all->arena);
    identity->id = id;
    identity->first = identity->last = DAY_NONE;
    map_set(&all->by_id, hash_mix((uint64_t)id, 0), all->known.n);
    return all->known.n - 1;
}

struct loading {
    struct identities *all;
    struct entry *entry;
};

static bool load_bearer(void *context, const struct onr_row *row)
{
    struct loading *loading = context;
    struct identities *all = loading->all;
    int64_t id = row->values[0].integer;
    uint32_t known = map_get(&all->by_id, hash_mix((uint64_t)id, 0));
    if (!known) {
        known = add_known(all, id) + 1;
        struct identity *identity = &all->known.v[known - 1];
        identity->name = copy(all, db_string(&row->values[1]));
        identity->kind = copy(all, db_string(&row->values[2]));
        identity->country = copy(all, db_string(&row->values[3]));
        identity->actor = copy(all, db_string(&row->values[4]));
        identity->role = copy(all, db_string(&row->values[5]));
        identity->role_key = bundle_key(&all->arena, identity->role);
        identity->first = parse_day(db_string(&row->values[6]));
        identity->last = parse_day(db_string(&row->values[7]));
    }
    struct str form = db_string(&row->values[8]);
    for (int i = 0; i < FORMS; i++)
        if (str_is(form, FORM_NAMES[i]))
            *array_push(&loading->entry->bearers, &all->arena) =
                (struct bearer){known - 1, (enum form)i};
    return true;
}

/* index of the entry for a key */
static enum onr_status find_entry(struct identities *all, struct str key, uint32_t *index,
                                  struct onr_error *error)
{
    static const char SQL[] =
        "SELECT i.id, i.name, i.kind, i.country, i.actor, i.role, i.first_date, i.last_date, a.form"
        " FROM alias a JOIN identity i ON i.id = a.identity WHERE a.key = ?1 ORDER BY i.id";
    uint64_t hash = hash_bytes(key, 0);
    uint32_t found = map_get(&all->by_key, hash);
    while (found && !str_eq(all->entries.v[found - 1].key, key))
        found = map_get(&all->by_key, ++hash);
    if (found) {
        *index = found - 1;
        return ONR_OK;
    }
    struct entry *entry = array_push(&all->entries, &all->arena);
    *entry = (struct entry){.key = copy(all, key)};
    map_set(&all->by_key, hash, all->entries.n);
    *index = all->entries.n - 1;
    struct onr_value parameter = db_text(key);
    return db_ask(all->db, SQL, &parameter, 1, load_bearer, &(struct loading){all, entry}, error);
}

static bool load_ruling(void *context, const struct onr_row *row)
{
    struct identities *all = context;
    struct ruling *ruling = array_push(&all->rulings, &all->arena);
    ruling->found = row->values[0].integer;
    ruling->becomes = row->values[1].integer;
    ruling->article = copy(all, db_string(&row->values[2]));
    ruling->source = copy(all, db_string(&row->values[3]));
    return true;
}

/* at the beginning, and after everything was forgotten */
static enum onr_status prepare(struct identities *all, struct onr_error *error)
{
    if (all->known.n > KNOWN_MAX && !all->aliases.n)
        identities_forget(all);
    if (all->next_id)
        return ONR_OK;
    enum onr_status status =
        db_ask_number(all->db, "SELECT max(id) FROM identity", NULL, 0, 0, &all->next_id, error);
    all->next_id++;
    if (status)
        return status;
    return db_ask(all->db, "SELECT found, becomes, article, source FROM ruling ORDER BY id", NULL,
                  0, load_ruling, all, error);
}

/* ---- the rule ---- */

struct asked {
    const struct bundle_entity *entity;
    struct str role_key;
    int32_t day;
    bool surname;
};

/* days between the article and what is known; 0 where one of them is not dated */
static int32_t days_apart(const struct identity *identity, int32_t day)
{
    if (day == DAY_NONE || identity->first == DAY_NONE)
        return 0;
    if (day < identity->first)
        return identity->first - day;
    return day > identity->last ? day - identity->last : 0;
}

/* the actor code without its country: what office it is */
static struct str office(struct str actor, struct str country)
{
    return country.n && str_starts(actor, country) ? str_cut(actor.s, country.n, actor.n) : actor;
}

enum agreement { AGREE_NOT = 0, AGREE_NAME = 1, AGREE_ROLE = 2, AGREE_COUNTRY = 4 };

/* whether offices and days let a person be the same */
static bool may_be(const struct identity *identity, const struct asked *asked, unsigned agreement)
{
    bool surely = agreement & (AGREE_COUNTRY | AGREE_ROLE);
    if (asked->surname) {
        bool both = (agreement & AGREE_COUNTRY) && (agreement & AGREE_ROLE);
        return both && days_apart(identity, asked->day) <= DAYS_OF_SURNAME;
    }
    if (!(agreement & AGREE_COUNTRY)) {
        struct str here = office(asked->entity->actor, asked->entity->country);
        struct str there = office(identity->actor, identity->country);
        if (here.n && there.n && !str_eq(here, there))
            return false;
    }
    return days_apart(identity, asked->day) <= (surely ? DAYS_OF_COUNTRY : DAYS_OF_NAME);
}

/* in what the bearer of the name agrees with the one asked for; AGREE_NOT = somebody else */
static unsigned compare(const struct identity *identity, const struct asked *asked)
{
    const struct bundle_entity *entity = asked->entity;
    unsigned agreement = AGREE_NAME;
    if (!str_is(identity->kind, entity_kind_name(entity->kind)))
        return AGREE_NOT;
    if (entity->country.n && identity->country.n) {
        if (!str_eq(entity->country, identity->country))
            return AGREE_NOT;
        agreement |= AGREE_COUNTRY;
    }
    if (asked->role_key.n && str_eq(asked->role_key, identity->role_key))
        agreement |= AGREE_ROLE;
    if (entity->kind == ENTITY_PERSON && !may_be(identity, asked, agreement))
        return AGREE_NOT;
    return agreement;
}

/* Index + 1 of the bearer that agrees best; 0 where there is none, or several alike. */
static uint32_t choose(const struct identities *all, const struct entry *entry,
                       const struct asked *asked, unsigned *agreement)
{
    uint32_t best = 0, n_best = 0;
    *agreement = AGREE_NOT;
    for (uint32_t i = 0; i < entry->bearers.n; i++) {
        const struct bearer *bearer = &entry->bearers.v[i];
        const struct identity *identity = &all->known.v[bearer->identity];
        if (bearer->form != FORM_OF_NAME && !asked->surname)
            continue;
        unsigned found = compare(identity, asked);
        /* of two that agree in the name alone, the one without a country */
        if (found == AGREE_NAME)
            found = 2 * AGREE_NAME - (identity->country.n != 0);
        if (bearer->identity + 1 == best || found == AGREE_NOT || found < *agreement)
            continue;
        n_best = found > *agreement ? 1 : n_best + 1;
        *agreement = found;
        best = bearer->identity + 1;
    }
    return n_best == 1 ? best : 0;
}

static const char *reason(unsigned agreement, bool surname)
{
    if (surname)
        return "surname+country+role+dates";
    if (agreement & AGREE_COUNTRY)
        return agreement & AGREE_ROLE ? "name+country+role" : "name+country";
    return agreement > 2 * AGREE_NAME ? "name+role" : "name";
}

/* ---- new and changed ---- */

static bool bears(const struct entry *entry, uint32_t identity, enum form form)
{
    for (uint32_t i = 0; i < entry->bearers.n; i++)
        if (entry->bearers.v[i].identity == identity && entry->bearers.v[i].form == form)
            return true;
    return false;
}

static enum onr_status add_alias(struct identities *all, struct str key, enum form form,
                                 uint32_t identity, struct onr_error *error)
{
    uint32_t e;
    enum onr_status status = key.n ? find_entry(all, key, &e, error) : ONR_OK;
    if (status || !key.n || bears(&all->entries.v[e], identity, form))
        return status;
    *array_push(&all->entries.v[e].bearers, &all->arena) = (struct bearer){identity, form};
    *array_push(&all->aliases, &all->arena) =
        (struct new_alias){all->entries.v[e].key, form, identity};
    return ONR_OK;
}

/* the first and last word of a person's name */
static enum onr_status add_parts(struct identities *all, struct str key, uint32_t identity,
                                 struct onr_error *error)
{
    size_t first = str_find(key, STR(" "), 0), last = key.n;
    if (first == SIZE_MAX)
        return ONR_OK;
    while (key.s[last - 1] != ' ')
        last--;
    enum onr_status status =
        add_alias(all, str_cut(key.s, 0, first), FORM_OF_PART, identity, error);
    return status ? status
                  : add_alias(all, str_cut(key.s, last, key.n), FORM_OF_PART, identity, error);
}

static uint32_t make(struct identities *all, const struct bundle_entity *entity)
{
    uint32_t i = add_known(all, all->next_id++);
    struct identity *identity = &all->known.v[i];
    identity->name = copy(all, entity->name);
    identity->kind = str_of(entity_kind_name(entity->kind));
    identity->fresh = true;
    return i;
}

static void set(struct identities *all, struct str *field, struct str value, bool *changed)
{
    if (value.n && !str_eq(*field, value)) {
        *field = copy(all, value);
        *changed = true;
    }
}

static bool has_small_letter(struct str name)
{
    uint32_t code;
    for (size_t at = 0; at < name.n;) {
        at += utf8_decode(name, at, &code);
        if (unicode_is_letter(code) && !unicode_is_upper(code))
            return true;
    }
    return false;
}

/* The name of several words as it is written outside headlines: "ADA BERG" gives way. */
static void lower_name(struct identities *all, struct identity *identity,
                       const struct bundle_entity *entity)
{
    if (!memchr(identity->name.s, ' ', identity->name.n) || has_small_letter(identity->name) ||
        !has_small_letter(entity->name))
        return;
    if (str_eq(bundle_key(&all->arena, identity->name), entity->key))
        set(all, &identity->name, entity->name, &identity->changed);
}

/* what the article adds to what is known */
static void update(struct identities *all, struct identity *identity, const struct asked *asked)
{
    const struct bundle_entity *entity = asked->entity;
    lower_name(all, identity, entity);
    if (!identity->country.n)
        set(all, &identity->country, entity->country, &identity->changed);
    bool latest =
        identity->last == DAY_NONE || asked->day == DAY_NONE || asked->day >= identity->last;
    if (latest || !identity->actor.n)
        set(all, &identity->actor, entity->actor, &identity->changed);
    if (latest && entity->role.n && !str_eq(identity->role, entity->role)) {
        set(all, &identity->role, entity->role, &identity->changed);
        identity->role_key = bundle_key(&all->arena, identity->role);
    }
    if (asked->day == DAY_NONE)
        return;
    if (identity->first == DAY_NONE || asked->day < identity->first) {
        identity->first = asked->day;
        identity->changed = true;
    }
    if (identity->last == DAY_NONE || asked->day > identity->last) {
        identity->last = asked->day;
        identity->changed = true;
    }
}

/* ---- rulings ---- */

static const struct ruling *find_ruling(const struct identities *all, int64_t found,
                                        const struct bundle *article)
{
    const struct ruling *general = NULL;
    for (uint32_t i = 0; i < all->rulings.n; i++) {
        const struct ruling *ruling = &all->rulings.v[i];
        if (ruling->found != found)
            continue;
        if (!ruling->article.n)
            general = ruling;
        else if (str_eq(ruling->article, article->name) && str_eq(ruling->source, article->source))
            return ruling;
    }
    return general;
}

static int64_t apply_rulings(const struct identities *all, int64_t found,
                             const struct bundle *article)
{
    const struct ruling *ruling;
    for (int i = 0; i < CHAIN_MAX && (ruling = find_ruling(all, found, article)); i++)
        found = ruling->becomes;
    return found;
}

/* ---- */

/* index + 1 of who bears the code, 0 = nobody yet */
static uint32_t find_code(const struct entry *entry)
{
    for (uint32_t i = 0; i < entry->bearers.n; i++)
        if (entry->bearers.v[i].form == FORM_OF_CODE)
            return entry->bearers.v[i].identity + 1;
    return 0;
}

static enum onr_status add_names(struct identities *all, const struct bundle_entity *entity,
                                 struct str code, uint32_t who, struct onr_error *error)
{
    enum onr_status status = add_alias(all, code, FORM_OF_CODE, who, error);
    if (status == ONR_OK)
        status = add_alias(all, entity->key, FORM_OF_NAME, who, error);
    if (status == ONR_OK && entity->kind == ENTITY_PERSON)
        status = add_parts(all, entity->key, who, error);
    return status;
}

/* *who is index + 1, 0 = nobody. Countries are looked for by code, all others by name. */
static enum onr_status identify(struct identities *all, const struct asked *asked, uint32_t *who,
                                const char **because, struct onr_error *error)
{
    const struct bundle_entity *entity = asked->entity;
    struct str code = {NULL, 0};
    unsigned agreement = AGREE_NOT;
    uint32_t e;
    if (entity->kind == ENTITY_COUNTRY)
        code = bundle_key(&all->arena, entity->country);
    enum onr_status status = find_entry(all, code.n ? code : entity->key, &e, error);
    if (status)
        return status;
    *who =
        code.n ? find_code(&all->entries.v[e]) : choose(all, &all->entries.v[e], asked, &agreement);
    if (*who) {
        *because = code.n ? "code" : reason(agreement, asked->surname);
    } else {
        if (asked->surname && (agreement || !entity->country.n || !entity->role.n))
            return ONR_OK;
        *because = "new";
        *who = make(all, entity) + 1;
    }
    return add_names(all, entity, code, *who - 1, error);
}

enum onr_status identities_find(struct identities *all, const struct bundle *article,
                                const struct bundle_entity *entity, struct identity_found *who,
                                struct onr_error *error)
{
    *who = (struct identity_found){0};
    if (!entity->named)
        return ONR_OK;
    enum onr_status status = prepare(all, error);
    if (status)
        return status;
    uint32_t found = 0;
    struct asked asked = {.entity = entity,
                          .role_key = bundle_key(&all->arena, entity->role),
                          .day = parse_day(article->published),
                          .surname = entity->kind == ENTITY_PERSON &&
                                     str_find(entity->key, STR(" "), 0) == SIZE_MAX};
    status = identify(all, &asked, &found, &who->because, error);
    if (status || !found)
        return status;
    update(all, &all->known.v[found - 1], &asked);
    int64_t id = all->known.v[found - 1].id;
    who->identity = apply_rulings(all, id, article);
    who->found = who->identity == id ? 0 : id;
    return ONR_OK;
}

static enum onr_status insert_identity(struct identities *all, const struct identity *identity,
                                       struct onr_error *error)
{
    struct onr_value values[] = {db_integer(identity->id),
                                 db_text(identity->name),
                                 db_text(identity->kind),
                                 db_text_or_null(identity->country),
                                 db_text_or_null(identity->actor),
                                 db_text_or_null(identity->role),
                                 db_text_or_null(format_day(&all->arena, identity->first)),
                                 db_text_or_null(format_day(&all->arena, identity->last))};
    return db_insert(all->db, &TABLE_IDENTITY, values, error);
}

static enum onr_status update_identity(struct identities *all, const struct identity *identity,
                                       struct onr_error *error)
{
    struct onr_value values[] = {db_integer(identity->id),
                                 db_text_or_null(identity->country),
                                 db_text_or_null(identity->actor),
                                 db_text_or_null(identity->role),
                                 db_text_or_null(format_day(&all->arena, identity->first)),
                                 db_text_or_null(format_day(&all->arena, identity->last)),
                                 db_text(identity->name)};
    return db_ask(all->db,
                  "UPDATE identity SET country = ?2, actor = ?3, role = ?4, first_date = ?5,"
                  " last_date = ?6, name = ?7 WHERE id = ?1",
                  values, 7, NULL, NULL, error);
}

enum onr_status identities_write(struct identities *all, struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    struct arena_mark mark = arena_mark(&all->arena);
    for (uint32_t i = 0; i < all->known.n && status == ONR_OK; i++) {
        struct identity *identity = &all->known.v[i];
        if (identity->fresh)
            status = insert_identity(all, identity, error);
        else if (identity->changed)
            status = update_identity(all, identity, error);
        identity->fresh = identity->changed = false;
    }
    arena_rewind(&all->arena, mark);
    for (uint32_t i = 0; i < all->aliases.n && status == ONR_OK; i++) {
        const struct new_alias *alias = &all->aliases.v[i];
        struct onr_value values[] = {db_text(alias->key), db_text(str_of(FORM_NAMES[alias->form])),
                                     db_integer(all->known.v[alias->identity].id)};
        status = db_insert(all->db, &TABLE_ALIAS, values, error);
    }
    all->aliases.n = 0;
    return status;
}
