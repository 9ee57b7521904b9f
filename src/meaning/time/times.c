/* times: the stage. Walks over the sentences, takes the longest expression at each token
 * (timegrammar.c), drops what the surroundings show to be no time, and resolves the rest
 * (timevalue.c) against the day of writing, the tense of the clause and the day told last. And the
 * way back: which of the times found belongs to a clause. */
#include "meaning/time/times.h"

#include <stdio.h>

#include "meaning/meaning.h"
#include "meaning/time/timetense.h"
#include "text/calendar.h"

/* ---- what only looks like a time ---- */

static bool is_one_of(struct str word, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (word.n && word.s[0] == words[i][0] && str_is(word, words[i]))
            return true;
    return false;
}

#define IS_ONE_OF(word, words) is_one_of(word, words, sizeof words / sizeof *words)

static struct str lower_at(const struct doc *doc, uint32_t token, const struct sentence *sentence)
{
    if (token < sentence->first_token || token >= sentence->first_token + sentence->n_tokens)
        return (struct str){NULL, 0};
    return doc_string(doc, doc->tokens.v[token].lower);
}

/* "its 1990 invasion", "a 1971 convention", "Anheuser's 1989 results": of one thing, not so many */
static bool is_year_of(const struct doc *doc, const struct time_match *m, struct str before)
{
    static const char *const owners[] = {"a", "its", "his", "her", "their", "our", "'s", "that"};
    struct str form = token_form(doc, m->first);
    uint32_t behind = m->last + 1, owner = m->first - 1;
    bool recent = form.n == 4 && (str_starts(form, STR("19")) || str_starts(form, STR("20")));
    while (owner && doc->tokens.v[owner].upos == UPOS_ADJ) /* "his unsuccessful 1996 campaign" */
        owner--;
    if (owner && owner < m->first - 1)
        before = doc_string(doc, doc->tokens.v[owner].lower);
    if (!recent || !IS_ONE_OF(before, owners) || behind >= doc->tokens.n)
        return false;
    uint8_t upos = doc->tokens.v[behind].upos;
    return upos == UPOS_NOUN || upos == UPOS_ADJ || upos == UPOS_PROPN;
}

/* 1998 on its own is a year behind certain words, or when it ends a phrase */
static bool is_plain_year(const struct doc *doc, const struct time_match *m,
                          const struct sentence *sentence)
{
    static const char *const before_years[] = {
        "in",      "since", "by",      "until",      "till",  "during", "of",    "from", "to",
        "through", "and",   "between", "before",     "after", "around", "circa", "the",  "late",
        "early",   "mid",   "for",     "throughout", "or",    "back",   "due"};
    static const char *const no_years[] = {"$",      "£",    "€",      "¥",     "#",
                                           "no.",    "than", "nearly", "about", "some",
                                           "almost", "over", "under"};
    static const char *const behind_years[] = {".",   ",",  ";",  ":", ")", "]",  "-", "–", "—",
                                               "and", "or", "to", "?", "!", "\"", "”", "'s"};
    struct str before = lower_at(doc, m->first - 1, sentence);
    struct str behind = lower_at(doc, m->last + 1, sentence);
    bool glued = !(doc->tokens.v[m->last].flags & TOKEN_SPACE_AFTER) && behind.n &&
                 (unsigned char)(behind.s[0] - 'a') < 26;
    if (glued || IS_ONE_OF(before, no_years)) /* "1200hp" */
        return false;
    const struct token *token = &doc->tokens.v[m->first];
    bool known = IS_ONE_OF(before, before_years);
    if (!known && is_year_of(doc, m, before))
        return true;
    if (token->upos == UPOS_NUM && token->deprel == REL_NUMMOD && !known)
        return false; /* "1500 people" */
    return known || !behind.n || IS_ONE_OF(behind, behind_years);
}

