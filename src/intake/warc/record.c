/* record: what WARC and ARC have in common: cutting a block of known length, with an eye on lengths
 * that are wrong, and reading the page in it.
 *
 * The block goes to the worker as it is, behind its head: taking HTTP apart, unpacking and reading
 * are the worker's. Here only enough of it is looked at to pass over pictures and the like. */
#include "intake/warc/record.h"

#include "intake/date.h"
#include "intake/warc/headers.h"
#include "intake/warc/http.h"
#include "intake/webpage.h"
#include "text/utf8.h"

enum { MARK_LOOK = 64 }; /* bytes behind a mark that tell whether it opens a record */

void record_set_place(struct intake *in)
{
    stream_place(in->top, &in->place);
}

void record_name(const struct intake *in, struct raw_article *raw)
{
    buf_clear(&raw->name);
    buf_format(&raw->name, "%s@%llu", in->name.n ? in->name.s : in->origin,
               (unsigned long long)in->place);
    raw->origin = raw->name.full ? in->origin : raw->name.s;
    raw->at = in->place;
}

/* ---- the reader's half ---- */

/* what the first bytes of the block, which are ahead of the stream, say */
static bool is_wanted(struct intake *in, const struct record *record, uint64_t length)
{
    enum onr_status status = ONR_OK;
    struct stream *top = in->top;
    struct http http = {0};
    if (!record->may_hold_article || length == 0)
        return false;
    if (!record->is_http) {
        http_set_type(&http, record->type);
        return http_may_hold_article(&http);
    }
    size_t most = length < HTTP_HEAD_MAX ? (size_t)length : HTTP_HEAD_MAX;
    while (headers_end(top->ahead) == SIZE_MAX && top->ahead.n < most &&
           stream_more(top, &status, &in->pending))
        ;
    http_parse(&http, str_cut(top->ahead.s, 0, top->ahead.n < most ? top->ahead.n : most));
    if (!http.status) /* of an ARC file, maybe: the type stands in its line */
        http_set_type(&http,
                      headers_starts(record->type, "application/http") ? http.type : record->type);
    return http_may_hold_article(&http);
}

/* Where a record begins in the first n bytes ahead; SIZE_MAX where none does. */
static size_t find_mark(struct str ahead, size_t n, struct str mark)
{
    static const char *const lines[] = {"WARC-", "Content-"};
    for (size_t at = mark.n ? str_find(str_cut(ahead.s, 0, n), mark, 0) : SIZE_MAX; at != SIZE_MAX;
         at = str_find(str_cut(ahead.s, 0, n), mark, at + 1)) {
        struct str rest = str_cut(ahead.s, at + mark.n, ahead.n);
        size_t end = str_find(str_cut(rest.s, 0, rest.n < 4 ? rest.n : 4), STR("\n"), 0);
        rest = end == SIZE_MAX ? (struct str){NULL, 0} : str_cut(rest.s, end + 1, rest.n);
        bool line = at > 0 && ahead.s[at - 1] == '\n';
        for (size_t i = 0; line && i < sizeof lines / sizeof *lines; i++)
            if (headers_starts(rest, lines[i]))
                return at;
    }
    return SIZE_MAX;
}

void record_find(struct intake *in, struct str mark)
{
    enum onr_status status = ONR_OK;
    for (;;) {
        struct str ahead = in->top->ahead;
        size_t at = str_find(ahead, mark, 1);
        while (at != SIZE_MAX && ahead.s[at - 1] != '\n')
            at = str_find(ahead, mark, at + 1);
        if (at != SIZE_MAX) {
            stream_take(in->top, at);
            return;
        }
        stream_take(in->top, ahead.n > mark.n ? ahead.n - mark.n : 0);
        if (!stream_more(in->top, &status, &in->pending)) {
            stream_take(in->top, in->top->ahead.n);
            return;
        }
    }
}

enum block_end { BLOCK_WHOLE, BLOCK_SHORT, BLOCK_MARKED };

/* Takes the block off the stream, into out unless that is NULL. */
static enum block_end take_block(struct intake *in, uint64_t length, struct str mark,
                                 struct buf *out)
{
    enum onr_status status = ONR_OK;
    struct stream *top = in->top;
    for (;;) {
        bool all = top->ahead.n >= length;
        size_t n = all ? (size_t)length : top->ahead.n;
        size_t at = find_mark(top->ahead, n, mark);
        if (at != SIZE_MAX)
            n = at;
        else if (!all)
            n = n > MARK_LOOK ? n - MARK_LOOK : 0;
        if (out)
            buf_add(out, str_cut(top->ahead.s, 0, n));
        stream_take(top, n);
        length -= n;
        if (at != SIZE_MAX || all)
            return all && at == SIZE_MAX ? BLOCK_WHOLE : BLOCK_MARKED;
        if (!stream_more(top, &status, &in->pending)) {
            if (out)
                buf_add(out, top->ahead);
            stream_take(top, top->ahead.n);
            return BLOCK_SHORT;
        }
    }
}

/* bytes behind a block that are no line end and no record: it was longer than its head says */
static bool goes_on(const struct intake *in, struct str mark)
{
    struct str ahead = in->top->ahead;
    return mark.n && ahead.n > mark.n && ahead.s[0] != '\r' && ahead.s[0] != '\n' &&
           !str_starts(ahead, mark);
}

static void complain(struct intake *in, const struct raw_article *raw, const char *what,
                     uint64_t length)
{
    if (!in->pending.status)
        error_set(&in->pending, ONR_ERR_FORMAT, "%s: Content-Length %llu %s", raw->origin,
                  (unsigned long long)length, what);
    in->pending.at = raw->at;
}

