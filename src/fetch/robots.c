/* robots: groups of lines that begin with the agents they are for. Rules of several groups for one
 * agent are taken together. */
#include "fetch/robots.h"

#include <stdlib.h>
#include <strings.h>

enum { TEXT_MAX = 500 << 10, RULES_MAX = 4096, DELAY_MAX = 60000 };

/* who the lines being read are for */
enum group { OTHERS, ALL, US };

static bool starts(struct str s, const char *word)
{
    return s.n >= strlen(word) && strncasecmp(s.s, word, strlen(word)) == 0;
}

/* "name: value # comment" */
static struct str cut_line(struct str line, struct str *name)
{
    const char *comment = line.n ? memchr(line.s, '#', line.n) : NULL;
    if (comment)
        line.n = (size_t)(comment - line.s);
    const char *colon = line.n ? memchr(line.s, ':', line.n) : NULL;
    size_t at = colon ? (size_t)(colon - line.s) : line.n;
    *name = str_trim(str_cut(line.s, 0, at));
    return colon ? str_trim(str_cut(line.s, at + 1, line.n)) : (struct str){NULL, 0};
}

static uint32_t milliseconds(struct str seconds)
{
    char copy[16] = "";
    if (!seconds.n || seconds.n >= sizeof copy)
        return 0;
    memcpy(copy, seconds.s, seconds.n);
    double value = strtod(copy, NULL) * 1000;
    return !(value > 0) ? 0 : value > DELAY_MAX ? DELAY_MAX : (uint32_t)value;
}

static void add_rule(struct robots *robots, struct arena *arena, struct str path, bool allow)
{
    if (path.n && robots->rules.n < RULES_MAX)
        *array_push(&robots->rules, arena) = (struct robots_rule){arena_copy(arena, path), allow};
}

/* takes the rules of groups of this kind; whether there is such a group */
static bool read_groups(struct robots *robots, struct arena *arena, struct str text,
                        const char *agent, enum group wanted)
{
    enum group group = OTHERS;
    bool in_agents = false, found = false;
    struct str rest = text, name;
    for (struct str line = str_split(&rest, '\n'); line.s; line = str_split(&rest, '\n')) {
        struct str value = cut_line(line, &name);
        if (starts(name, "user-agent")) {
            enum group said = str_is(value, "*") ? ALL : starts(value, agent) ? US : OTHERS;
            group = !in_agents || said == wanted ? said : group;
            found |= group == wanted;
            in_agents = true;
            continue;
        }
        in_agents &= !name.n;
        if (group != wanted)
            continue;
        if (starts(name, "allow") || starts(name, "disallow"))
            add_rule(robots, arena, value, (name.s[0] | 0x20) == 'a');
        else if (starts(name, "crawl-delay"))
            robots->delay_ms = milliseconds(value);
    }
    return found;
}

void robots_read(struct robots *robots, struct arena *arena, struct str text, const char *agent)
{
    *robots = (struct robots){0};
    if (text.n > TEXT_MAX)
        text.n = TEXT_MAX;
    if (!read_groups(robots, arena, text, agent, US))
        read_groups(robots, arena, text, agent, ALL);
}

/* whether the pattern matches the beginning of the path; "*" is any bytes, "$" the end */
static bool matches(struct str pattern, struct str path)
{
    size_t p = 0, at = 0, star = SIZE_MAX, star_at = 0;
    bool whole = pattern.n && pattern.s[pattern.n - 1] == '$';
    pattern.n -= whole;
    for (;;) {
        if (p == pattern.n && (!whole || at == path.n))
            return true;
        if (p < pattern.n && pattern.s[p] == '*') {
            star = p++;
            star_at = at;
        } else if (p < pattern.n && at < path.n && pattern.s[p] == path.s[at]) {
            p++;
            at++;
        } else if (star != SIZE_MAX && star_at < path.n) {
            p = star + 1;
            at = ++star_at;
        } else {
            return false;
        }
    }
}

bool robots_allow(const struct robots *robots, struct str path)
{
    size_t longest = 0;
    bool allow = true;
    for (uint32_t i = 0; i < robots->rules.n; i++) {
        const struct robots_rule *rule = &robots->rules.v[i];
        bool better = rule->path.n > longest || (rule->path.n == longest && rule->allow);
        if (better && matches(rule->path, path)) {
            longest = rule->path.n;
            allow = rule->allow;
        }
    }
    return allow;
}