/* part of a longer name: "Sunday Times", "Theresa May" */
static bool is_in_name(const struct doc *doc, const struct time_match *m,
                       const struct sentence *sentence)
{
    const struct token *tokens = doc->tokens.v;
    uint32_t behind = m->last + 1;
    if (!tokens[m->last].name)
        return false;
    if (!(tokens[m->first].flags & TOKEN_NAME_BEGIN))
        return true;
    return behind < sentence->first_token + sentence->n_tokens && tokens[behind].name &&
           !(tokens[behind].flags & TOKEN_NAME_BEGIN);
}

/* "may" opens a question, "march" is a verb: without tags the place in the sentence decides; an
 * abbreviation without its stop ("Jan") is a name unless a day or year follows */
static bool is_plain_month(const struct doc *doc, const struct time_match *m,
                           const struct sentence *sentence)
{
    static const char *const doubtful[] = {"may", "march"};
    struct str form = token_form(doc, m->last), behind = lower_at(doc, m->last + 1, sentence);
    uint32_t year;
    if (behind.n == 4 && str_to_u32(behind, &year)) /* "December 9999": a year beyond all */
        return false;
    if ((form.n == 3 && form.s[2] != '.' && !str_is(form, "May")) ||
        doc->tokens.v[m->last].name == NAME_PERSON) /* "Mr. May" */
        return false;
    bool titled = doc->tokens.v[m->first - 1].upos == UPOS_DET ||
                  doc->tokens.v[m->first - 1].upos == UPOS_ADJ;
    if (titled && (str_is(behind, "for") || str_is(behind, "of"))) /* "the March for Life" */
        return false;
    return doc->tokens.v[m->last].upos != UPOS_X ||
           !IS_ONE_OF(lower_at(doc, m->last, sentence), doubtful) ||
           m->last > sentence->first_token;
}

/* "50 dollars a day", "twice a week": how often, not how long */
static bool is_rate(const struct time_words *words, const struct time_match *m,
                    const struct sentence *sentence)
{
    static const char *const rates[] = {"times",   "time", "once",    "twice",
                                        "percent", "%",    "pct",     "barrels",
                                        "dollars", "bpd",  "million", "billion"};
    struct str before = lower_at(words->doc, m->first - 1, sentence);
    if (!time_match_token(m, TIMECLASS_A, 0) || !before.n)
        return false;
    return IS_ONE_OF(before, rates) || time_word_length(words, m->first - 1, TIMECLASS_NUMBER);
}

/* "a 6-year-old", "three quarters of": an age, a fraction */
static bool is_other_measure(const struct time_words *words, const struct time_match *m,
                             const struct sentence *sentence)
{
    const struct doc *doc = words->doc;
    struct str behind = lower_at(doc, m->last + 1, sentence);
    if (str_is(behind, "-"))
        behind = lower_at(doc, m->last + 2, sentence);
    bool of_age = str_is(behind, "of") && str_is(lower_at(doc, m->last + 2, sentence), "age");
    if (of_age || str_is(behind, "old") || str_is(behind, "-old"))
        return true;
    if (m->sense == TIMESENSE_THE) /* "its quarter-century low" */
        return str_is(lower_at(doc, m->last + 1, sentence), "-");
    static const char *const fractions[] = {"quarter", "quarters"};
    bool counted = time_match_token(m, TIMECLASS_HYPHEN, 0) ||
                   time_match_token(m, TIMECLASS_A, 0) || m->first == m->last;
    return m->sense == TIMESENSE_DURATION && counted &&
           IS_ONE_OF(lower_at(doc, m->last, sentence), fractions);
}

/* the newspaper "USA Today", the programmes "This Week" and "60 Minutes": a capital where a common
 * noun has none, outside headlines */
static bool is_title(const struct time_words *words, const struct time_match *m,
                     const struct sentence *sentence)
{
    static const uint8_t nouns[] = {TIMECLASS_UNIT, TIMECLASS_UNITS, TIMECLASS_TODAY};
    const struct doc *doc = words->doc;
    for (size_t i = 0; i < sizeof nouns; i++) {
        uint32_t token = time_match_token(m, nouns[i], 0);
        struct str form = token ? token_form(doc, token) : (struct str){NULL, 0};
        bool capital = form.n > 1 && form.s[0] >= 'A' && form.s[0] <= 'Z';
        if (!capital || doc->blocks.v[sentence->block].kind == BLOCK_HEADLINE)
            continue;
        struct str before = lower_at(doc, token - 1, sentence);
        bool shout = form.s[1] >= 'A' && form.s[1] <= 'Z';
        if (token > m->first ? !shout : str_is(before, "usa") || str_is(before, "voa"))
            return true;
    }
    return false;
}

