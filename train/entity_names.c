/* entity_names: turns GUM's mentions of people, organizations and places into names as the other
 * corpora mark them.
 *
 * A mention "(7-person-…" runs to its ")"; it names something when its head word is a proper noun.
 * The name is that word with the proper nouns around it, and for organizations and places also what
 * "of", "for", "and", "&" and hyphens join to them; titles before people are left out. Outer
 * mentions win over those inside. Mentions that cross a sentence end are not seen. */
#include "entity_names.h"

enum { OPEN_MAX = 64 };

struct open_mention {
    struct str group;
    uint32_t first;
    int8_t kind; /* the B- label, 0 = none of the three */
};

struct finder {
    struct word *words;
    const struct str *xpos;
    uint32_t n;
    struct open_mention open[OPEN_MAX];
    uint32_t n_open;
};

static const char *const titles[] = {
    "Mr.",     "Mrs.",    "Ms.",       "Dr.",  "President", "King",     "Queen", "Sir",
    "Prince",  "Senator", "Professor", "Mr",   "Secretary", "Mrs",      "Judge", "Justice",
    "General", "Dr",      "Princess",  "Lord", "Lady",      "Minister", "Prime", "Father"};
static const char *const joints[] = {"of", "for", "and", "&", "-", "the", "de", "la", "'s"};

static bool is_among(struct str form, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(form, list[i]))
            return true;
    return false;
}

static bool is_proper(const struct finder *f, uint32_t i)
{
    return str_starts(f->xpos[i], STR("NNP"));
}

static uint32_t head_of(const struct finder *f, uint32_t first, uint32_t last)
{
    for (uint32_t i = first; i <= last; i++) {
        uint32_t head = f->words[i].head;
        if (head == 0 || head - 1 < first || head - 1 > last)
            return i;
    }
    return first;
}

/* the last word of the name that begins at `at`, not beyond `last` */
static uint32_t extend(const struct finder *f, uint32_t at, uint32_t last, bool over_joints)
{
    uint32_t end = at;
    for (uint32_t i = at + 1; i <= last; i++) {
        if (is_proper(f, i))
            end = i;
        else if (!is_among(f->words[i].form, joints,
                           over_joints ? sizeof joints / sizeof *joints : 0) &&
                 !str_is(f->words[i].form, "-"))
            break;
    }
    return end;
}

static void mark(struct finder *f, uint32_t first, uint32_t last, int8_t kind)
{
    for (uint32_t i = first; i <= last; i++)
        f->words[i].name = (int8_t)(i == first ? kind : kind + 1);
}

static void close_mention(struct finder *f, const struct open_mention *mention, uint32_t last)
{
    uint32_t head = head_of(f, mention->first, last);
    if (!mention->kind || !is_proper(f, head))
        return;
    uint32_t first = head;
    while (first > mention->first &&
           (is_proper(f, first - 1) || (str_is(f->words[first - 1].form, "-") &&
                                        first - 1 > mention->first && is_proper(f, first - 2))))
        first--;
    bool person = mention->kind == 1;
    while (person && first < last &&
           is_among(f->words[first].form, titles, sizeof titles / sizeof *titles))
        first++;
    mark(f, first, extend(f, first > head ? first : head, last, !person), mention->kind);
}

static int8_t kind_of(struct str type)
{
    if (str_is(type, "person"))
        return 1;
    if (str_is(type, "organization"))
        return 3;
    return str_is(type, "place") ? 5 : 0;
}

/* "(8-organization-new-…" up to the next bracket; s.s[at] is '(' */
static size_t open_at(struct finder *f, struct str s, size_t at, uint32_t word)
{
    size_t end = at + 1;
    while (end < s.n && s.s[end] != '(' && s.s[end] != ')')
        end++;
    struct str parts = str_cut(s.s, at + 1, end);
    struct str group = str_split(&parts, '-');
    int8_t kind = kind_of(str_split(&parts, '-'));
    struct open_mention mention = {group, word, kind};
    if (end < s.n && s.s[end] == ')') {
        close_mention(f, &mention, word);
        return end + 1;
    }
    if (f->n_open < OPEN_MAX)
        f->open[f->n_open++] = mention;
    return end;
}

static size_t close_at(struct finder *f, struct str s, size_t at, uint32_t word)
{
    size_t end = at;
    while (end < s.n && s.s[end] != ')' && s.s[end] != '(')
        end++;
    struct str group = str_cut(s.s, at, end);
    for (uint32_t i = f->n_open; i > 0; i--)
        if (str_eq(f->open[i - 1].group, group)) {
            struct open_mention mention = f->open[i - 1];
            memmove(&f->open[i - 1], &f->open[i], (f->n_open - i) * sizeof mention);
            f->n_open--;
            close_mention(f, &mention, word);
            break;
        }
    return end < s.n && s.s[end] == ')' ? end + 1 : end;
}

static struct str entity_of(struct str misc)
{
    while (misc.s) {
        struct str part = str_split(&misc, '|');
        if (str_starts(part, STR("Entity=")))
            return str_cut(part.s, 7, part.n);
    }
    return (struct str){0};
}

void entity_names_find(struct word *words, const struct str *misc, const struct str *xpos,
                       uint32_t n)
{
    struct finder f = {.words = words, .xpos = xpos, .n = n};
    bool any = false;
    for (uint32_t i = 0; i < n; i++)
        any = any || entity_of(misc[i]).n > 0;
    if (!any)
        return;
    for (uint32_t i = 0; i < n; i++)
        words[i].name = 0;
    for (uint32_t i = 0; i < n; i++) {
        struct str entity = entity_of(misc[i]);
        for (size_t at = 0; at < entity.n;)
            at = entity.s[at] == '(' ? open_at(&f, entity, at, i) : close_at(&f, entity, at, i);
    }
}
