/* intake: cutting a stream into articles. Reads blocks of 1 MiB, looks at the first for the form
 * (a JSON object opens JSON Lines) and for binary data (magic numbers, share of control bytes),
 * then hands out the whole input or one object at a time. Does not decode anything: a byte order
 * mark, broken UTF-8 and broken JSON are article.c's and its neighbours'. */
#include "intake/intake.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>
#include <unistd.h>

#include "base/arena.h"

enum { BLOCK = 1 << 20, KEEP = 4 << 20, LOOK = 4096 };

void raw_article_init(struct raw_article *raw)
{
    *raw = (struct raw_article){.origin = ""};
    buf_init(&raw->bytes, INTAKE_MAX_LINE);
}

void raw_article_release(struct raw_article *raw)
{
    buf_release(&raw->bytes);
}

void intake_open_fd(struct intake *in, int fd, const char *origin, enum intake_form form)
{
    *in = (struct intake){.origin = origin, .form = form, .fd = fd, .room = memory_alloc(BLOCK)};
}

void intake_open_memory(struct intake *in, struct str bytes, const char *origin,
                        enum intake_form form)
{
    *in = (struct intake){.origin = origin, .form = form, .fd = -1, .block = bytes};
}

void intake_close(struct intake *in)
{
    free(in->room);
    *in = (struct intake){.fd = -1, .ended = true};
}

/* More bytes behind those still in the block; false at the end of the input. The block is empty or
 * begins at the start of the room. */
static bool refill(struct intake *in, struct onr_error *error, enum onr_status *status)
{
    *status = ONR_OK;
    if (in->fd < 0 || in->block.n == BLOCK)
        return false;
    ssize_t got;
    do
        got = read(in->fd, in->room + in->block.n, BLOCK - in->block.n);
    while (got < 0 && errno == EINTR && !(in->stop && *in->stop));
    if (got < 0 && errno != EINTR)
        *status = error_set(error, ONR_ERR_IO, "%s: %s", in->origin, strerror(errno));
    if (got <= 0)
        return false;
    in->block = (struct str){in->room, in->block.n + (size_t)got};
    return true;
}

static void take(struct intake *in, size_t n)
{
    in->block.s += n;
    in->block.n -= n;
    in->at += n;
}

