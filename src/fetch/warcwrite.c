/* warcwrite: heads of records with a fresh id (RFC 4122, version 4) and the time of writing. */
#include "fetch/warcwrite.h"

#include <sys/random.h>
#include <time.h>

static void add_id(struct buf *out)
{
    unsigned char b[16] = {0};
    if (getrandom(b, sizeof b, 0) != (ssize_t)sizeof b)
        clock_gettime(CLOCK_REALTIME, (struct timespec *)(void *)b);
    b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
    b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
    buf_text(out, "WARC-Record-ID: <urn:uuid:");
    for (size_t i = 0; i < sizeof b; i++)
        buf_format(out, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", b[i]);
    buf_text(out, ">\r\n");
}

static void begin(struct buf *out, const char *type)
{
    struct tm tm;
    time_t now = time(NULL);
    gmtime_r(&now, &tm);
    buf_format(out, "WARC/1.1\r\nWARC-Type: %s\r\n", type);
    add_id(out);
    buf_format(out, "WARC-Date: %04d-%02d-%02dT%02d:%02d:%02dZ\r\n", tm.tm_year + 1900,
               tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

void warcwrite_info(struct buf *out)
{
    static const char fields[] = "software: onrecord/" ONRECORD_VERSION "\r\n"
                                 "format: WARC File Format 1.1\r\nrobots: obey\r\n";
    begin(out, "warcinfo");
    buf_format(out,
               "Content-Type: application/warc-fields\r\nContent-Length: %zu\r\n\r\n%s\r\n\r\n",
               sizeof fields - 1, fields);
}

void warcwrite_response(struct buf *out, const struct exchange *exchange)
{
    begin(out, "response");
    buf_format(out, "WARC-Target-URI: %s\r\n", exchange->url);
    if (exchange->ip[0])
        buf_format(out, "WARC-IP-Address: %s\r\n", exchange->ip);
    if (exchange->truncated)
        buf_text(out, "WARC-Truncated: length\r\n");
    buf_format(out,
               "Content-Type: application/http;msgtype=response\r\nContent-Length: %zu\r\n\r\n",
               exchange->head.n + exchange->body.n);
    buf_add(out, buf_str(&exchange->head));
    buf_add(out, buf_str(&exchange->body));
    buf_text(out, "\r\n\r\n");
}