/* "on the 3rd", not "on the 3rd floor" */
static bool is_plain_nthday(const struct doc *doc, const struct time_match *m,
                            const struct sentence *sentence)
{
    uint32_t behind = m->last + 1;
    bool ends = behind >= sentence->first_token + sentence->n_tokens ||
                strchr(".,;:)", token_form(doc, behind).s[0]);
    uint8_t upos = ends ? UPOS_PUNCT : doc->tokens.v[behind].upos;
    bool counts = upos == UPOS_X || upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_ADJ ||
                  upos == UPOS_NUM || str_is(lower_at(doc, behind, sentence), "of");
    return str_is(lower_at(doc, m->first - 1, sentence), "on") && !counts;
}

static bool is_plausible(const struct time_words *words, const struct time_match *m,
                         const struct sentence *sentence)
{
    const struct doc *doc = words->doc;
    bool alone = m->first == m->last;
    if (is_in_name(doc, m, sentence) || is_other_measure(words, m, sentence) ||
        is_title(words, m, sentence))
        return false;
    if (m->sense == TIMESENSE_YEAR && alone)
        return is_plain_year(doc, m, sentence);
    if (m->sense == TIMESENSE_NTHDAY)
        return is_plain_nthday(doc, m, sentence);
    if (m->sense == TIMESENSE_MONTH && alone)
        return is_plain_month(doc, m, sentence);
    return true;
}

/* ---- the stage ---- */

/* the token of a stretch that the others depend on */
static uint32_t head_of(const struct doc *doc, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t <= last; t++) {
        uint32_t head = doc->tokens.v[t].head;
        if (head < first || head > last)
            return t;
    }
    return first;
}

static void add_time(struct doc *doc, const struct time_match *m, const struct time_value *value)
{
    struct time *time = array_push(&doc->times, &doc->arena);
    *time = (struct time){
        .span = {doc->tokens.v[m->first].span.start, doc->tokens.v[m->last].span.end},
        .first_token = m->first,
        .last_token = m->last,
        .day = value->day,
        .type = value->type,
    };
    time->value = doc_intern(doc, str_of(value->text));
}

/* the quarter told last: within so many sentences "a year earlier" means the one before it */
enum { QUARTER_REACH = 3 /* sentences */, DATELINE_REACH = 14 /* days */ };
/* as far, in sentences, the day told last is that of a time of the day without its own */
enum { CLOCK_REACH = 2 };
struct quarter {
    uint32_t sentence;
    int32_t day;
};

/* A dateline's own date is the day of writing: "OSLO, Oct 26" in an article published days
 * later. */
static void read_dateline(struct doc *doc, struct time_context *context,
                          const struct sentence *sentence, const struct time_value *value)
{
    if (doc->blocks.v[sentence->block].kind != BLOCK_DATELINE || value->type != TIME_DATE ||
        value->day == DAY_NONE || strlen(value->text) != strlen("2024-11-01"))
        return;
    int32_t published = doc->article.published_day;
    if (published == DAY_NONE ||
        (value->day <= published && published - value->day <= DATELINE_REACH))
        context->published = value->day;
    else
        doc_notice(doc, NOTICE_WARNING, "dateline-date", doc->blocks.v[sentence->block].span,
                   "the dateline's date does not fit the day of publication, which stands");
}

