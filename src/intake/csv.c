/* csv: tables of articles, a line of headings above them, separated by commas, semicolons, tabs or
 * bars: the one that gives the first line the most headings that are known (fields.c). Cells may be
 * quoted as RFC 4180 has it and then hold line ends. Quotation marks inside an unquoted cell are
 * text. A quoted cell that goes on behind its closing mark, or never closes, is reported with its
 * line and then read: in the first case the mark is text, in the second the line is read as if no
 * cell were quoted. That a cell never closed shows by its size or by the next one that opens in it
 * behind a line end.
 *
 * in->kept: the byte FRESH or REPORTED, the separator, the line of headings. */
#include "intake/fields.h"
#include "intake/forms.h"

enum { FRESH = 'f', REPORTED = 'r', CELLS_MAX = 1024, HEADING_MAX = 1 << 16 };

static const char SEPARATORS[] = ",;\t|";

/* ---- rows ---- */

struct row {
    size_t end;    /* of its bytes, in front of the line end */
    size_t next;   /* where the next one begins; 0: it is not all there */
    bool stray;    /* a quoted cell goes on behind its closing mark */
    bool unclosed; /* one never closes; end and next are those of its first line */
};

static void end_at(struct row *row, struct str s, size_t at)
{
    row->end = at > 0 && s.s[at - 1] == '\r' ? at - 1 : at;
    row->next = at < s.n ? at + 1 : at;
}

static void end_first_line(struct row *row, struct str s)
{
    const char *line = memchr(s.s, '\n', s.n);
    row->unclosed = true;
    end_at(row, s, line ? (size_t)(line - s.s) : s.n);
}

/* whether the mark at `at`, inside a quoted cell, closes it */
static bool closes(struct str s, size_t at, char separator)
{
    char next = at + 1 < s.n ? s.s[at + 1] : '\n';
    return next == separator || next == '\n' || next == '\r';
}

/* what a quotation mark is */
enum mark { MARK_TEXT, MARK_OPENS, MARK_CLOSES, MARK_PAIR, MARK_STRAY, MARK_NEXT_CELL };

static enum mark judge(struct str s, size_t at, char separator, bool quoted)
{
    char before = at ? s.s[at - 1] : separator;
    if (!quoted)
        return before == separator ? MARK_OPENS : MARK_TEXT;
    if (at + 1 < s.n && s.s[at + 1] == '"')
        return MARK_PAIR;
    if (closes(s, at, separator))
        return MARK_CLOSES;
    return before == separator || before == '\n' ? MARK_NEXT_CELL : MARK_STRAY;
}

/* The first row of s; quoting can be left out of account. last: nothing follows s. */
static void find_row(struct row *row, struct str s, char separator, bool quoting, bool last)
{
    bool quoted = false, lines = false;
    *row = (struct row){0};
    for (size_t at = 0; at < s.n; at++) {
        if (s.s[at] == '\n' && !quoted) {
            end_at(row, s, at);
            return;
        }
        lines |= s.s[at] == '\n';
        enum mark mark = s.s[at] == '"' && quoting ? judge(s, at, separator, quoted) : MARK_TEXT;
        if (mark == MARK_NEXT_CELL && lines) {
            end_first_line(row, s);
            return;
        }
        quoted = mark == MARK_OPENS || (quoted && mark != MARK_CLOSES);
        at += mark == MARK_PAIR;
        row->stray |= mark == MARK_STRAY || mark == MARK_NEXT_CELL;
    }
    if (!last)
        return;
    if (quoted)
        end_first_line(row, s);
    else
        end_at(row, s, s.n);
}

