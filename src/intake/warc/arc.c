/* arc: ARC 1 and 2, which WARC replaced: a line with address, IP, date, type and length in front of
 * each record, in version 2 with five more between type and length. */
#include "intake/warc/headers.h"
#include "intake/warc/record.h"

enum { LINE_MAX_BYTES = 16 << 10, V1_WORDS = 5, V2_WORDS = 10 };

static bool is_date(struct str word)
{
    if (word.n != 14)
        return false;
    for (size_t i = 0; i < word.n; i++)
        if (word.s[i] < '0' || word.s[i] > '9')
            return false;
    return true;
}

/* Cuts the last word off the line. */
static struct str last_word(struct str *line)
{
    size_t start = line->n;
    while (start && line->s[start - 1] != ' ')
        start--;
    struct str word = str_cut(line->s, start, line->n);
    *line = str_cut(line->s, 0, start ? start - 1 : 0);
    return word;
}

/* Addresses may hold spaces, so the words are counted from the end. */
bool record_read_arc(struct record *record, struct str line)
{
    struct str rest = str_trim(line), words[V2_WORDS];
    struct str length = last_word(&rest);
    *record = (struct record){.head = line, .is_http = true};
    for (int n = 0; n < V2_WORDS - 1 && rest.n; n++) {
        words[n] = last_word(&rest);
        bool v1 = n == V1_WORDS - 3, v2 = n == V2_WORDS - 3;
        if ((!v1 && !v2) || !is_date(words[n - 1]))
            continue;
        record->date = words[n - 1];
        record->type = words[n - 2];
        record->uri = rest;
        record->has_length = headers_number(length, &record->length);
        record->may_hold_article = headers_starts(rest, "http");
        return record->has_length && str_find(rest, STR(":"), 0) != SIZE_MAX;
    }
    return false;
}

bool arc_detect(struct str head)
{
    struct record record;
    size_t end = str_find(head, STR("\n"), 0);
    return end < LINE_MAX_BYTES && record_read_arc(&record, str_cut(head.s, 0, end)) &&
           (headers_starts(record.uri, "http") || headers_starts(record.uri, "filedesc:"));
}

/* To the line of the next record: what stands before it is no record, and is told. */
static enum onr_status find_line(struct intake *in, struct raw_article *raw, size_t *size,
                                 struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    struct stream *top = in->top;
    struct record record;
    bool lost = false;
    for (;;) {
        size_t end = str_find(top->ahead, STR("\n"), 0);
        if (end == SIZE_MAX && top->ahead.n < LINE_MAX_BYTES &&
            stream_more(top, &status, &in->pending))
            continue;
        if (top->ahead.n == 0)
            break;
        *size = end == SIZE_MAX ? top->ahead.n : end + 1;
        struct str line = str_cut(top->ahead.s, 0, *size);
        if (str_trim(line).n && record_read_arc(&record, line))
            return lost ? error_set(error, ONR_ERR_FORMAT, "%s: no ARC record begins here",
                                    raw->origin)
                        : ONR_OK;
        if (str_trim(line).n && !lost) {
            lost = true;
            record_set_place(in);
            record_name(in, raw);
        }
        stream_take(top, *size);
    }
    if (lost)
        return error_set(error, ONR_ERR_FORMAT, "%s: no ARC record begins here", raw->origin);
    return status ? intake_pending(in, error) : ONR_END;
}

enum onr_status arc_next(struct intake *in, struct raw_article *raw, struct onr_error *error)
{
    for (;;) {
        struct record record;
        size_t size = 0;
        bool left_out;
        buf_clear(&raw->bytes);
        enum onr_status status = find_line(in, raw, &size, error);
        if (status)
            return status;
        record_set_place(in);
        record_name(in, raw);
        buf_add(&raw->bytes, str_cut(in->top->ahead.s, 0, size));
        stream_take(in->top, size);
        record_read_arc(&record, buf_str(&raw->bytes));
        record_cut_block(in, raw, &record, (struct str){NULL, 0}, &left_out);
        if (!left_out)
            return ONR_OK;
        in->n_left_out++;
        if (in->pending.status)
            return intake_pending(in, error);
        if (in->one)
            return ONR_END;
    }
}