/* what the first bytes say the input is, when it is no text; NULL = it may be text */
static const char *binary_kind(struct str head)
{
    static const char *const magics[][2] = {
        {"\x1f\x8b", "gzip"},
        {"PK\003\004", "a zip archive"},
        {"\x28\xb5\x2f\xfd", "zstd"},
        {"\3757zXZ", "xz"},
        {"BZh", "bzip2"},
        {"%PDF-", "PDF"},
        {"\177ELF", "a program"},
        {"\x89PNG", "a picture"},
        {"\xff\xd8\xff", "a picture"},
        {"\xff\xfe", "UTF-16 text"},
        {"\xfe\xff", "UTF-16 text"},
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

/* without a byte order mark and white space */
static struct str first_visible(struct str head)
{
    if (str_starts(head, STR("\xef\xbb\xbf")))
        head = str_cut(head.s, 3, head.n);
    return str_trim(head);
}

static bool begins_object(struct str head)
{
    head = first_visible(head);
    if (!head.n || head.s[0] != '{')
        return false;
    head = str_trim(str_cut(head.s, 1, head.n));
    return !head.n || head.s[0] == '"' || head.s[0] == '}';
}

static bool begins_array_of_objects(struct str head)
{
    head = first_visible(head);
    return head.n > 1 && head.s[0] == '[' && begins_object(str_cut(head.s, 1, head.n));
}

/* a doctype or an element that pages open with, behind comments and declarations */
static bool begins_page(struct str head)
{
    static const char *const opens[] = {"<!doctype html", "<html", "<head", "<body", "<article"};
    head = first_visible(head);
    while (str_starts(head, STR("<!--")) || str_starts(head, STR("<?xml"))) {
        size_t end = str_find(head, STR(">"), 0);
        if (str_starts(head, STR("<!--")))
            end = str_find(head, STR("-->"), 0);
        if (end == SIZE_MAX)
            return false;
        head = first_visible(str_cut(head.s, end + (head.s[1] == '!' ? 3 : 1), head.n));
    }
    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++)
        if (head.n > strlen(opens[i]) && strncasecmp(head.s, opens[i], strlen(opens[i])) == 0)
            return true;
    return false;
}

static enum intake_form form_of(struct str head)
{
    if (begins_object(head))
        return INTAKE_JSONL;
    return begins_page(head) ? INTAKE_HTML : INTAKE_TEXT;
}

static enum onr_status begin(struct intake *in, struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    in->begun = true;
    while (first_visible(in->block).n < 4 && refill(in, error, &status))
        ;
    if (status)
        return status;
    const char *kind = binary_kind(in->block);
    if (kind)
        return error_set(error, ONR_ERR_FORMAT, "%s: %s, not text or JSON Lines", in->origin, kind);
    if (in->form == INTAKE_AUTO && begins_array_of_objects(in->block))
        return error_set(error, ONR_ERR_FORMAT,
                         "%s: a JSON array; put each of its objects on a line", in->origin);
    if (in->form == INTAKE_AUTO)
        in->form = form_of(in->block);
    return ONR_OK;
}

static void clear(struct intake *in, struct raw_article *raw)
{
    if (raw->bytes.cap > KEEP) {
        buf_release(&raw->bytes);
        buf_init(&raw->bytes, INTAKE_MAX_LINE);
    }
    buf_clear(&raw->bytes);
    raw->origin = in->origin;
    raw->form = in->form;
    raw->line = 0;
    raw->at = in->at;
}

static enum onr_status next_text(struct intake *in, struct raw_article *raw,
                                 struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    in->ended = true;
    do {
        if (raw->bytes.n + in->block.n > INTAKE_MAX_ARTICLE)
            return error_set(error, ONR_ERR_LIMIT, "%s: more than %zu MB in one article",
                             in->origin, INTAKE_MAX_ARTICLE >> 20);
        buf_add(&raw->bytes, in->block);
        take(in, in->block.n);
    } while (refill(in, error, &status));
    return status;
}

/* one line, without its end, behind raw->bytes (left out when it is too long) */
static enum onr_status read_line(struct intake *in, struct raw_article *raw,
                                 struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    bool done = false, full = false;
    while (!done && (in->block.n || refill(in, error, &status))) {
        const char *end = memchr(in->block.s, '\n', in->block.n);
        size_t n = end ? (size_t)(end - in->block.s) : in->block.n;
        full |= raw->bytes.n + n > INTAKE_MAX_LINE;
        if (!full)
            buf_add(&raw->bytes, str_cut(in->block.s, 0, n));
        done = end != NULL;
        take(in, n + done);
    }
    in->ended = !done && !in->block.n;
    in->line++;
    if (full && !status)
        status = error_set(error, ONR_ERR_LIMIT, "%s:%llu: more than %zu MB in one line",
                           in->origin, (unsigned long long)in->line, INTAKE_MAX_LINE >> 20);
    return status;
}

/* An object: a line or, where a line is nothing but its opening brace, all lines up to the one that
 * begins with the closing brace, as programs print JSON for people. */
static enum onr_status read_object(struct intake *in, struct raw_article *raw,
                                   struct onr_error *error)
{
    enum onr_status status = read_line(in, raw, error);
    raw->line = in->line;
    bool opened = str_is(first_visible(buf_str(&raw->bytes)), "{");
    while (!status && opened && !in->ended) {
        buf_byte(&raw->bytes, '\n');
        size_t start = raw->bytes.n;
        status = read_line(in, raw, error);
        opened = start == raw->bytes.n || raw->bytes.s[start] != '}';
    }
    return status;
}

enum onr_status intake_next(struct intake *in, struct raw_article *raw, struct onr_error *error)
{
    enum onr_status status = in->begun ? ONR_OK : begin(in, error);
    if (status) {
        in->ended = true;
        return status;
    }
    if (in->ended)
        return ONR_END;
    if (in->form != INTAKE_JSONL) {
        clear(in, raw);
        return next_text(in, raw, error);
    }
    do {
        clear(in, raw);
        status = read_object(in, raw, error);
        if (status)
            return status;
    } while (!first_visible(buf_str(&raw->bytes)).n && !in->ended);
    return first_visible(buf_str(&raw->bytes)).n ? ONR_OK : ONR_END;
}
