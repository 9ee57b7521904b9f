/* dateline: a small grammar over the first bytes of a paragraph:
 *
 *     dateline  = [places] [","] [date] ["(" agency ")"] [date] mark
 *     places    = place {("," | "/") place}, each of one to four capitalised words
 *     mark      = — | – | -- | - or _ between spaces | :
 *
 * Capitalised words before a dash or colon may be anything ("Trump: …", "BREAKING — …"), so one
 * more sign is wanted: an agency in parentheses, a date, letters all capital, or the name of a
 * national capital; a colon always wants the last. */
#include "intake/dateline.h"

#include "text/calendar.h"
#include "text/unicode.h"
#include "text/utf8.h"

enum { MAX_PLACES = 3, MAX_WORDS = 4, MAX_LENGTH = 120 };

struct scan {
    struct str s;
    size_t at;
};

static bool starts(const struct scan *scan, const char *mark)
{
    return str_starts(str_cut(scan->s.s, scan->at, scan->s.n), str_of(mark));
}

static bool accept(struct scan *scan, const char *mark)
{
    bool there = starts(scan, mark);
    if (there)
        scan->at += strlen(mark);
    return there;
}

static void skip_spaces(struct scan *scan)
{
    while (accept(scan, " ") || accept(scan, "\xc2\xa0"))
        ;
}

/* letters with the marks that stand inside names; {NULL,0} when none is there */
static struct str next_word(const struct scan *scan)
{
    size_t at = scan->at;
    while (at < scan->s.n) {
        uint32_t code, n = utf8_decode(scan->s, at, &code);
        bool inside = at > scan->at && (code == '.' || code == '\'' || code == 0x2019 ||
                                        (code == '-' && at + 1 < scan->s.n &&
                                         scan->s.s[at + 1] != '-' && scan->s.s[at + 1] != ' '));
        if (!unicode_is_letter(code) && !inside)
            break;
        at += n;
    }
    return at > scan->at ? str_cut(scan->s.s, scan->at, at) : (struct str){NULL, 0};
}

static bool begins_upper(struct str word)
{
    uint32_t code;
    if (!word.n)
        return false;
    utf8_decode(word, 0, &code);
    return unicode_is_upper(code);
}

static bool is_joint(struct str word)
{
    static const char *const joints[] = {"de", "of", "and", "the", "del", "la", "al", "el", "da"};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++)
        if (str_is(word, joints[i]))
            return true;
    return false;
}

/* one place name; {NULL,0} when there is none */
static struct str read_place(struct scan *scan)
{
    size_t start = scan->at, end = scan->at;
    for (int words = 0; words < MAX_WORDS; words++) {
        struct scan ahead = *scan;
        if (words)
            skip_spaces(&ahead);
        struct str word = next_word(&ahead);
        if (!begins_upper(word) && !(words && is_joint(word)))
            break;
        if (words == 0 && calendar_month_named(word.s, (uint32_t)word.n))
            break; /* "LONDON, Nov 1" */
        scan->at = ahead.at + word.n;
        if (begins_upper(word))
            end = scan->at;
    }
    scan->at = end;
    return end > start ? str_cut(scan->s.s, start, end) : (struct str){NULL, 0};
}

static bool read_digits(struct scan *scan, int at_least, int at_most)
{
    size_t n = 0;
    while (scan->at + n < scan->s.n && scan->s.s[scan->at + n] >= '0' &&
           scan->s.s[scan->at + n] <= '9')
        n++;
    if ((int)n < at_least || (int)n > at_most)
        return false;
    scan->at += n;
    return true;
}

/* "Nov 1", "1 Nov.", "March 18, 2024", with or without parentheses */
static bool read_date(struct scan *scan)
{
    struct scan ahead = *scan;
    bool open = accept(&ahead, "(");
    bool day_first = read_digits(&ahead, 1, 2);
    skip_spaces(&ahead);
    struct str month = next_word(&ahead);
    if (!calendar_month_named(month.s, (uint32_t)month.n))
        return false;
    ahead.at += month.n;
    skip_spaces(&ahead);
    if (!day_first && !read_digits(&ahead, 1, 2))
        return false;
    struct scan year = ahead;
    accept(&year, ",");
    skip_spaces(&year);
    if (read_digits(&year, 4, 4))
        ahead = year;
    if (open && !accept(&ahead, ")"))
        return false;
    *scan = ahead;
    return true;
}

static const struct table *table_of(const struct world *world, const char *name)
{
    return world ? world_table(world, name) : NULL;
}

/* a row of table blocks with that text and kind, without regard to case */
static bool is_listed(const struct world *world, struct str text, const char *kind)
{
    const struct table *blocks = table_of(world, "blocks");
    char low[64];
    uint32_t first;
    if (!blocks || text.n > sizeof low)
        return false;
    for (size_t i = 0; i < text.n; i++)
        low[i] = text.s[i] >= 'A' && text.s[i] <= 'Z' ? (char)(text.s[i] | 0x20) : text.s[i];
    uint32_t n = table_find(blocks, (struct str){low, text.n}, &first);
    for (uint32_t i = first; i < first + n; i++)
        if (str_is(table_cell(blocks, i, table_column(blocks, "kind")), kind))
            return true;
    return false;
}

static bool equal_fold(struct str a, struct str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if ((a.s[i] | 0x20) != (b.s[i] | 0x20))
            return false;
    return true;
}

