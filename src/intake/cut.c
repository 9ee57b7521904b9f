/* cut: the ways of cutting a stream that forms share. */
#include "intake/forms.h"

struct str cut_visible(struct str head)
{
    if (str_starts(head, STR("\xef\xbb\xbf")))
        head = str_cut(head.s, 3, head.n);
    return str_trim(head);
}

void cut_take(struct intake *in, size_t n)
{
    struct str s = str_cut(in->top->ahead.s, 0, n);
    for (size_t at = 0; (at = str_find(s, STR("\n"), at)) != SIZE_MAX; at++)
        in->line++;
    stream_take(in->top, n);
}

enum onr_status cut_broken_off(struct intake *in, struct raw_article *raw, enum onr_status status,
                               struct onr_error *error)
{
    if (status == ONR_OK)
        return ONR_OK;
    raw->cut = raw->bytes.n > 0;
    return raw->cut ? ONR_OK : intake_pending(in, error);
}

enum onr_status cut_whole(struct intake *in, struct raw_article *raw, struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    in->done = true;
    do {
        if (raw->bytes.n + in->top->ahead.n > INTAKE_MAX_ARTICLE)
            return error_set(error, ONR_ERR_LIMIT, "%s: more than %zu MB in one article",
                             raw->origin, INTAKE_MAX_ARTICLE >> 20);
        buf_add(&raw->bytes, in->top->ahead);
        stream_take(in->top, in->top->ahead.n);
    } while (stream_more(in->top, &status, &in->pending));
    return cut_broken_off(in, raw, status, error);
}

enum onr_status cut_line(struct intake *in, struct raw_article *raw, struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    struct stream *top = in->top;
    bool done = false, full = false;
    while (!done && (top->ahead.n || stream_more(top, &status, error))) {
        const char *end = memchr(top->ahead.s, '\n', top->ahead.n);
        size_t n = end ? (size_t)(end - top->ahead.s) : top->ahead.n;
        full |= raw->bytes.n + n > INTAKE_MAX_LINE;
        if (!full)
            buf_add(&raw->bytes, str_cut(top->ahead.s, 0, n));
        done = end != NULL;
        stream_take(top, n + done);
    }
    in->done = !done && !top->ahead.n && (status == ONR_OK || top->ended);
    in->line++;
    if (full && !status)
        status = error_set(error, ONR_ERR_LIMIT, "%s:%llu: more than %zu MB in one line",
                           raw->origin, (unsigned long long)in->line, INTAKE_MAX_LINE >> 20);
    return status;
}
