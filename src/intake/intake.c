/* intake: from bytes to articles. Each input is a pile of streams: the file at the ground, over it
 * what unpacks it, over that the members of an archive, which may be packed again. begin_stream
 * piles up until what stands on top is not packed, and finds its form; the form's `next` cuts it;
 * when it is done, the pile is taken down to the nearest archive with another member. Does not
 * decode anything: a byte order mark, broken UTF-8 and broken JSON are article.c's and its
 * neighbours'. */
#include "intake/intake.h"

#include <stdlib.h>

#include "base/arena.h"
#include "intake/forms.h"
#include "intake/stream/unpack.h"

enum { KEEP = 4 << 20, LOOK = 4096, MAX_PACKED = 8, MAX_NAME = 4096 };

void raw_article_init(struct raw_article *raw)
{
    *raw = (struct raw_article){.origin = ""};
    buf_init(&raw->bytes, INTAKE_MAX_LINE);
    buf_init(&raw->name, MAX_NAME);
}

void raw_article_release(struct raw_article *raw)
{
    buf_release(&raw->bytes);
    buf_release(&raw->name);
}

static void open_over(struct intake *in, struct stream *ground, const char *origin,
                      enum intake_form form)
{
    in->origin = origin;
    in->wanted = form;
    in->ground = ground;
    in->done = true;
    buf_init(&in->kept, INTAKE_MAX_LINE);
    buf_init(&in->name, MAX_NAME);
}

void intake_open_fd(struct intake *in, int fd, const char *origin, enum intake_form form)
{
    *in = (struct intake){0};
    open_over(in, stream_of_fd(fd, origin, &in->stop), origin, form);
}

void intake_open_memory(struct intake *in, struct str bytes, const char *origin,
                        enum intake_form form)
{
    *in = (struct intake){0};
    open_over(in, stream_of_memory(bytes, origin), origin, form);
}

void intake_close(struct intake *in)
{
    stream_close(in->top ? in->top : in->ground);
    buf_release(&in->kept);
    buf_release(&in->name);
    *in = (struct intake){.ended = true};
}

void intake_want_one(struct intake *in, uint64_t at)
{
    in->one = true;
    in->wanted_at = at;
}

uint64_t intake_position(const struct intake *in)
{
    return in->ground ? in->ground->at : 0;
}

/* ---- what a stream is ---- */

/* what the first bytes say the input is, when it is no text; NULL = it may be text */
static const char *binary_kind(struct str head)
{
    static const char *const magics[][2] = {
        {"PK\003\004", "a zip archive"},
        {"\x28\xb5\x2f\xfd", "zstd"},
        {"\3757zXZ", "xz"},
        {"BZh", "bzip2"},
        {"%PDF-", "PDF"},
        {"\177ELF", "a program"},
        {"\x89PNG", "a picture"},
        {"\xff\xd8\xff", "a picture"},
        {"SQLite format 3", "a database"},
    };
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (str_starts(head, str_of(magics[i][0])))
            return magics[i][1];
    size_t n = head.n < LOOK ? head.n : LOOK, odd = 0, zero = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)head.s[i];
        zero += c == 0;
        odd += (c < 32 && (c < 7 || c > 13) && c != 27) || c == 127;
    }
    return odd * 20 > n || (zero > 1 && zero * 100 > n) ? "binary data" : NULL;
}

enum onr_status intake_pending(struct intake *in, struct onr_error *error)
{
    enum onr_status status = in->pending.status;
    if (status && error)
        *error = in->pending;
    in->pending.status = ONR_OK;
    return status;
}

static const char *origin_of(const struct intake *in)
{
    return in->name.n ? in->name.s : in->origin;
}

/* Reads until n bytes are ahead of the stream on top, if it has as many. A stream that opens like a
 * line of JSON is not waited for: who writes a pipe line by line wants answers line by line. Where
 * it breaks off, what came before is read first. */
static enum onr_status look_ahead(struct intake *in, size_t n, struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    struct stream *top = in->top;
    while (top->ahead.n < n && !jsonl_detect(cut_visible(top->ahead)) &&
           stream_more(top, &status, &in->pending))
        ;
    return status && !top->ahead.n ? intake_pending(in, error) : ONR_OK;
}

static enum onr_status find_form(struct intake *in, struct onr_error *error)
{
    struct stream *top = in->top;
    enum onr_status status = look_ahead(in, LOOK, error);
    if (status)
        return status;
    in->form = in->wanted == INTAKE_AUTO ? form_detect(top->ahead) : in->wanted;
    bool record = in->form == INTAKE_WARC || in->form == INTAKE_ARC || in->form == INTAKE_JSONL;
    if (in->one && in->wanted_at && !record)
        return error_set(error, ONR_ERR_FORMAT, "%s@%llu: no record begins there", origin_of(in),
                         (unsigned long long)in->wanted_at);
    const char *kind = form_row(in->form)->binary ? NULL : binary_kind(top->ahead);
    if (kind)
        return error_set(error, ONR_ERR_FORMAT, "%s: %s, not text or JSON Lines", origin_of(in),
                         kind);
    return ONR_OK;
}