/* "June 31", "13/13/2024": a date by its form, and no day */
static void notice_impossible(struct doc *doc, const struct time_match *m,
                              const struct time_value *value)
{
    static const uint8_t dates[] = {TIMESENSE_ISO, TIMESENSE_DATE, TIMESENSE_WEEKDAY};
    struct span span = {doc->tokens.v[m->first].span.start, doc->tokens.v[m->last].span.end};
    for (size_t i = 0; i < sizeof dates && !value->text[0] && !value->relative; i++)
        if (m->sense == dates[i])
            doc_notice(doc, NOTICE_WARNING, "unclear-date", span,
                       "a date that is no day of the calendar, or may be two");
}

/* How many tokens of the next sentence may still belong to a time of this one: "at 9 a.m. Tuesday",
 * "on Jan. 4" cut in two at the stop. */
static uint32_t overhang(const struct time_words *words, const struct sentence *sentence)
{
    enum { REACH = 5 };
    const struct doc *doc = words->doc;
    uint32_t last = sentence->first_token + sentence->n_tokens - 1;
    bool open = time_word_length(words, last, TIMECLASS_HALFDAY) ||
                time_word_length(words, last, TIMECLASS_MONTH);
    if (!open || sentence + 1 >= doc->sentences.v + doc->sentences.n ||
        sentence[1].block != sentence->block || sentence[1].n_tokens == 0)
        return 0;
    return sentence[1].n_tokens < REACH ? sentence[1].n_tokens : REACH;
}

static bool find_value(const struct doc *doc, struct time_context *context,
                       const struct time_match *match, struct time_value *value)
{
    context->tense = time_tense(doc, head_of(doc, match->first, match->last), &context->direct);
    return time_value_find(context, match, value);
}

/* which quarter's results are told from here on; those of nine months end it */
static void follow_results(struct time_context *context, const struct time_match *match,
                           const struct time_value *value, uint32_t sentence,
                           struct quarter *quarter)
{
    bool months = match->sense == TIMESENSE_DURATION && value->text[0] == 'P' &&
                  str_is(token_lemma(context->words->doc, match->last), "month");
    bool named = match->sense != TIMESENSE_AGO && match->sense != TIMESENSE_YEAR;
    if (months)
        *quarter = (struct quarter){sentence, context->quarter = DAY_NONE};
    else if (named && strstr(value->text, "-Q"))
        *quarter = (struct quarter){sentence, context->quarter = value->day};
}

/* the day in digits that "and", "to" or a dash joins at `step` tokens from `token`; 0 = none */
static uint32_t joined_day(const struct time_words *words, uint32_t token, int step,
                           const struct sentence *sentence)
{
    const struct doc *doc = words->doc;
    uint32_t joint = token + (uint32_t)step, day = joint + (uint32_t)step;
    uint32_t end = sentence->first_token + sentence->n_tokens;
    if (day < sentence->first_token || day >= end ||
        !(time_word_length(words, joint, TIMECLASS_AND) ||
          time_word_length(words, joint, TIMECLASS_TO)) ||
        !time_word_length(words, day, TIMECLASS_DAY) ||
        !time_word_length(words, day, TIMECLASS_NUMBER))
        return 0;
    uint8_t next = step > 0 && day + 1 < end ? doc->tokens.v[day + 1].upos : UPOS_PUNCT;
    bool counts = next == UPOS_NOUN || next == UPOS_PROPN || next == UPOS_NUM || next == UPOS_SYM ||
                  next == UPOS_ADJ; /* "April 24 and 25 people" */
    return counts ? 0 : day;
}

/* the year behind a day, a comma between them or not; 0 = none */
static uint32_t year_behind(const struct time_words *words, uint32_t token,
                            const struct sentence *sentence)
{
    uint32_t end = sentence->first_token + sentence->n_tokens, year = token + 1;
    if (year < end && time_word_length(words, year, TIMECLASS_COMMA))
        year++;
    return year < end && time_word_length(words, year, TIMECLASS_YEAR) == 1 ? year : 0;
}

