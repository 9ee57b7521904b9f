/* put: decides whether an article is new, changed or known as it is, and turns bundles into rows.
 * Ids are given here, counting up from the highest in the store, since only one transaction at a
 * time writes. What a changed article said before is deleted with it; identities stay. */
#include "store/put.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "doc/names.h"
#include "store/identity.h"
#include "store/spans.h"
#include "store/tables.h"
#include "store/told.h"

enum { SPANS_MAX = 1 << 24 };

struct putter {
    struct db *db;
    struct identities *identities;
    struct told *told;
    struct arena arena;                               /* of one batch */
    struct map places;                                /* to ids, by all that tells them apart */
    int64_t place, article, entity, statement, event; /* next ids */
    int64_t origin, last_origin; /* next id; of the article put last, 0 = none */
    uint64_t last_origin_hash;
    int64_t last_article; /* highest id after our last batch: another one means another writer */
    int64_t rulings;      /* the same of rulings, their number and highest id */
};

/* one article on its way into the tables */
struct putting {
    struct putter *p;
    const struct bundle *b;
    int64_t article; /* its id; 0 = nothing to write */
    struct told_story story;
    int64_t first_entity, first_statement;
    struct identity_found *who; /* the entities of the bundle are */
    int64_t *places;            /* of the bundle → ids */
    struct onr_error *error;
};

struct putter *putter_new(struct db *db)
{
    struct putter *putter = memory_alloc(sizeof *putter);
    putter->db = db;
    putter->identities = identities_new(db);
    putter->told = told_new(db);
    arena_init(&putter->arena, 1 << 20);
    putter->last_article = -1;
    return putter;
}

void putter_free(struct putter *putter)
{
    if (!putter)
        return;
    identities_free(putter->identities);
    told_free(putter->told);
    map_release(&putter->places);
    arena_release(&putter->arena);
    free(putter);
}

/* ---- places ---- */

static uint64_t place_hash(const struct bundle_place *place)
{
    uint64_t hash = hash_bytes(place->name, place->geonames);
    return hash_bytes(place->division, hash_bytes(place->country, hash));
}

static bool load_place(void *context, const struct onr_row *row)
{
    struct putter *p = context;
    struct bundle_place place = {.name = db_string(&row->values[1]),
                                 .country = db_string(&row->values[2]),
                                 .division = db_string(&row->values[3]),
                                 .geonames = (uint32_t)row->values[4].integer};
    map_set(&p->places, place_hash(&place), (uint32_t)row->values[0].integer);
    return true;
}

static struct onr_value degrees(double value)
{
    return isnan(value) ? db_link(0) : db_real(round(value * 1e4) / 1e4);
}

static enum onr_status put_place(struct putting *w, uint32_t i)
{
    const struct bundle_place *place = &w->b->places.v[i];
    uint64_t hash = place_hash(place);
    w->places[i] = map_get(&w->p->places, hash);
    if (w->places[i])
        return ONR_OK;
    w->places[i] = w->p->place++;
    map_set(&w->p->places, hash, (uint32_t)w->places[i]);
    struct onr_value values[] = {db_integer(w->places[i]),
                                 db_text(place->name),
                                 db_text_or_null(place->country),
                                 db_text_or_null(place->division),
                                 db_text_or_null(place->kind),
                                 degrees(place->lat),
                                 degrees(place->lon),
                                 db_link(place->geonames)};
    return db_insert(w->p->db, &TABLE_PLACE, values, w->error);
}

static struct onr_value place_link(const struct putting *w, uint32_t place)
{
    return db_link(place ? w->places[place - 1] : 0);
}

/* ---- article and entities ---- */

/* packed in SQLite, else as JSON */
static struct onr_value spans_value(const struct putting *w, struct str packed)
{
    struct buf json;
    if (w->p->db->kind == DB_SQLITE)
        return db_blob((struct str){packed.n ? packed.s : "", packed.n});
    buf_init(&json, SPANS_MAX);
    spans_write(&json, packed);
    struct str text = arena_copy(&w->p->arena, buf_str(&json));
    buf_release(&json);
    return db_text(text);
}

/* Articles that come one after the other are often of one file: no other row is looked at. */
static enum onr_status put_origin(struct putting *w, struct onr_value *value)
{
    struct putter *p = w->p;
    *value = db_link(0);
    if (!w->b->origin.n)
        return ONR_OK;
    uint64_t hash = hash_bytes(w->b->origin, 0);
    if (p->last_origin && hash == p->last_origin_hash) {
        *value = db_integer(p->last_origin);
        return ONR_OK;
    }
    p->last_origin = p->origin++;
    p->last_origin_hash = hash;
    *value = db_integer(p->last_origin);
    struct onr_value values[] = {*value, db_text(w->b->origin)};
    return db_insert(p->db, &TABLE_ORIGIN, values, w->error);
}

