/* robots: what a host asks crawlers to leave alone (RFC 9309). */
#ifndef ONR_FETCH_ROBOTS_H
#define ONR_FETCH_ROBOTS_H

#include <stdbool.h>

#include "base/array.h"

struct robots_rule {
    struct str path; /* "*" and a "$" at the end are signs */
    bool allow;
};

struct robots {
    ARRAY(struct robots_rule) rules;
    uint32_t delay_ms; /* Crawl-delay, at most a minute */
};

/* The group for `agent`, else the one for all; everything lives in the arena, also the copies of
 * paths. Only the first 500 KB are read. */
void robots_read(struct robots *robots, struct arena *arena, struct str text, const char *agent);
/* path: with the question mark and what stands behind it. The longest rule that matches counts; of
 * two as long the one that allows. */
bool robots_allow(const struct robots *robots, struct str path);

#endif
