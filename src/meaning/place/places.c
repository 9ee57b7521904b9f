/* places: the stage. Names of places are found with all they may mean (toponyms.c), one meaning is
 * chosen by what else the article names (resolve.c), and each name enters the document with how it
 * is used (use.c): as a place, for those who act there, or to tell what something belongs to. */
#include "meaning/place/places.h"

#include <math.h>

#include "meaning/meaning.h"
#include "meaning/place/resolve.h"
#include "world/codes.h"

static uint32_t division_name(const struct toponyms *t, const struct candidate *c)
{
    const struct gazetteer *gazetteer = world_places(t->world);
    if (!gazetteer || !c->division || c->kind == PLACE_DIVISION || c->kind == PLACE_COUNTRY)
        return 0;
    return doc_intern(t->doc, gazetteer_name(gazetteer, gazetteer->divisions[c->division]));
}

static void fill_known(const struct toponyms *t, const struct toponym *toponym, uint32_t chosen,
                       struct place *place)
{
    const struct candidate *c = &t->candidates.v[chosen];
    struct str decided;
    place->name = doc_intern(t->doc, candidate_name(t->world, c));
    place->kind = doc_intern(t->doc, str_of(place_kind_name(c->kind)));
    place->division = division_name(t, c);
    place->lat = c->lat;
    place->lon = c->lon;
    place->geonames = c->geonames;
    country_alpha3(t->world, c->country, place->country);
    place->by = toponym_reason(t, toponym, chosen, &decided);
    place->by_name = decided.n ? doc_intern(t->doc, decided) : 0;
}

static void add_place(const struct toponyms *t, const struct toponym *toponym)
{
    struct doc *doc = t->doc;
    const struct toponym_group *group = &t->groups.v[toponym->group];
    uint32_t chosen = toponym_candidate(t, toponym);
    struct place place = {
        .span = toponym_span(doc, toponym),
        .head_token = toponym->head,
        .lat = NAN,
        .lon = NAN,
        .use = toponym->use,
        .n_candidates = (uint16_t)group->n,
    };
    if (chosen != UINT32_MAX) {
        fill_known(t, toponym, chosen, &place);
    } else {
        place.name = doc_intern(doc, group->text);
        place.kind = doc_intern(doc, toponym->kind);
    }
    *array_push(&doc->places, &doc->arena) = place;
}

void find_places(const struct world *world, struct arena *scratch, struct doc *doc)
{
    struct arena_mark mark = arena_mark(scratch);
    struct toponyms toponyms;
    toponyms_find(&toponyms, world, scratch, doc);
    if (toponyms.v.n > 1)
        toponyms_resolve(&toponyms);
    for (uint32_t i = 1; i < toponyms.v.n; i++)
        add_place(&toponyms, &toponyms.v.v[i]);
    if (!world_places(world) && toponyms.v.n > 1)
        doc_notice(doc, NOTICE_INFO, "no-gazetteer", (struct span){0, 0},
                   "no gazetteer was found: places are known from the built-in tables only");
    arena_rewind(scratch, mark);
}
