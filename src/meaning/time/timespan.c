/* timespan: durations, repetitions and references ("now"): times that lie nowhere in the calendar.
 * They are counted as written; halves become the next smaller unit. */
#include "meaning/time/timeresolve.h"

/* "P" or "PT", and the letter of a unit */
static char unit_letter(struct str unit, const char **prefix)
{
    *prefix = unit.s[0] == 'T' ? "PT" : "P";
    return unit.s[unit.n - 1];
}

static void put_duration(struct resolver *r, double count, struct str unit)
{
    static const struct {
        const char *unit;
        int32_t factor;
        char part;         /* what halves of it are counted in */
        int32_t per_whole; /* and how many of those make one */
    } units[] = {{"10Y", 10, 'Y', 1}, {"100Y", 100, 'Y', 1}, {"1000Y", 1000, 'Y', 1},
                 {"2W", 2, 'W', 1},   {"Y", 1, 'M', 12},     {"M", 1, 'D', 30},
                 {"TH", 1, 'M', 60},  {"TM", 1, 'S', 60},    {"W", 1, 'D', 7}};
    const char *prefix;
    char letter = unit_letter(unit, &prefix);
    int32_t factor = 1, whole = (int32_t)count;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!str_is(unit, units[i].unit))
            continue;
        factor = units[i].factor;
        int32_t rest = (int32_t)((count - whole) * units[i].per_whole);
        if (rest && factor == 1) {
            if (whole)
                resolver_put(r, "%s%d%c%d%c", prefix, whole, letter, rest, units[i].part);
            else
                resolver_put(r, "%s%d%c", prefix, rest, units[i].part);
            return;
        }
    }
    if (str_is(unit, "WE")) {
        resolver_put(r, "P%dD", 2 * whole);
        return;
    }
    resolver_put(r, "%s%g%c", prefix, count * factor,
                 letter); /* "0.8 seconds" keeps its fraction */
}

bool resolve_duration(struct resolver *r)
{
    bool vague;
    double count = resolver_count(r, &vague);
    struct str unit = resolver_unit(r);
    const char *prefix;
    char letter = unit_letter(unit, &prefix);
    r->value->type = TIME_DURATION;
    if (resolver_has(r, TIMECLASS_HALF))
        count = resolver_has(r, TIMECLASS_AND) ? 1.5 : 0.5;
    if (vague)
        resolver_put(r, "%sX%c", prefix,
                     str_is(unit, "10Y")    ? 'E'
                     : str_is(unit, "100Y") ? 'C'
                                            : letter);
    else
        put_duration(r, count, unit);
    return true;
}

bool resolve_set(struct resolver *r)
{
    struct str unit = resolver_unit(r), cell;
    bool vague;
    r->value->type = TIME_SET;
    uint8_t weekdays = resolver_has(r, TIMECLASS_WEEKDAYS) ? TIMECLASS_WEEKDAYS : TIMECLASS_WEEKDAY;
    if (unit.n)
        put_duration(r,
                     resolver_has(r, TIMECLASS_NUMBER) ? resolver_count(r, &vague)
                                                       : resolver_number(r, TIMECLASS_EVERY),
                     unit);
    else if ((cell = resolver_cell(r, weekdays)).n)
        resolver_put(r, "XXXX-WXX-%.*s", STR_ARG(cell));
    else if (resolver_has(r, TIMECLASS_MONTH))
        resolver_put(r, "XXXX-%02d", resolver_number(r, TIMECLASS_MONTH));
    else if ((cell = resolver_cell(r, TIMECLASS_SEASON)).n)
        resolver_put(r, "XXXX-%.*s", STR_ARG(cell));
    else if ((cell = resolver_cell(r, TIMECLASS_PART)).n)
        resolver_put(r, "XXXX-XX-XXT%.*s", STR_ARG(cell));
    else
        resolver_put(r, "%.*s", STR_ARG(resolver_cell(r, TIMECLASS_SET)));
    if (resolver_has(r, weekdays) && resolver_has(r, TIMECLASS_PART))
        resolver_put(r, "XXXX-WXX-%dT%.*s", resolver_number(r, weekdays),
                     STR_ARG(resolver_cell(r, TIMECLASS_PART)));
    return true;
}

bool resolve_ref(struct resolver *r)
{
    static const char *const refs[] = {"PAST_REF", "PRESENT_REF", "FUTURE_REF"};
    if (resolver_has(r, TIMECLASS_SHIFT))
        resolver_put(r, "%s", refs[resolver_number(r, TIMECLASS_SHIFT) + 1]);
    else
        resolver_put(r, "%.*s", STR_ARG(resolver_cell(r, TIMECLASS_REFERENCE)));
    return true;
}
