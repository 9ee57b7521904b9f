/* words: SQLite is given single words, each in quotes, so that nothing in them is taken for its
 * query language, and looks for phrases among what it found; PostgreSQL understands the same
 * notation by itself. */
#include "store/words.h"

#include "text/unicode.h"
#include "text/utf8.h"

struct match {
    struct sql *sql;
    struct buf wanted, unwanted;
    ARRAY(struct str) phrases;
};

static void add_word(struct buf *buf, struct str word, bool beginning, const char *between)
{
    if (buf->n)
        buf_text(buf, between);
    buf_byte(buf, '"');
    buf_add(buf, word);
    buf_byte(buf, '"');
    if (beginning)
        buf_byte(buf, '*');
}

/* the words in s, cut where SQLite's tokenizer cuts */
static void add_words(struct match *match, struct str s, bool unwanted)
{
    size_t start = 0, end = 0;
    while (end <= s.n) {
        uint32_t code = ' ';
        size_t n = end < s.n ? utf8_decode(s, end, &code) : 1;
        bool inside = unicode_is_letter(code) || unicode_is_digit(code) || !unicode_width(code);
        if (!inside && end > start)
            add_word(unwanted ? &match->unwanted : &match->wanted, str_cut(s.s, start, end),
                     code == '*', unwanted ? " OR " : " AND ");
        end += n;
        if (!inside)
            start = end;
    }
}

static void take_phrase(struct match *match, struct str phrase, bool unwanted)
{
    add_words(match, phrase, unwanted);
    if (!unwanted && memchr(phrase.s, ' ', phrase.n))
        *array_push(&match->phrases, match->sql->arena) = phrase;
}

static void split(struct match *match, struct str words)
{
    while (words.n) {
        words = str_trim(words);
        bool unwanted = words.n > 1 && words.s[0] == '-';
        if (unwanted)
            words = str_cut(words.s, 1, words.n);
        bool quoted = words.n && words.s[0] == '"';
        size_t end = str_find(words, quoted ? STR("\"") : STR(" "), quoted);
        if (end == SIZE_MAX)
            end = words.n;
        struct str part = str_cut(words.s, quoted, end);
        if (quoted && part.n)
            take_phrase(match, part, unwanted);
        else
            add_words(match, part, unwanted);
        words = str_cut(words.s, end + quoted < words.n ? end + quoted : words.n, words.n);
    }
}

/* a LIKE pattern that finds the phrase anywhere */
static struct str pattern(struct arena *arena, struct str phrase)
{
    char *out = arena_alloc(arena, 2 * phrase.n + 3);
    size_t n = 0;
    out[n++] = '%';
    for (size_t i = 0; i < phrase.n; i++) {
        if (phrase.s[i] == '%' || phrase.s[i] == '_' || phrase.s[i] == '\\')
            out[n++] = '\\';
        out[n++] = phrase.s[i];
    }
    out[n++] = '%';
    return (struct str){out, n};
}

static void add_sqlite(struct match *match, const char *row, const char *table, const char *text)
{
    struct sql *sql = match->sql;
    if (match->unwanted.n) {
        buf_text(&match->wanted, " NOT (");
        buf_add(&match->wanted, buf_str(&match->unwanted));
        buf_byte(&match->wanted, ')');
    }
    buf_format(&sql->text, "%s IN (SELECT rowid FROM %s WHERE %s MATCH ", row, table, table);
    sql_text(sql, arena_copy(sql->arena, buf_str(&match->wanted)));
    sql_add(sql, ")");
    for (uint32_t i = 0; i < match->phrases.n; i++) {
        buf_format(&sql->text, " AND replace(%s, char(10), ' ') LIKE ", text);
        sql_text(sql, pattern(sql->arena, match->phrases.v[i]));
        sql_add(sql, " ESCAPE '\\'");
    }
}

enum onr_status words_condition(struct sql *sql, enum db_kind kind, const char *words,
                                const char *row, const char *table, const char *text,
                                struct onr_error *error)
{
    struct match match = {.sql = sql};
    enum onr_status status = ONR_OK;
    buf_init(&match.wanted, SQL_MAX);
    buf_init(&match.unwanted, SQL_MAX);
    split(&match, str_of(words));
    if (!match.wanted.n) {
        status = error_set(error, ONR_ERR_ARG, "'%.80s' has no word to look for", words);
    } else if (kind == DB_SQLITE) {
        add_sqlite(&match, row, table, text);
    } else {
        buf_format(&sql->text, "to_tsvector('english', %s) @@ websearch_to_tsquery('english', ",
                   text);
        sql_text(sql, str_of(words));
        sql_add(sql, ")");
    }
    buf_release(&match.wanted);
    buf_release(&match.unwanted);
    return status;
}