void record_cut_block(struct intake *in, struct raw_article *raw, const struct record *record,
                      struct str mark, bool *left_out)
{
    uint64_t length = record->has_length ? record->length : UINT64_MAX;
    bool wanted = is_wanted(in, record, length);
    bool large = wanted && record->has_length && length > INTAKE_MAX_ARTICLE;
    if (large)
        error_set(&in->pending, ONR_ERR_LIMIT, "%s: a record of %llu bytes, more than %zu MB",
                  raw->origin, (unsigned long long)length, INTAKE_MAX_ARTICLE >> 20);
    *left_out = !wanted || large;
    enum block_end end = take_block(in, length, mark, *left_out ? NULL : &raw->bytes);
    if (end == BLOCK_SHORT) {
        raw->cut = true;
        complain(in, raw, "reaches behind the end of the file", length);
    } else if (!record->has_length) {
        error_set(&in->pending, ONR_ERR_FORMAT, "%s: no Content-Length", raw->origin);
    } else if (end == BLOCK_MARKED) {
        complain(in, raw, "reaches into the next record", length);
    } else if (goes_on(in, mark)) {
        raw->cut = true;
        complain(in, raw, "ends inside the record", length);
        record_find(in, mark);
    }
}

/* ---- the worker's half ---- */

/* ISO 8601 of 20140216050221 */
static struct str spelled_out(struct arena *arena, struct str date)
{
    if (date.n != 14)
        return date;
    return arena_format(arena, "%.8sT%.6sZ", date.s, date.s + 8);
}

static void set_crawled(struct doc *doc, struct str date)
{
    char iso[DATE_LENGTH];
    int32_t day;
    if (date_normalise(spelled_out(&doc->arena, date), iso, &day))
        doc->article.crawled = doc_intern(doc, str_of(iso));
}

/* Anything but a page: what its first bytes show it to be, as if it were a file. What holds several
 * articles, such as a feed, is none: they have records of their own, or were not got. */
static enum onr_status fill_other(struct doc *doc, struct str body, const struct raw_article *raw,
                                  const struct article_tools *tools, struct onr_error *error)
{
    struct intake in;
    struct raw_article inner;
    intake_open_memory(&in, body, raw->origin, INTAKE_AUTO);
    raw_article_init(&inner);
    enum onr_status status = intake_next(&in, &inner, error);
    bool nested = inner.form == INTAKE_WARC || inner.form == INTAKE_ARC;
    if (status == ONR_OK)
        status = nested ? ONR_END : article_fill(doc, &inner, tools, error);
    if (status == ONR_OK && intake_next(&in, &inner, error) != ONR_END) {
        doc_reset(doc);
        status = ONR_END;
    }
    raw_article_release(&inner);
    intake_close(&in);
    return status;
}

static enum onr_status fill_body(struct doc *doc, struct str body, const struct http *http,
                                 const struct record *record, const struct raw_article *raw,
                                 const struct article_tools *tools, struct onr_error *error)
{
    struct article_source source = {raw->origin, raw->origin};
    struct article_fields given = {.v = {[FIELD_ADDRESS] = record->uri}};
    enum intake_form form = form_detect(body);
    bool html =
        headers_starts(http->type, "text/html") || headers_starts(http->type, "application/xhtml");
    if (form == INTAKE_HTML || (form == INTAKE_TEXT && html))
        return webpage_fill(doc, tools, &given, body, http->charset, &source, error);
    enum onr_status status = fill_other(doc, body, raw, tools, error);
    if (status == ONR_OK && !doc->article.url && utf8_invalid(record->uri) == SIZE_MAX)
        doc->article.url = doc_intern(doc, record->uri);
    return status;
}

static void notice_oddities(struct doc *doc, const struct record *record, bool broken)
{
    const struct span nowhere = {0, 0};
    uint64_t number;
    if (record->truncated.n)
        doc_notice(doc, NOTICE_WARNING, "record-truncated", nowhere,
                   "the crawler did not store the end of the page");
    if (headers_number(record->segment, &number))
        doc_notice(doc, NOTICE_WARNING, "record-segmented", nowhere,
                   "segment %llu of a page that goes on in another record",
                   (unsigned long long)number);
    if (broken)
        doc_notice(doc, NOTICE_WARNING, "body-damaged", nowhere,
                   "the page broke off or its encoding was damaged; it may lack its end");
}

enum onr_status record_fill(struct doc *doc, const struct raw_article *raw,
                            const struct article_tools *tools, struct onr_error *error)
{
    struct record record;
    struct http http = {0};
    struct buf room;
    struct str bytes = buf_str(&raw->bytes);
    bool warc = raw->form == INTAKE_WARC, broken;
    size_t end = warc ? headers_end(bytes) : str_find(bytes, STR("\n"), 0);
    size_t size = end == SIZE_MAX ? bytes.n : warc ? end : end + 1;
    struct str head = str_cut(bytes.s, 0, size), block = str_cut(bytes.s, size, bytes.n);
    if (!(warc ? record_read_warc : record_read_arc)(&record, head))
        return error_set(error, ONR_ERR_FORMAT, "%s: not a record", raw->origin);
    if (record.is_http)
        http_parse(&http, block);
    else
        http.body = block;
    if (!http.type.n && !headers_starts(record.type, "application/http"))
        http_set_type(&http, record.type);
    buf_init(&room, INTAKE_MAX_ARTICLE);
    struct str body = http_body(&http, &room, &broken);
    enum onr_status status = fill_body(doc, body, &http, &record, raw, tools, error);
    buf_release(&room);
    if (status == ONR_OK) {
        set_crawled(doc, record.date);
        notice_oddities(doc, &record, broken);
    }
    return status == ONR_ERR_FORMAT ? ONR_END : status;
}