static enum onr_status put_article_row(struct putting *w)
{
    const struct bundle *b = w->b;
    struct onr_value origin;
    enum onr_status status = put_origin(w, &origin);
    if (status)
        return status;
    struct onr_value values[] = {db_integer(w->article),
                                 db_text(b->name),
                                 db_text(b->source),
                                 db_integer((int64_t)b->fingerprint),
                                 origin,
                                 db_text_or_null(b->url),
                                 db_text_or_null(b->title),
                                 db_text_or_null(b->byline),
                                 db_text_or_null(b->dateline),
                                 db_text_or_null(b->agency),
                                 db_text_or_null(b->published),
                                 db_text_or_null(b->modified),
                                 db_text_or_null(b->language),
                                 db_text(str_of(w->story.story)),
                                 db_integer(w->story.counted),
                                 w->p->db->kind == DB_SQLITE ? db_blob(b->packed)
                                                             : db_text(b->text)};
    status = db_insert(w->p->db, &TABLE_ARTICLE, values, w->error);
    if (status || w->p->db->kind != DB_SQLITE)
        return status;
    struct onr_value words[] = {db_integer(w->article), db_text(b->text)};
    return db_insert(w->p->db, &TABLE_ARTICLE_SEARCH, words, w->error);
}

static enum onr_status put_entity(struct putting *w, uint32_t i)
{
    const struct bundle_entity *entity = &w->b->entities.v[i];
    const struct identity_found *who = &w->who[i];
    struct onr_value values[] = {db_integer(w->p->entity++),
                                 db_integer(w->article),
                                 db_integer(entity->n),
                                 db_link(who->identity),
                                 db_link(who->found),
                                 db_text_or_null(str_of(who->identity ? who->because : NULL)),
                                 db_text(entity->name),
                                 db_text(str_of(entity_kind_name(entity->kind))),
                                 db_text_or_null(entity->country),
                                 db_text_or_null(entity->actor),
                                 db_text_or_null(entity->sectors),
                                 db_text_or_null(entity->role),
                                 spans_value(w, entity->spans)};
    return db_insert(w->p->db, &TABLE_ENTITY, values, w->error);
}

/* ---- statements ---- */

static enum onr_status put_pairs(struct putting *w, const struct db_table *table, int64_t left,
                                 const struct bundle_list *list, int64_t first)
{
    enum onr_status status = ONR_OK;
    for (uint32_t i = 0; i < list->n && status == ONR_OK; i++) {
        struct onr_value values[] = {db_integer(left), db_integer(first + list->v[i])};
        status = db_insert(w->p->db, table, values, w->error);
    }
    return status;
}

static enum onr_status put_proposition(struct putting *w, int64_t id,
                                       const struct bundle_statement *said)
{
    struct onr_value values[] = {db_integer(id), db_text(said->proposition),
                                 db_integer(said->negated)};
    return db_insert(w->p->db, &TABLE_PROPOSITION, values, w->error);
}

static enum onr_status put_statement(struct putting *w, const struct bundle_statement *said)
{
    int64_t id = w->p->statement++;
    struct onr_value values[] = {
        db_integer(id),
        db_integer(w->article),
        db_integer(said->n),
        said->within < 0 ? db_link(0) : db_integer(said->within),
        db_text(str_of(said->kind)),
        db_text(str_of(said->standing)),
        db_text_or_null(said->cue),
        db_text(said->content),
        db_text_or_null(said->date),
        db_text_or_null(said->said),
        place_link(w, said->place),
        db_text_or_null(said->medium),
        db_text_or_null(said->via),
        db_text_or_null(str_of(said->evidence)),
        db_integer(w->story.counted),
        spans_value(w, said->content_spans),
        spans_value(w, said->speaker_spans),
        spans_value(w, said->cue_spans),
    };
    struct onr_value words[] = {db_integer(id), db_text(said->content)};
    enum onr_status status = db_insert(w->p->db, &TABLE_STATEMENT, values, w->error);
    if (status == ONR_OK && w->p->db->kind == DB_SQLITE)
        status = db_insert(w->p->db, &TABLE_STATEMENT_SEARCH, words, w->error);
    if (status == ONR_OK && said->proposition.n)
        status = put_proposition(w, id, said);
    if (status == ONR_OK)
        status = put_pairs(w, &TABLE_SPEAKER, id, &said->speakers, w->first_entity);
    if (status == ONR_OK)
        status = put_pairs(w, &TABLE_ADDRESSEE, id, &said->addressees, w->first_entity);
    return status;
}

