/* http: status line, type, chunks (RFC 9112), gzip, deflate, brotli and zstd (RFC 9110). Crawlers
 * store bodies as they came or already decoded with the old headers; so an encoding is believed
 * where the bytes bear it out. */
#include "intake/warc/http.h"

#include "intake/stream/packed.h"
#include "intake/warc/headers.h"

void http_set_type(struct http *http, struct str content_type)
{
    size_t end = str_find(content_type, STR(";"), 0);
    http->type = str_trim(end == SIZE_MAX ? content_type : str_cut(content_type.s, 0, end));
    http->charset = (struct str){NULL, 0};
    while (end < content_type.n) {
        struct str rest = str_trim(str_cut(content_type.s, end + 1, content_type.n));
        if (headers_starts(rest, "charset=")) {
            rest = str_cut(rest.s, 8, rest.n);
            size_t n = str_find(rest, STR(";"), 0);
            rest = str_trim(n == SIZE_MAX ? rest : str_cut(rest.s, 0, n));
            bool quoted = rest.n > 1 && (rest.s[0] == '"' || rest.s[0] == '\'');
            http->charset = quoted ? str_cut(rest.s, 1, rest.n - 1) : rest;
            return;
        }
        end = str_find(content_type, STR(";"), end + 1);
    }
}

void http_parse(struct http *http, struct str message)
{
    *http = (struct http){.body = message};
    if (!headers_starts(message, "HTTP/"))
        return;
    size_t end = headers_end(message);
    end = end == SIZE_MAX ? message.n : end;
    http->head = str_cut(message.s, 0, end);
    http->body = str_cut(message.s, end, message.n);
    struct str line = headers_first_line(http->head);
    str_split(&line, ' ');
    line = str_trim(line);
    headers_number(str_cut(line.s, 0, line.n < 3 ? line.n : 3), &http->status);
    http_set_type(http, headers_value(http->head, "Content-Type"));
}

static bool ends_with(struct str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.n >= n && headers_starts(str_cut(s.s, s.n - n, s.n), suffix);
}

bool http_type_is_text(struct str type)
{
    static const char *const types[] = {"text/html",        "text/plain", "text/xml",
                                        "application/json", "text/json",  "application/xml",
                                        "application/xhtml"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (headers_starts(type, types[i]))
            return true;
    return type.n == 0 || ends_with(type, "+xml") || ends_with(type, "+json");
}

bool http_may_hold_article(const struct http *http)
{
    if (http->status && (http->status < 200 || http->status > 299))
        return false;
    return http_type_is_text(http->type) && !headers_starts(http->type, "image/");
}

/* the number that opens a line of a chunked body; false when it does not */
static bool chunk_size(struct str line, uint64_t *size)
{
    size_t i = 0;
    *size = 0;
    for (; i < line.n && i < 16; i++) {
        char c = line.s[i] | 0x20;
        if (c >= '0' && c <= '9')
            *size = *size * 16 + (uint64_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            *size = *size * 16 + (uint64_t)(c - 'a' + 10);
        else
            break;
    }
    return i > 0 && i < 16 && (i == line.n || strchr("; \t\r", line.s[i]));
}

/* Joins the chunks in *room; false, and nothing there, when the body does not begin with one. */
static bool join_chunks(struct str body, struct buf *room, bool *broken)
{
    size_t at = 0;
    uint64_t size;
    *broken = false;
    for (bool first = true;; first = false) {
        size_t end = str_find(body, STR("\n"), at);
        struct str line = str_cut(body.s, at, end == SIZE_MAX ? body.n : end);
        if (end == SIZE_MAX || !chunk_size(line, &size)) {
            *broken = !first;
            return !first;
        }
        at = end + 1;
        if (size == 0)
            return true;
        size_t n = size < body.n - at ? (size_t)size : body.n - at;
        buf_add(room, str_cut(body.s, at, at + n));
        at += n;
        if (at < body.n && body.s[at] == '\r')
            at++;
        if (at < body.n && body.s[at] == '\n')
            at++;
    }
}

static const struct codec *codec_of(struct str encoding, struct str body)
{
    static const struct {
        const char *name;
        const struct codec *codec;
    } codecs[] = {{"gzip", &codec_gzip},
                  {"x-gzip", &codec_gzip},
                  {"deflate", &codec_zlib},
                  {"br", &codec_brotli},
                  {"zstd", &codec_zstd}};
    for (size_t i = 0; i < sizeof codecs / sizeof *codecs; i++)
        if (encoding.n == strlen(codecs[i].name) && headers_starts(encoding, codecs[i].name))
            return str_starts(body, codecs[i].codec->magic) ? codecs[i].codec : NULL;
    return NULL;
}

/* unpacks the body into *room as far as it goes */
static void unpack(struct str body, const struct codec *codec, struct buf *room, bool *broken)
{
    enum onr_status status = ONR_OK;
    struct onr_error error;
    struct stream *stream = packed_open(stream_of_memory(body, "body"), codec);
    while (stream_more(stream, &status, &error) && !room->full) {
        buf_add(room, stream->ahead);
        stream_take(stream, stream->ahead.n);
    }
    *broken |= status != ONR_OK;
    stream_close(stream);
}

struct str http_body(const struct http *http, struct buf *room, bool *broken)
{
    struct str body = http->body;
    *broken = false;
    if (headers_starts(headers_value(http->head, "Transfer-Encoding"), "chunked") &&
        join_chunks(body, room, broken))
        body = buf_str(room);
    const struct codec *codec = codec_of(headers_value(http->head, "Content-Encoding"), body);
    if (!codec)
        return body;
    struct buf unpacked;
    buf_init(&unpacked, room->max);
    unpack(body, codec, &unpacked, broken);
    if (unpacked.n == 0) { /* it was none */
        buf_release(&unpacked);
        return body;
    }
    buf_release(room);
    *room = unpacked;
    return buf_str(room);
}
