/* date: one scanner for all spellings. The string is cut into numbers, words and marks; each piece
 * says what it is by its own shape and its neighbours (four digits a year, a month's name, digits
 * around a colon a time, +02:00 or a zone's name), and whatever has no meaning makes the whole
 * unreadable. Names of zones are the few that RFC 822 and news sites use. */
#include "intake/date.h"

#include <stdio.h>
#include <stdlib.h>

#include "text/calendar.h"

enum { ZONE_NONE = INT32_MIN, LEAST_DIGITS = 3 /* of a date: 1-NOV-24 */ };

struct parts {
    int32_t year, month, day;           /* 0 = not seen */
    int32_t hour, minute, second, zone; /* hour -1 = no time; zone in minutes */
    int32_t small[3];                   /* one- and two-digit numbers in order */
    int n_small;
    char mark; /* between the small ones: '/', '.' or '-' */
};

struct scan {
    const char *s;
    size_t n, at;
};

/* of ASCII, or half of one of Latin-1 in UTF-8 */
static bool is_letter(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || ((unsigned char)c | 0x3F) == 0xBF ||
           (unsigned char)c == 0xC3;
}

/* bytes of a blank that does not break, or of a dash, as typesetters put them; 0 = none */
static size_t wide_blank(const char *s, size_t n)
{
    if (n >= 2 && memcmp(s, "\xc2\xa0", 2) == 0)
        return 2;
    return n >= 3 && memcmp(s, "\xe2\x80", 2) == 0 && strchr("\x89\xaf\x93\x94", s[2]) && s[2] ? 3
                                                                                               : 0;
}

static char peek(const struct scan *scan, size_t ahead)
{
    return scan->at + ahead < scan->n ? scan->s[scan->at + ahead] : '\0';
}

static size_t digits_ahead(const struct scan *scan, size_t from)
{
    size_t n = 0;
    while (byte_is_digit(peek(scan, from + n)))
        n++;
    return n;
}

static int32_t number_of(const char *s, size_t n)
{
    int32_t value = 0;
    for (size_t i = 0; i < n; i++)
        value = value * 10 + (s[i] - '0');
    return value;
}

static int32_t take_number(struct scan *scan, size_t n)
{
    int32_t value = number_of(scan->s + scan->at, n);
    scan->at += n;
    return value;
}

/* 14:05, 14:05:00, 14:05:00.123, 14:05:00:123 */
static void take_time(struct scan *scan, struct parts *parts)
{
    parts->hour = take_number(scan, digits_ahead(scan, 0));
    scan->at++;
    parts->minute = take_number(scan, digits_ahead(scan, 0));
    if (peek(scan, 0) != ':' || digits_ahead(scan, 1) != 2)
        return;
    scan->at++;
    parts->second = take_number(scan, 2);
    if (strchr(".,:", peek(scan, 0)) && digits_ahead(scan, 1))
        scan->at += 1 + digits_ahead(scan, 1);
}

/* +0200, +02:00, -05 */
static void take_zone(struct scan *scan, struct parts *parts)
{
    int32_t sign = peek(scan, 0) == '-' ? -1 : 1;
    scan->at++;
    size_t n = digits_ahead(scan, 0);
    int32_t hours = take_number(scan, n >= 2 ? 2 : n), minutes = 0;
    if (n == 4)
        minutes = take_number(scan, 2);
    if (n == 2 && peek(scan, 0) == ':' && digits_ahead(scan, 1) == 2) {
        scan->at++;
        minutes = take_number(scan, 2);
    }
    parts->zone = sign * (hours * 60 + minutes);
}

/* runs of digits that hold more than one field: 20241101, 20241101140500, T140500 */
static bool take_compact(struct scan *scan, size_t n, struct parts *parts)
{
    if (n == 6 && parts->year && parts->hour < 0) {
        parts->hour = take_number(scan, 2);
        parts->minute = take_number(scan, 2);
        parts->second = take_number(scan, 2);
        return true;
    }
    if (n != 8 && n != 14)
        return false;
    parts->year = take_number(scan, 4);
    parts->month = take_number(scan, 2);
    parts->day = take_number(scan, 2);
    return n == 8 || take_compact(scan, 6, parts);
}

static bool take_digits(struct scan *scan, struct parts *parts)
{
    size_t n = digits_ahead(scan, 0);
    bool after_time = parts->hour >= 0;
    if (n <= 2 && peek(scan, n) == ':' && digits_ahead(scan, n + 1) == 2) {
        take_time(scan, parts);
        return !after_time;
    }
    if (n == 4 && !parts->year) {
        parts->year = take_number(scan, 4);
        return true;
    }
    if (n > 2)
        return take_compact(scan, n, parts);
    char mark = peek(scan, n);
    if (n == 0 || parts->n_small == 3)
        return false;
    parts->small[parts->n_small++] = take_number(scan, n);
    if (mark == '/' || mark == '.' || mark == '-')
        parts->mark = mark;
    return true;
}