static unsigned depth_of(const struct stream *stream)
{
    unsigned depth = 0;
    for (; stream->inner; stream = stream->inner)
        depth++;
    return depth;
}

/* Unpacks what stands on top as often as it is packed, or up to an archive: *archive. */
static enum onr_status unpack(struct intake *in, bool *archive, struct onr_error *error)
{
    struct stream *over;
    *archive = false;
    do {
        enum onr_status status = look_ahead(in, UNPACK_LOOK, error);
        if (status)
            return status;
        over = unpack_open(in->top);
        if (!over)
            return ONR_OK;
        in->top = over;
        if (depth_of(over) > MAX_PACKED)
            return error_set(error, ONR_ERR_LIMIT, "%s: packed more than %d times over",
                             origin_of(in), MAX_PACKED);
        *archive = unpack_is_archive(over);
    } while (!*archive);
    over->name_n = in->name.n;
    return ONR_OK;
}

/* "archive/member", "archive/archive/member" */
static void name_member(struct intake *in, const char *name)
{
    in->name.n = in->top->name_n;
    in->name.full = false;
    if (!in->name.n)
        buf_text(&in->name, in->origin);
    buf_byte(&in->name, '/');
    buf_text(&in->name, name);
    buf_byte(&in->name, '\0');
    in->name.n--;
}

/* Takes the pile down to the nearest archive and goes to its next member that may hold articles;
 * ONR_END where there is none. */
static enum onr_status next_member(struct intake *in, struct onr_error *error)
{
    const char *name;
    while (in->top->inner && !in->ground->spent) {
        if (!unpack_is_archive(in->top)) {
            in->top = stream_pop(in->top);
            continue;
        }
        enum onr_status status = stream_next_member(in->top, &name, error);
        if (status == ONR_END)
            in->top = stream_pop(in->top);
        else if (status)
            return status;
        else if (form_takes_name(name, strlen(name))) {
            name_member(in, name);
            return ONR_OK;
        }
    }
    return ONR_END;
}

/* Goes to the one article wanted, in the file; *skip: how much of what comes out of it is to be
 * skipped yet. */
static enum onr_status go_to_one(struct intake *in, uint64_t *skip, struct onr_error *error)
{
    *skip = 0;
    enum onr_status status = look_ahead(in, UNPACK_LOOK, error);
    bool packed = unpack_knows(in->ground->ahead);
    if (status == ONR_OK && !stream_seek(in->ground, in->wanted_at))
        return error_set(error, ONR_ERR_IO, "%s: not a file to go to a place in", in->origin);
    if (status == ONR_OK)
        status = look_ahead(in, UNPACK_LOOK, error);
    if (status || !packed || unpack_knows(in->ground->ahead))
        return status;
    *skip = in->wanted_at;
    stream_seek(in->ground, 0);
    return ONR_OK;
}

/* Piles up streams until what stands on top is no archive. */
static enum onr_status pile_up(struct intake *in, struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    bool archive = in->top != NULL;
    uint64_t skip = 0;
    if (!in->top) {
        in->top = in->ground;
        status = in->one ? go_to_one(in, &skip, error) : ONR_OK;
    }
    while (status == ONR_OK) {
        if (archive)
            status = next_member(in, error);
        if (status == ONR_OK)
            status = unpack(in, &archive, error);
        if (!archive)
            break;
    }
    if (status == ONR_OK && skip)
        stream_skip(in->top, skip, &status, error);
    return status;
}

/* To the next stream that is cut, with its form. ONR_END behind the last. */
static enum onr_status next_stream(struct intake *in, struct onr_error *error)
{
    enum onr_status status = in->ended ? ONR_END : pile_up(in, error);
    in->ended |= status == ONR_END;
    if (status)
        return status;
    in->line = 0;
    buf_clear(&in->kept);
    status = find_form(in, error);
    in->done = status != ONR_OK;
    return status;
}

/* ---- articles ---- */

static void clear(struct intake *in, struct raw_article *raw)
{
    if (raw->bytes.cap > KEEP)
        buf_release(&raw->bytes);
    buf_clear(&raw->bytes);
    buf_clear(&raw->name);
    buf_add(&raw->name, buf_str(&in->name));
    buf_byte(&raw->name, '\0');
    raw->origin = in->name.n ? raw->name.s : in->origin;
    raw->form = in->form;
    raw->line = 0;
    raw->at = in->top->at;
    raw->cut = false;
}

enum onr_status intake_next(struct intake *in, struct raw_article *raw, struct onr_error *error)
{
    enum onr_status status = intake_pending(in, error);
    if (status)
        return status;
    do {
        status = in->done ? next_stream(in, error) : ONR_OK;
        if (status)
            return status;
        clear(in, raw);
        status = form_row(in->form)->next(in, raw, error);
        if (status == ONR_END || (status && in->top->ended && !in->top->ahead.n))
            in->done = true;
        raw->cut |= in->done && in->pending.status;
        in->ended |= in->one;
        in->done |= in->one;
    } while (status == ONR_END);
    return status;
}