/* ---- events ---- */

static const struct bundle_entity *party(const struct putting *w, uint32_t entity)
{
    static const struct bundle_entity NOBODY;
    return entity ? &w->b->entities.v[entity - 1] : &NOBODY;
}

static enum onr_status put_dyad(struct putting *w, int64_t id, const struct bundle_event *event,
                                const struct bundle_dyad *dyad)
{
    struct onr_value values[] = {
        db_integer(id),
        db_link(dyad->source ? w->first_entity + dyad->source - 1 : 0),
        db_link(dyad->target ? w->first_entity + dyad->target - 1 : 0),
        db_text_or_null(party(w, dyad->source)->country),
        db_text_or_null(party(w, dyad->target)->country),
        db_text_or_null(event->date),
        db_integer(event->quad),
        db_real(round(event->goldstein * 10) / 10),
        db_integer(w->story.counted),
    };
    return db_insert(w->p->db, &TABLE_DYAD, values, w->error);
}

static enum onr_status put_event(struct putting *w, const struct bundle_event *event)
{
    int64_t id = w->p->event++;
    struct onr_value values[] = {
        db_integer(id),
        db_integer(w->article),
        db_integer(event->n),
        db_text_or_null(event->cameo),
        db_text_or_null(event->plover),
        db_text_or_null(event->mode),
        db_text_or_null(event->contexts),
        db_integer(event->quad),
        db_real(round(event->goldstein * 10) / 10),
        db_text(str_of(event->status)),
        db_text(event->words),
        db_text_or_null(event->date),
        db_text_or_null(event->happened),
        place_link(w, event->place),
        db_text_or_null(event->because),
        db_integer(w->story.counted),
        spans_value(w, event->spans),
    };
    enum onr_status status = db_insert(w->p->db, &TABLE_EVENT, values, w->error);
    for (uint32_t i = 0; i < event->dyads.n && status == ONR_OK; i++)
        status = put_dyad(w, id, event, &event->dyads.v[i]);
    if (status == ONR_OK)
        status = put_pairs(w, &TABLE_ON_WORD_OF, id, &event->on_word_of, w->first_statement);
    return status;
}

/* ---- one article ---- */

struct stored {
    int64_t id; /* 0 = not there */
    uint64_t fingerprint;
    bool newer; /* than the one to be put */
    const struct bundle *bundle;
    struct told_story story;
};

static bool take_stored(void *context, const struct onr_row *row)
{
    struct stored *stored = context;
    stored->id = row->values[0].integer;
    stored->fingerprint = (uint64_t)row->values[1].integer;
    if (row->values[3].kind == ONR_VALUE_TEXT)
        snprintf(stored->story.story, sizeof stored->story.story, "%.*s", (int)row->values[3].size,
                 row->values[3].text);
    stored->story.counted = row->values[4].integer;
    struct str modified = stored->bundle->modified;
    if (row->values[2].kind == ONR_VALUE_TEXT && modified.n)
        stored->newer =
            str_cmp((struct str){row->values[2].text, row->values[2].size}, modified) > 0;
    return false;
}

/* Gives the article its id where there is something to write, and deletes what is there of it. */
static enum onr_status make_room(struct putting *w, struct onr_store_totals *totals)
{
    struct stored stored = {.bundle = w->b};
    struct onr_value key[] = {db_text(w->b->name), db_text(w->b->source)};
    enum onr_status status = db_ask(w->p->db,
                                    "SELECT id, fingerprint, modified, story, counted FROM article"
                                    " WHERE name = ?1 AND source = ?2",
                                    key, 2, take_stored, &stored, w->error);
    if (status)
        return status;
    bool unchanged = stored.id && stored.fingerprint == w->b->fingerprint && !w->b->again;
    if (unchanged || stored.newer) {
        totals->unchanged += unchanged;
        totals->older += !unchanged;
        return ONR_OK;
    }
    totals->added += !stored.id;
    totals->replaced += stored.id != 0;
    w->article = stored.id ? stored.id : w->p->article++; /* links to it go on working */
    w->story = stored.story;
    if (!stored.id)
        return ONR_OK;
    struct onr_value id = db_integer(stored.id);
    return db_ask(w->p->db, "DELETE FROM article WHERE id = ?1", &id, 1, NULL, NULL, w->error);
}