static bool word_is(struct str word, const char *list)
{
    char low[16];
    if (word.n + 2 >= sizeof low)
        return false;
    low[0] = ' ';
    for (size_t i = 0; i < word.n; i++)
        low[i + 1] = word.s[i] == '\xc3' ? word.s[i] : (char)(word.s[i] | 0x20); /* also é for É */
    low[word.n + 1] = ' ';
    low[word.n + 2] = '\0';
    return strstr(list, low) != NULL;
}

static bool zone_named(struct str word, struct parts *parts)
{
    static const struct {
        const char *name;
        int32_t hours;
    } zones[] = {
        {" z gmt utc ut wet ", 0}, {" bst cet west ", 1}, {" cest eet sast ", 2}, {" msk eest ", 3},
        {" jst kst ", 9},          {" edt ", -4},         {" est cdt ", -5},      {" mdt ", -6},
        {" mst pdt ", -7},         {" pst ", -8},         {" aest ", 10},         {" aedt ", 11},
        {" ist ", INT32_MAX} /* India, Israel or Ireland: the time stays local */};
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (word_is(word, zones[i].name)) {
            parts->zone = zones[i].hours == INT32_MAX ? ZONE_NONE : zones[i].hours * 60;
            return true;
        }
    if (word_is(word, " ct ")) { /* US Central, summer or winter: the time stays local */
        parts->zone = ZONE_NONE;
        return true;
    }
    return word_is(word, " et pt mt ");
}

/* am, pm and a.m., p.m. behind the hour */
static bool take_half(struct parts *parts, char half)
{
    if (parts->hour < 0 && parts->n_small) /* "2 pm" */
        parts->hour = parts->small[--parts->n_small];
    if (parts->hour < 1 || parts->hour > 12)
        return false;
    parts->hour = parts->hour % 12 + (half == 'p' ? 12 : 0);
    return true;
}

/* 1-12 for the name of a month; 0 when it is none */
static int32_t month_named(struct str word)
{
    static const char *const others[12] = {
        " januar jänner janvier enero gennaio janeiro januari janv ",
        " februar feber février febrero febbraio fevereiro februari févr ",
        " märz mär mars marzo março maart ",
        " avril abril aprile avr abr ",
        " mai mayo maggio maio mei ",
        " juni juin junio giugno junho ",
        " juli juillet julio luglio julho juil ",
        " août agosto augustus ",
        " septembre septiembre settembre setembro ",
        " oktober octobre octubre ottobre outubro okt ",
        " novembre noviembre novembro ",
        " dezember décembre diciembre dicembre dezembro december dez déc dic "};
    int32_t month = calendar_month_named(word.s, (uint32_t)word.n);
    for (int32_t i = 0; !month && i < 12; i++)
        month = word_is(word, others[i]) ? i + 1 : 0;
    return month;
}

static bool take_word(struct scan *scan, struct parts *parts)
{
    size_t start = scan->at;
    while (is_letter(peek(scan, 0)))
        scan->at++;
    struct str word = str_cut(scan->s, start, scan->at);
    char half = (char)(word.s[0] | 0x20);
    if ((half == 'a' || half == 'p') && word.n == 1 && peek(scan, 0) == '.' &&
        (peek(scan, 1) | 0x20) == 'm') {
        scan->at += 2;
        return take_half(parts, half);
    }
    if (word_is(word, " am pm "))
        return take_half(parts, half);
    int32_t month = month_named(word);
    if (month) {
        bool first = !parts->month;
        parts->month = month;
        return first;
    }
    return zone_named(word, parts) ||
           word_is(word, " t at on the of st nd rd th de del er published updated posted date ") ||
           word_is(word, " mon tue tues wed thu thur thurs fri sat sun monday tuesday ") ||
           word_is(word, " wednesday thursday friday saturday sunday ");
}

static bool scan_parts(struct scan *scan, struct parts *parts)
{
    while (scan->at < scan->n) {
        char c = peek(scan, 0);
        bool good = true;
        if (byte_is_digit(c))
            good = take_digits(scan, parts);
        else if (is_letter(c))
            good = take_word(scan, parts);
        else if ((c == '+' || c == '-') && parts->hour >= 0 && byte_is_digit(peek(scan, 1)))
            take_zone(scan, parts);
        else if (wide_blank(scan->s + scan->at, scan->n - scan->at))
            scan->at += wide_blank(scan->s + scan->at, scan->n - scan->at);
        else if (strchr(" ,.:;-/|()\t\n", c) && c)
            scan->at++;
        else
            good = false;
        if (!good)
            return false;
    }
    return true;
}

/* gives the one- and two-digit numbers their meaning; false when they could mean several things */
static bool settle(struct parts *parts)
{
    const int32_t *small = parts->small;
    if (parts->month && parts->day)
        return parts->n_small == 0;
    if (parts->month) { /* a named month: the other number is the day */
        parts->day = small[0];
        if (parts->n_small == 2 && !parts->year && parts->mark == '-') /* 1-NOV-24 */
            parts->year = small[1] + (small[1] < 70 ? 2000 : 1900);
        else if (parts->n_small != 1)
            return false;
        return parts->year;
    }
    if (parts->n_small != 2 || !parts->year || !parts->mark)
        return false;
    return true;
}

