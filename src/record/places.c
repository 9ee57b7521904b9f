/* places: the reason that the stage noted (enum place_by), the name that decided and how many
 * places of the name there were. */
#include "record/places.h"

static const struct {
    const char *words; /* with the name that decided in place of %.*s */
    bool named;
} REASONS[PLACE_BYS] = {
    [PLACE_BY_NAME] = {"no other is known", false},
    [PLACE_BY_CONTAINER] = {"in %.*s, told with it", true},
    [PLACE_BY_NEIGHBOURS] = {"near %.*s", true},
    [PLACE_BY_DIVISION] = {"in the same division as %.*s", true},
    [PLACE_BY_COUNTRY] = {"in the same country as %.*s", true},
    [PLACE_BY_KIND] = {"a %.*s, told with it", true},
    [PLACE_BY_PROMINENCE] = {"the best known", false},
};

struct str place_because(const struct doc *doc, const struct place *place, struct arena *scratch)
{
    struct str name = doc_string(doc, place->by_name), reason;
    if (place->by >= PLACE_BYS || !REASONS[place->by].words)
        return (struct str){NULL, 0};
    if (REASONS[place->by].named)
        reason = arena_format(scratch, REASONS[place->by].words, STR_ARG(name));
    else
        reason = str_of(REASONS[place->by].words);
    if (place->n_candidates < 2)
        return reason;
    return arena_format(scratch, "%.*s; %u of that name", STR_ARG(reason), place->n_candidates);
}