static enum onr_status put_rows(struct putting *w)
{
    const struct bundle *b = w->b;
    struct putter *p = w->p;
    w->first_entity = p->entity;
    w->first_statement = p->statement;
    w->places = arena_alloc(&p->arena, (b->places.n + 1) * sizeof *w->places);
    enum onr_status status = put_article_row(w);
    if (status == ONR_OK)
        status = told_put(p->told, b, w->article, w->error);
    for (uint32_t i = 0; i < b->places.n && status == ONR_OK; i++)
        status = put_place(w, i);
    for (uint32_t i = 0; i < b->entities.n && status == ONR_OK; i++)
        status = put_entity(w, i);
    for (uint32_t i = 0; i < b->statements.n && status == ONR_OK; i++)
        status = put_statement(w, &b->statements.v[i]);
    for (uint32_t i = 0; i < b->events.n && status == ONR_OK; i++)
        status = put_event(w, &b->events.v[i]);
    return status;
}

static enum onr_status identify_all(struct putting *w)
{
    enum onr_status status = ONR_OK;
    w->who = arena_alloc(&w->p->arena, (w->b->entities.n + 1) * sizeof *w->who);
    for (uint32_t i = 0; i < w->b->entities.n && status == ONR_OK; i++)
        status =
            identities_find(w->p->identities, w->b, &w->b->entities.v[i], &w->who[i], w->error);
    return status;
}

/* ---- a batch ---- */

static enum onr_status next_id(struct putter *p, const char *sql, int64_t *id,
                               struct onr_error *error)
{
    enum onr_status status = db_ask_number(p->db, sql, NULL, 0, 0, id, error);
    ++*id;
    return status;
}

static void forget(struct putter *p)
{
    identities_forget(p->identities);
    told_forget(p->told);
    map_release(&p->places);
    p->last_origin = 0;
}

/* Ids go on behind the highest; what is known of identities holds while nobody else wrote. */
static enum onr_status look_at_store(struct putter *p, struct onr_error *error)
{
    int64_t rulings = 0;
    enum onr_status status =
        db_ask_number(p->db, "SELECT coalesce(max(id), 0) * 4096 + count(*) FROM ruling", NULL, 0,
                      0, &rulings, error);
    if (status == ONR_OK)
        status = next_id(p, "SELECT max(id) FROM place", &p->place, error);
    if (status == ONR_OK)
        status = next_id(p, "SELECT max(id) FROM article", &p->article, error);
    if (status == ONR_OK)
        status = next_id(p, "SELECT max(id) FROM entity", &p->entity, error);
    if (status == ONR_OK)
        status = next_id(p, "SELECT max(id) FROM statement", &p->statement, error);
    if (status == ONR_OK)
        status = next_id(p, "SELECT max(id) FROM event", &p->event, error);
    if (status == ONR_OK)
        status = next_id(p, "SELECT max(id) FROM origin", &p->origin, error);
    if (status || (p->article - 1 == p->last_article && rulings == p->rulings))
        return status;
    p->rulings = rulings;
    forget(p);
    return db_ask(p->db, "SELECT id, name, country, division, geonames FROM place", NULL, 0,
                  load_place, p, error);
}

/* Whoever is named comes into the store before what names them. */
static enum onr_status put_all(struct putter *p, struct bundle *const *bundles, uint32_t n,
                               struct onr_store_totals *totals, struct onr_error *error)
{
    struct putting *all = arena_alloc(&p->arena, n * sizeof *all);
    enum onr_status status = look_at_store(p, error);
    if (status == ONR_OK)
        status = told_prune(p->told, error);
    for (uint32_t i = 0; i < n && status == ONR_OK; i++) {
        all[i] = (struct putting){.p = p, .b = bundles[i], .error = error};
        status = make_room(&all[i], totals);
        if (status == ONR_OK && all[i].article)
            status = told_article(p->told, bundles[i], all[i].article, &all[i].story, error);
        if (status == ONR_OK && all[i].article)
            status = identify_all(&all[i]);
    }
    if (status == ONR_OK)
        status = identities_write(p->identities, error);
    for (uint32_t i = 0; i < n && status == ONR_OK; i++)
        if (all[i].article)
            status = put_rows(&all[i]);
    return status;
}

enum onr_status put_batch(struct putter *putter, struct bundle *const *bundles, uint32_t n,
                          struct onr_store_totals *totals, struct onr_error *error)
{
    struct onr_store_totals sum = *totals;
    enum onr_status status = db_begin(putter->db, error);
    if (status)
        return status;
    status = put_all(putter, bundles, n, &sum, error);
    if (status == ONR_OK)
        status = db_commit(putter->db, error);
    arena_reset(&putter->arena);
    if (status) {
        db_rollback(putter->db);
        forget(putter);
        putter->last_article = -1;
        return status;
    }
    putter->last_article = putter->article - 1;
    *totals = sum;
    return ONR_OK;
}