/* The next cell of a row; false behind the last. */
static bool next_cell(struct str row, size_t *at, char separator, bool quoting, struct str *cell)
{
    size_t start = *at;
    if (start > row.n)
        return false;
    bool quoted = quoting && start < row.n && row.s[start] == '"';
    size_t i = start + quoted;
    while (i < row.n) {
        bool pair = quoted && row.s[i] == '"' && i + 1 < row.n && row.s[i + 1] == '"';
        if (quoted && !pair && row.s[i] == '"' && closes(row, i, separator))
            break;
        if (!quoted && row.s[i] == separator)
            break;
        i += 1 + pair;
    }
    *cell = str_cut(row.s, start + quoted, i);
    *at = i + quoted + 1;
    return true;
}

/* with its doubled quotation marks as single ones */
static struct str plain_cell(struct arena *arena, struct str cell)
{
    if (!cell.n || str_find(cell, STR("\"\""), 0) == SIZE_MAX)
        return cell;
    char *out = arena_alloc(arena, cell.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < cell.n; i++) {
        out[n++] = cell.s[i];
        i += cell.s[i] == '"' && i + 1 < cell.n && cell.s[i + 1] == '"';
    }
    return (struct str){out, n};
}

/* ---- headings ---- */

static bool is_text(enum article_field field)
{
    return field == FIELD_TEXT || field == FIELD_HTML || field == FIELD_FRAGMENT ||
           field == FIELD_SUMMARY;
}

/* How many cells of the line are known headings; 0 where none of them is the text or the title. */
static unsigned count_known(struct str line, char separator)
{
    unsigned n = 0;
    bool text = false;
    struct str cell;
    for (size_t at = 0; next_cell(line, &at, separator, true, &cell);) {
        uint32_t known = field_named(str_trim(cell));
        if (known == FIELD_UNKNOWN)
            continue;
        n++;
        text |= is_text(field_of(known)) || field_of(known) == FIELD_TITLE;
    }
    return text ? n : 0;
}

/* the separator that fits best; '\0' when none makes known headings of the line */
static char find_separator(struct str line, unsigned *n_known)
{
    char best = '\0';
    *n_known = 0;
    for (const char *c = SEPARATORS; *c; c++) {
        unsigned n = count_known(line, *c);
        if (n > *n_known) {
            *n_known = n;
            best = *c;
        }
    }
    return best;
}

bool csv_detect(struct str head)
{
    const char *end = memchr(head.s, '\n', head.n);
    struct str line = str_trim(str_cut(head.s, 0, end ? (size_t)(end - head.s) : head.n));
    unsigned n_known;
    char separator = find_separator(line, &n_known);
    if (!end || n_known < 2 || line.n > HEADING_MAX)
        return false;
    for (size_t i = 1; i < line.n; i++) /* prose has a space behind its commas */
        if (line.s[i] == ' ' && line.s[i - 1] == separator)
            return false;
    return true;
}

/* ---- cutting ---- */

/* The row ahead of the stream, as much of it as fits there. */
static enum onr_status look_at_row(struct intake *in, struct row *row, char separator, bool quoting)
{
    struct stream *top = in->top;
    enum onr_status status = ONR_OK;
    for (;;) {
        find_row(row, top->ahead, separator, quoting, false);
        if (row->next)
            return ONR_OK;
        if (!stream_more(top, &status, &in->pending))
            break;
    }
    find_row(row, top->ahead, separator, quoting, true);
    if (!top->ended && status == ONR_OK)
        end_first_line(row, top->ahead);
    return status;
}

/* Reads the line of headings into in->kept. */
static enum onr_status read_headings(struct intake *in, const char *origin, struct onr_error *error)
{
    struct row row;
    unsigned n_known;
    in->line = 1;
    if (str_starts(in->top->ahead, STR("\xef\xbb\xbf")))
        stream_take(in->top, 3);
    enum onr_status status = look_at_row(in, &row, '\0', false);
    struct str line = str_cut(in->top->ahead.s, 0, row.end);
    char separator = line.n <= HEADING_MAX ? find_separator(line, &n_known) : '\0';
    if (!separator) {
        in->done = true;
        return status ? intake_pending(in, error)
                      : error_set(error, ONR_ERR_FORMAT,
                                  "%s:1: a table without a heading such as text or title", origin);
    }
    buf_byte(&in->kept, FRESH);
    buf_byte(&in->kept, separator);
    buf_add(&in->kept, line);
    cut_take(in, row.next);
    return ONR_OK;
}