/* a day of the month and year that `like` lies in; nothing when they have no such day */
static void add_day(struct doc *doc, uint32_t first, uint32_t last, int32_t of_month, int32_t like)
{
    struct civil c = calendar_civil(like);
    struct time_match match = {.sense = TIMESENSE_DATE, .first = first, .last = last};
    struct time_value value = {.type = TIME_DATE};
    if (!calendar_valid(c.year, c.month, of_month))
        return;
    value.day = calendar_day(c.year, c.month, of_month);
    snprintf(value.text, sizeof value.text, "%04d-%02d-%02d", c.year, c.month, of_month);
    add_time(doc, &match, &value);
}

/* "April 24 and 25", "May 3-5, 2024": the match is the first of the two; false when it is not */
static bool add_days_ahead(struct doc *doc, struct time_context *context,
                           const struct time_match *m, const struct time_value *value,
                           const struct sentence *sentence)
{
    const struct time_words *words = context->words;
    uint32_t second = joined_day(words, m->last, 1, sentence);
    if (m->last != time_match_token(m, TIMECLASS_DAY, 0) || !second)
        return false;
    struct civil first = calendar_civil(value->day);
    int32_t of_month = (int32_t)words->v[second].number, like = value->day;
    if (of_month <= first.day)
        return false;
    uint32_t year = year_behind(words, second, sentence);
    if (year)
        like = calendar_day((int32_t)words->v[year].number, first.month, 1);
    add_day(doc, m->first, m->last, first.day, like);
    add_day(doc, second, year ? year : second, of_month, like);
    context->done = year ? year : second;
    return true;
}

/* the last year of "2014-18" behind the match of its first */
static void add_last_year(struct doc *doc, struct time_context *context, const struct time_match *m)
{
    const struct time_words *words = context->words;
    uint32_t joint = m->last + 1, year = joint + 1;
    if (m->sense != TIMESENSE_YEAR || m->first != m->last || year >= doc->tokens.n ||
        (doc->tokens.v[m->last].flags & TOKEN_SPACE_AFTER) ||
        (doc->tokens.v[joint].flags & TOKEN_SPACE_AFTER) ||
        !time_word_length(words, joint, TIMECLASS_TO) || token_form(doc, year).n != 2 ||
        !time_word_length(words, year, TIMECLASS_NUMBER))
        return;
    int32_t first = (int32_t)words->v[m->first].number, last = (int32_t)words->v[year].number;
    if (last <= first % 100)
        return;
    struct time_match match = {.sense = TIMESENSE_YEAR, .first = year, .last = year};
    struct time_value value = {.type = TIME_DATE};
    value.day = calendar_day(first / 100 * 100 + last, 1, 1);
    snprintf(value.text, sizeof value.text, "%04d", first / 100 * 100 + last);
    add_time(doc, &match, &value);
    context->done = year;
}

/* Adds the time, and with it the other day of "April 24 and 25" or "from 3 to 5 May". */
static void add_times(struct doc *doc, struct time_context *context, const struct time_match *m,
                      const struct time_value *value, const struct sentence *sentence)
{
    bool day = m->sense == TIMESENSE_DATE && value->day != DAY_NONE &&
               time_match_token(m, TIMECLASS_MONTH, 0) && !time_match_token(m, TIMECLASS_UNIT, 0);
    if (day && add_days_ahead(doc, context, m, value, sentence))
        return;
    if (day && m->first == time_match_token(m, TIMECLASS_DAY, 0)) {
        uint32_t first = joined_day(context->words, m->first, -1, sentence);
        int32_t of_month = first ? (int32_t)context->words->v[first].number : 0;
        if (first && of_month < calendar_civil(value->day).day)
            add_day(doc, first, first, of_month, value->day);
    }
    add_time(doc, m, value);
    add_last_year(doc, context, m);
}

/* nothing between two times but a preposition, marks and other times: "at 4 a.m. (0200 GMT) on" */
static bool is_beside(const struct time_words *words, uint32_t time, uint32_t token)
{
    const struct doc *doc = words->doc;
    for (uint32_t t = doc->times.v[time].last_token + 1; t < token; t++) {
        while (time < doc->times.n && doc->times.v[time].last_token < t)
            time++;
        bool inside = time < doc->times.n && doc->times.v[time].first_token <= t;
        struct str form = token_form(doc, t);
        bool mark = form.n == 1 && strchr("(),-", form.s[0]);
        if (!inside && !mark && !time_word_length(words, t, TIMECLASS_ON))
            return false;
    }
    return true;
}