/* a capital by the names in table countries */
static bool is_capital(const struct world *world, struct str place)
{
    const struct table *countries = table_of(world, "countries");
    uint32_t column = countries ? table_column(countries, "capitals") : UINT32_MAX;
    for (uint32_t row = 0; column != UINT32_MAX && row < countries->n_rows; row++) {
        struct str rest = table_cell(countries, row, column), name;
        while ((name = str_split(&rest, '|')).s)
            if (equal_fold(name, place))
                return true;
    }
    return false;
}

/* "(AP)", "(Thomson Reuters Foundation)", "(dpa)": what stands in parentheses and opens with a
 * capital or is known */
static struct str read_agency(struct scan *scan, const struct world *world)
{
    struct scan ahead = *scan;
    if (!accept(&ahead, "("))
        return (struct str){NULL, 0};
    const char *close = memchr(ahead.s.s + ahead.at, ')', ahead.s.n - ahead.at);
    size_t end = close ? (size_t)(close - ahead.s.s) : 0;
    struct str agency = close ? str_cut(ahead.s.s, ahead.at, end) : (struct str){NULL, 0};
    if (agency.n > 40 || (!begins_upper(agency) && !is_listed(world, agency, "agency")))
        return (struct str){NULL, 0};
    scan->at = end + 1;
    return str_trim(agency);
}

/* "-" or "_" before a blank or the end */
static bool accept_hyphen(struct scan *scan)
{
    bool there = starts(scan, "-") || starts(scan, "_");
    there &= scan->at + 1 == scan->s.n || scan->s.s[scan->at + 1] == ' ';
    scan->at += there;
    return there;
}

enum mark { MARK_NONE, MARK_DASH, MARK_COLON };

static enum mark read_mark(struct scan *scan)
{
    bool space = starts(scan, " ") || starts(scan, "\xc2\xa0") ||
                 (scan->at && scan->s.s[scan->at - 1] == ')');
    skip_spaces(scan);
    if (accept(scan, "—") || accept(scan, "–") || accept(scan, "--") ||
        (space && accept_hyphen(scan))) {
        skip_spaces(scan);
        return MARK_DASH;
    }
    if (accept(scan, ": ")) {
        skip_spaces(scan);
        return MARK_COLON;
    }
    return MARK_NONE;
}

static bool is_capitals(struct str place)
{
    uint32_t letters = 0;
    for (size_t at = 0; at < place.n;) {
        uint32_t code, n = utf8_decode(place, at, &code);
        if (unicode_is_lower(code))
            return false;
        letters += unicode_is_upper(code);
        at += n;
    }
    return letters >= 3;
}

/* places with their commas into *whole; the first of them into *first */
static void read_places(struct scan *scan, struct str *whole, struct str *first)
{
    size_t start = scan->at;
    *first = *whole = read_place(scan);
    for (int n = 1; whole->n && n < MAX_PLACES; n++) {
        struct scan ahead = *scan;
        if (!accept(&ahead, "/") && !accept(&ahead, ","))
            break;
        skip_spaces(&ahead);
        if (!read_place(&ahead).n)
            break;
        *scan = ahead;
        *whole = str_cut(scan->s.s, start, scan->at);
    }
}

/* what the pieces found are worth, taken together; `story` is the text behind them */
static bool is_sure(const struct dateline *dateline, struct str first, bool dated, enum mark mark,
                    struct str story, const struct world *world)
{
    if (!story.n) /* on a line of its own */
        return mark == MARK_DASH && dateline->place.n && (dated || dateline->agency.n);
    if (!dateline->place.n) /* "(CNN) --", "Reuters -" */
        return is_listed(world, dateline->agency, "agency");
    bool vouched = dated || dateline->agency.n, sentence = begins_upper(story) || story.s[0] == '"';
    if (mark == MARK_DASH && (vouched || is_capitals(first)))
        return true;
    bool alone = first.n == dateline->place.n;
    return is_capital(world, first) && (mark == MARK_COLON ? vouched || alone : sentence);
}

bool dateline_read(struct dateline *dateline, struct str paragraph, const struct world *world)
{
    struct scan scan = {.s = {paragraph.s, paragraph.n < MAX_LENGTH ? paragraph.n : MAX_LENGTH}};
    struct str first;
    *dateline = (struct dateline){0};
    read_places(&scan, &dateline->place, &first);
    struct scan ahead = scan;
    accept(&ahead, ",");
    skip_spaces(&ahead);
    bool dated = read_date(&ahead);
    if (dated) {
        scan = ahead;
        accept(&ahead, ",");
        skip_spaces(&ahead);
    }
    dateline->agency = read_agency(&ahead, world);
    if (dateline->agency.n)
        scan = ahead;
    skip_spaces(&ahead);
    if (!dated && dateline->agency.n && read_date(&ahead)) {
        dated = true;
        scan = ahead;
    }
    enum mark mark = read_mark(&scan);
    if (!dateline->agency.n && is_listed(world, dateline->place, "agency")) {
        dateline->agency = dateline->place;
        dateline->place = (struct str){NULL, 0};
        if (mark == MARK_COLON)
            return false; /* an interview: "CNN: What did you …" */
    }
    dateline->end = scan.at;
    if (mark == MARK_NONE || is_listed(world, first, "label"))
        return false;
    return is_sure(dateline, first, dated, mark, str_cut(paragraph.s, scan.at, paragraph.n), world);
}
