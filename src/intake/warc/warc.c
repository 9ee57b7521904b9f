/* warc: WARC 1.0 and 1.1 (ISO 28500) cut into records. What holds no article, by the type of the
 * record or of what was got, is passed over and counted. Behind damage it looks for the next
 * record. */
#include "intake/warc/headers.h"
#include "intake/warc/record.h"

static const struct str MARK = {"WARC/1.", 7};

enum { RECORD_HEAD_MAX = 64 << 10 };

bool warc_detect(struct str head)
{
    return str_starts(head, STR("WARC/0.")) || str_starts(head, MARK);
}

static bool is(struct str value, const char *word)
{
    return value.n == strlen(word) && headers_starts(value, word);
}

bool record_read_warc(struct record *record, struct str head)
{
    if (!warc_detect(head))
        return false;
    struct str type = headers_value(head, "WARC-Type");
    struct str uri = headers_value(head, "WARC-Target-URI");
    if (uri.n > 1 && uri.s[0] == '<' && uri.s[uri.n - 1] == '>') /* WARC 1.0 as some write it */
        uri = str_cut(uri.s, 1, uri.n - 1);
    *record = (struct record){
        .head = head,
        .uri = uri,
        .date = headers_value(head, "WARC-Date"),
        .type = headers_value(head, "Content-Type"),
        .truncated = headers_value(head, "WARC-Truncated"),
        .segment = headers_value(head, "WARC-Segment-Number"),
    };
    record->has_length = headers_number(headers_value(head, "Content-Length"), &record->length);
    bool response = is(type, "response");
    record->is_http =
        response && (record->type.n == 0 || headers_starts(record->type, "application/http"));
    record->may_hold_article = (response || is(type, "resource")) && headers_starts(uri, "http");
    return true;
}

/* Skips line ends, to the first bytes of a record. False at the end of the stream. */
static bool find_start(struct intake *in, enum onr_status *status)
{
    struct stream *top = in->top;
    for (;;) {
        while (top->ahead.n && (top->ahead.s[0] == '\r' || top->ahead.s[0] == '\n'))
            stream_take(top, 1);
        if (top->ahead.n)
            break;
        if (!stream_more(top, status, &in->pending))
            return false;
    }
    record_set_place(in);
    while (top->ahead.n < 8 && stream_more(top, status, &in->pending))
        ;
    return true;
}

static size_t first_head(struct str ahead)
{
    return headers_end(str_cut(ahead.s, 0, ahead.n < RECORD_HEAD_MAX ? ahead.n : RECORD_HEAD_MAX));
}

/* The head of the record that begins here, with raw named by its place. *size 0: there is none,
 * and the message is set. */
static enum onr_status find_head(struct intake *in, const struct raw_article *raw, size_t *size,
                                 struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    struct stream *top = in->top;
    *size = 0;
    if (!warc_detect(top->ahead)) {
        record_find(in, MARK);
        return error_set(error, ONR_ERR_FORMAT, "%s: no WARC record begins here", raw->origin);
    }
    size_t end = first_head(top->ahead);
    while (end == SIZE_MAX && top->ahead.n < RECORD_HEAD_MAX &&
           stream_more(top, &status, &in->pending))
        end = first_head(top->ahead);
    if (end != SIZE_MAX) {
        *size = end;
        return ONR_OK;
    }
    bool large = top->ahead.n >= RECORD_HEAD_MAX;
    record_find(in, MARK);
    if (status)
        return intake_pending(in, error);
    return error_set(error, ONR_ERR_FORMAT, "%s: the head of the record %s", raw->origin,
                     large ? "has more than 64 KB" : "is cut short");
}

enum onr_status warc_next(struct intake *in, struct raw_article *raw, struct onr_error *error)
{
    for (;;) {
        enum onr_status status = ONR_OK;
        struct record record;
        size_t size;
        bool left_out;
        buf_clear(&raw->bytes);
        if (!find_start(in, &status))
            return status ? intake_pending(in, error) : ONR_END;
        record_name(in, raw);
        status = find_head(in, raw, &size, error);
        if (status)
            return status;
        buf_add(&raw->bytes, str_cut(in->top->ahead.s, 0, size));
        stream_take(in->top, size);
        record_read_warc(&record, buf_str(&raw->bytes));
        record_cut_block(in, raw, &record, MARK, &left_out);
        if (!left_out)
            return ONR_OK;
        in->n_left_out++;
        if (in->pending.status)
            return intake_pending(in, error);
        if (in->one)
            return ONR_END;
    }
}