/* the first number has four digits */
static bool opens_with_year(struct str s)
{
    size_t at = 0;
    while (at < s.n && !byte_is_digit(s.s[at]))
        at++;
    return at + 4 < s.n && byte_is_digit(s.s[at + 2]) && byte_is_digit(s.s[at + 3]);
}

/* numeric dates: year first is ISO; else the one above 12 is the day */
static bool settle_numeric(struct parts *parts, bool year_first)
{
    if (parts->month)
        return true;
    int32_t a = parts->small[0], b = parts->small[1];
    if (year_first || (b > 12 && a <= 12)) {
        parts->month = a;
        parts->day = b;
    } else if (a > 12 || a == b || parts->mark == '.') {
        parts->day = a;
        parts->month = b;
    } else {
        return false;
    }
    return true;
}

static void write_out(const struct parts *parts, char out[DATE_LENGTH])
{
    unsigned year = (unsigned)parts->year % 10000, month = (unsigned)parts->month % 100,
             day = (unsigned)parts->day % 100;
    int n = snprintf(out, DATE_LENGTH, "%04u-%02u-%02u", year, month, day);
    if (parts->hour < 0)
        return;
    n += snprintf(out + n, DATE_LENGTH - (size_t)n, "T%02u:%02u:%02u", (unsigned)parts->hour % 100,
                  (unsigned)parts->minute % 100, (unsigned)parts->second % 100);
    if (parts->zone == 0)
        snprintf(out + n, DATE_LENGTH - (size_t)n, "Z");
    else if (parts->zone != ZONE_NONE)
        snprintf(out + n, DATE_LENGTH - (size_t)n, "%c%02u:%02u", parts->zone < 0 ? '-' : '+',
                 (unsigned)abs(parts->zone) / 60 % 100, (unsigned)abs(parts->zone) % 60);
}

/* seconds or milliseconds since 1970, up to the year 2286 */
static bool from_epoch(struct str s, struct parts *parts)
{
    size_t n = s.n;
    const char *dot = memchr(s.s, '.', s.n); /* 1730469900.0 */
    if (dot)
        n = (size_t)(dot - s.s);
    if (n < 9 || (n > 10 && n != 13) || (dot && s.n - n > 7))
        return false;
    int64_t seconds = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (i != n && !byte_is_digit(s.s[i]))
            return false;
        if (i < n)
            seconds = seconds * 10 + (s.s[i] - '0');
    }
    if (n == 13)
        seconds /= 1000;
    struct civil civil = calendar_civil((int32_t)(seconds / 86400));
    parts->year = civil.year;
    parts->month = civil.month;
    parts->day = civil.day;
    parts->hour = (int32_t)(seconds / 3600 % 24);
    parts->minute = (int32_t)(seconds / 60 % 60);
    parts->second = (int32_t)(seconds % 60);
    parts->zone = 0;
    return true;
}

bool date_normalise(struct str s, char out[DATE_LENGTH], int32_t *day)
{
    struct parts parts = {.hour = -1, .zone = ZONE_NONE};
    s = str_trim(s);
    if (s.n < 6 || s.n > 64)
        return false;
    if (!from_epoch(s, &parts)) {
        struct scan scan = {.s = s.s, .n = s.n};
        if (!scan_parts(&scan, &parts) || !settle(&parts) ||
            !settle_numeric(&parts, opens_with_year(s)))
            return false;
    }
    if (!calendar_valid(parts.year, parts.month, parts.day) || parts.hour > 23 ||
        parts.minute > 59 || parts.second > 60 ||
        (parts.zone != ZONE_NONE && abs(parts.zone) > 900))
        return false;
    write_out(&parts, out);
    *day = calendar_day(parts.year, parts.month, parts.day);
    return true;
}

/* seconds since 1970 among other words would be any number */
static bool is_number(struct str s)
{
    size_t i = 0;
    while (i < s.n && (byte_is_digit(s.s[i]) || s.s[i] == '.'))
        i++;
    return i == s.n && !memchr(s.s, '.', s.n);
}

bool date_find(struct str line, struct str *date)
{
    struct {
        size_t start, end;
    } words[DATE_LINE_WORDS];
    size_t n = 0, digits = 0;
    char iso[DATE_LENGTH];
    int32_t day;
    for (size_t i = 0; i < line.n; i++)
        digits += byte_is_digit(line.s[i]);
    if (digits < LEAST_DIGITS) /* most lines */
        return false;
    for (size_t at = 0; at < line.n;) {
        size_t start = at;
        while (at < line.n && !byte_is_space(line.s[at]))
            at++;
        if (at > start && n == DATE_LINE_WORDS)
            return false;
        if (at > start) {
            words[n].start = start;
            words[n++].end = at;
        }
        at++;
    }
    for (size_t length = n; length > 0; length--) {
        for (size_t i = 0; i + length <= n; i++) {
            *date = str_cut(line.s, words[i].start, words[i + length - 1].end);
            if ((length == n || !is_number(*date)) && date_normalise(*date, iso, &day))
                return true;
        }
    }
    return false;
}