/* Gives times of the day that wait for it the day told behind them, the time added last. */
static void settle_clocks(struct doc *doc, const struct time_words *words, uint32_t waiting)
{
    const struct time *day = &doc->times.v[doc->times.n - 1];
    enum { DAY_BYTES = sizeof "2024-11-01" - 1 };
    if (!is_beside(words, waiting, day->first_token))
        return;
    for (uint32_t i = waiting; i < doc->times.n - 1; i++) {
        struct time *clock = &doc->times.v[i];
        struct str value = doc_string(doc, clock->value);
        char moved[TIME_VALUE_MAX];
        if (clock->type != TIME_TIME || value.n <= DAY_BYTES || value.n >= sizeof moved)
            continue;
        memcpy(moved, value.s, value.n);
        memcpy(moved, doc_string(doc, day->value).s, DAY_BYTES);
        clock->value = doc_intern(doc, (struct str){moved, value.n});
        clock->day = day->day;
    }
}

/* a time that was found, and what follows from it for those behind it */
static void take(struct doc *doc, struct time_context *context, const struct time_match *match,
                 struct time_value *value, const struct sentence *sentence, struct quarter *quarter)
{
    bool day = strlen(value->text) == strlen("2024-11-01");
    uint32_t sentence_number = (uint32_t)(sentence - doc->sentences.v);
    if (value->type == TIME_DURATION && is_rate(context->words, match, sentence))
        value->type = TIME_SET;
    if (value->waits && !context->waiting)
        context->waiting = doc->times.n;
    add_times(doc, context, match, value, sentence);
    if (context->waiting && value->type == TIME_DATE && day) {
        settle_clocks(doc, context->words, context->waiting);
        context->waiting = 0;
    }
    notice_impossible(doc, match, value);
    if (value->day != DAY_NONE && value->type <= TIME_TIME) {
        context->told = value->day;
        context->beside = day ? value->day : DAY_NONE;
        bool of_day = day || (value->type == TIME_TIME && !value->waits);
        context->dated = of_day ? sentence_number : 0;
    }
    read_dateline(doc, context, sentence, value);
    follow_results(context, match, value, sentence_number, quarter);
}

/* the day told shortly before that sentence, unless it lies ahead: then a plan was told */
static int32_t lately_told(const struct time_context *context, uint32_t sentence)
{
    bool near = context->dated && sentence <= context->dated + CLOCK_REACH;
    return near && context->told <= context->published ? context->told : DAY_NONE;
}

/* the times of one sentence; true when one stayed open for want of a day of writing */
static bool find_in_sentence(struct doc *doc, struct time_context *context,
                             const struct sentence *sentence, struct quarter *quarter)
{
    bool open = false;
    uint32_t number = (uint32_t)(sentence - doc->sentences.v);
    context->beside = DAY_NONE;
    context->waiting = 0;
    context->lately = lately_told(context, number);
    context->quarter = number - quarter->sentence <= QUARTER_REACH ? quarter->day : DAY_NONE;
    uint32_t end = sentence->first_token + sentence->n_tokens;
    uint32_t last = end - 1 + overhang(context->words, sentence);
    for (uint32_t t = sentence->first_token; t < end; t++) {
        struct time_match match;
        struct time_value value;
        if (t <= context->done || !time_word_classes(context->words, t) ||
            !time_match_at(context->words, t, last, &match))
            continue;
        t = context->done = match.last;
        if (!is_plausible(context->words, &match, sentence) ||
            !find_value(doc, context, &match, &value))
            continue;
        take(doc, context, &match, &value, sentence, quarter);
        open |= value.relative;
    }
    return open;
}