static enum onr_status report(struct intake *in, const struct row *row, const char *origin,
                              struct onr_error *error)
{
    in->kept.s[0] = REPORTED;
    const char *what = row->unclosed ? "a quotation mark that nothing closes; read as text"
                                     : "a quotation mark inside a quoted cell; read as text";
    error_set(error, ONR_ERR_FORMAT, "%s:%llu: %s", origin, (unsigned long long)in->line, what);
    if (error)
        error->at = in->top->at;
    return ONR_ERR_FORMAT;
}

static void put_row(struct intake *in, struct raw_article *raw, const struct row *row)
{
    in->kept.s[0] = FRESH;
    raw->line = in->line;
    raw->at = in->top->at;
    buf_byte(&raw->bytes, row->unclosed ? '1' : '0');
    buf_add(&raw->bytes, str_cut(in->kept.s, 1, in->kept.n));
    buf_byte(&raw->bytes, '\n');
    buf_add(&raw->bytes, str_cut(in->top->ahead.s, 0, row->end));
}

enum onr_status csv_next(struct intake *in, struct raw_article *raw, struct onr_error *error)
{
    struct row row;
    enum onr_status status = in->kept.n ? ONR_OK : read_headings(in, raw->origin, error);
    if (status)
        return status;
    for (;;) {
        status = look_at_row(in, &row, in->kept.s[1], true);
        if (!in->top->ahead.n) {
            in->done = true;
            return status ? intake_pending(in, error) : ONR_END;
        }
        if ((row.stray || row.unclosed) && in->kept.s[0] == FRESH)
            return report(in, &row, raw->origin, error);
        bool blank = !str_trim(str_cut(in->top->ahead.s, 0, row.end)).n;
        if (!blank)
            put_row(in, raw, &row);
        cut_take(in, row.next);
        if (!blank)
            return cut_broken_off(in, raw, status, error);
    }
}

/* ---- filling ---- */

/* raw->bytes: '1' where cells are not quoted, the separator, the headings, a line end, the row */
enum onr_status csv_fill(struct doc *doc, const struct raw_article *raw,
                         const struct article_tools *tools, struct onr_error *error)
{
    struct article_source source = {raw->origin, article_place(doc, raw)};
    struct article_fields fields = {0};
    struct str bytes = buf_str(&raw->bytes), heading, cell;
    uint32_t best[ARTICLE_FIELDS], n_headings = 0, n_cells = 0;
    bool quoting = bytes.s[0] == '0', named, filled;
    char separator = bytes.s[1];
    struct str row = str_cut(bytes.s, 2, bytes.n), headings = str_split(&row, '\n');
    for (int i = 0; i < ARTICLE_FIELDS; i++)
        best[i] = FIELD_UNKNOWN;
    for (size_t at = 0, in_row = 0;; n_headings += named, n_cells += filled) {
        named = next_cell(headings, &at, separator, true, &heading);
        filled = next_cell(row, &in_row, separator, quoting, &cell);
        if (!named && !filled)
            break;
        uint32_t known = named && filled ? field_named(str_trim(heading)) : FIELD_UNKNOWN;
        if (known == FIELD_UNKNOWN || known > best[field_of(known)] || !str_trim(cell).n)
            continue;
        best[field_of(known)] = known;
        fields.v[field_of(known)] = plain_cell(&doc->arena, cell);
    }
    enum onr_status status = fields_fill(doc, tools, &fields, &source, error);
    if (status == ONR_OK && n_cells != n_headings)
        doc_notice(doc, NOTICE_WARNING, "number-of-cells", (struct span){0, 0},
                   "the row has %u cells, the table %u headings", n_cells, n_headings);
    return status;
}