void find_times(const struct world *world, struct arena *scratch, struct doc *doc)
{
    struct arena_mark mark = arena_mark(scratch);
    struct time_words words;
    if (time_words_find(&words, world, scratch, doc)) {
        time_grammar_prepare(&words);
        struct time_context context = {
            .words = &words, .published = doc->article.published_day, .told = DAY_NONE};
        struct quarter quarter = {0, DAY_NONE};
        bool open = false;
        for (uint32_t s = 1; s < doc->sentences.n; s++)
            open |= find_in_sentence(doc, &context, &doc->sentences.v[s], &quarter);
        if (open)
            doc_notice(doc, NOTICE_INFO, "no-publication-date", (struct span){0, 0},
                       "relative dates stay open: the day of writing is not known");
    }
    arena_rewind(scratch, mark);
}

/* ---- times of clauses ---- */

uint32_t time_head(const struct doc *doc, uint32_t time)
{
    return head_of(doc, doc->times.v[time].first_token, doc->times.v[time].last_token);
}

/* how well a time answers "when": calendar times first, then references; not how long or how often,
 * nor a bound ("until Friday") */
static int rank(const struct doc *doc, uint32_t time, uint32_t head)
{
    static const char *const bounds[] = {"until", "till", "before", "after", "since", "by", "for"};
    const struct time *t = &doc->times.v[time];
    uint32_t marker = token_child(doc, head, REL_CASE);
    if (t->type > TIME_TIME)
        return 0;
    bool bound = marker && IS_ONE_OF(doc_string(doc, doc->tokens.v[marker].lower), bounds);
    return (bound ? 1 : 3) + (t->day != DAY_NONE);
}

static bool is_modifier(uint8_t deprel)
{
    switch (deprel) {
    case REL_OBL:
    case REL_OBL_UNMARKED:
    case REL_ADVMOD:
    case REL_NMOD:
    case REL_NMOD_POSS:
    case REL_NMOD_UNMARKED:
    case REL_COMPOUND:
    case REL_AMOD:
    case REL_NUMMOD:
        return true;
    default:
        return false;
    }
}

/* the first time (they are in text order) whose tokens begin at or behind the token */
static uint32_t first_time_from(const struct doc *doc, uint32_t token)
{
    return array_find_from(doc->times.v, doc->times.n, first_token, token);
}

/* its own time */
static uint32_t own_time(const struct doc *doc, uint32_t verb)
{
    const struct sentence *sentence = &doc->sentences.v[doc->tokens.v[verb].sentence];
    uint32_t best = 0, end = sentence->first_token + sentence->n_tokens;
    int best_rank = 0;
    for (uint32_t i = first_time_from(doc, sentence->first_token);
         i < doc->times.n && doc->times.v[i].first_token < end; i++) {
        uint32_t head = time_head(doc, i);
        const struct token *token = &doc->tokens.v[head];
        /* right behind the verb it is a time whatever the parser made of it: "said Friday" */
        bool next = doc->times.v[i].first_token == verb + 1 && token->head == verb;
        if (token->head != verb || (!is_modifier(token->deprel) && !next))
            continue;
        int r = rank(doc, i, head);
        if (r > best_rank) {
            best = i;
            best_rank = r;
        }
    }
    return best;
}

static bool has_subject(const struct doc *doc, uint32_t verb)
{
    return token_child(doc, verb, REL_NSUBJ) || token_child(doc, verb, REL_NSUBJ_PASS);
}

uint32_t time_of_clause(const struct doc *doc, uint32_t verb)
{
    const struct token *tokens = doc->tokens.v;
    uint32_t time = own_time(doc, verb);
    if (time)
        return time;
    if (tokens[verb].deprel == REL_CONJ && !has_subject(doc, verb)) {
        time = own_time(doc, tokens[verb].head);
        if (time && doc->times.v[time].last_token < tokens[verb].head)
            return time; /* "On Friday they met and signed" */
    }
    for (uint32_t c = tokens[verb].first_child; c; c = tokens[c].next) {
        if (tokens[c].deprel != REL_CONJ || has_subject(doc, c))
            continue;
        time = own_time(doc, c);
        if (time)
            return time; /* "they met and signed on Friday" */
    }
    return 0;
}
