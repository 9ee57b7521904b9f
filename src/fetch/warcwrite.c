/* warcwrite: heads of records with a fresh id (RFC 4122, version 4) and the time of writing. */
#include "fetch/warcwrite.h"

#include <stdio.h>
#include <sys/random.h>
#include <time.h>

static void make_id(char id[WARCWRITE_ID])
{
    unsigned char b[16] = {0};
    if (getrandom(b, sizeof b, 0) != (ssize_t)sizeof b)
        clock_gettime(CLOCK_REALTIME, (struct timespec *)(void *)b);
    b[6] = (unsigned char)((b[6] & 0x0f) | 0x40);
    b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
    int n = snprintf(id, WARCWRITE_ID, "urn:uuid:");
    for (size_t i = 0; i < sizeof b; i++)
        n += snprintf(id + n, WARCWRITE_ID - (size_t)n, "%s%02x",
                      i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", b[i]);
}

static void begin(struct buf *out, const char *type, char id[WARCWRITE_ID])
{
    struct tm tm;
    time_t now = time(NULL);
    gmtime_r(&now, &tm);
    make_id(id);
    buf_format(out, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <%s>\r\n", type, id);
    buf_format(out, "WARC-Date: %04d-%02d-%02dT%02d:%02d:%02dZ\r\n", tm.tm_year + 1900,
               tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/* the end of the head, and what the record holds: HTTP */
static void add_http(struct buf *out, const char *type, struct str head, struct str body)
{
    buf_format(out, "Content-Type: application/http;msgtype=%s\r\nContent-Length: %zu\r\n\r\n",
               type, head.n + body.n);
    buf_add(out, head);
    buf_add(out, body);
    buf_text(out, "\r\n\r\n");
}

void warcwrite_info(struct buf *out)
{
    static const char fields[] = "software: onrecord/" ONRECORD_VERSION "\r\n"
                                 "format: WARC File Format 1.1\r\nrobots: obey\r\n";
    char id[WARCWRITE_ID];
    begin(out, "warcinfo", id);
    buf_format(out,
               "Content-Type: application/warc-fields\r\nContent-Length: %zu\r\n\r\n%s\r\n\r\n",
               sizeof fields - 1, fields);
}

void warcwrite_response(struct buf *out, const struct exchange *exchange, char id[WARCWRITE_ID])
{
    begin(out, "response", id);
    buf_format(out, "WARC-Target-URI: %s\r\n", exchange->url);
    if (exchange->ip[0])
        buf_format(out, "WARC-IP-Address: %s\r\n", exchange->ip);
    if (exchange->truncated)
        buf_text(out, "WARC-Truncated: length\r\n");
    add_http(out, "response", buf_str(&exchange->head), buf_str(&exchange->body));
}

void warcwrite_request(struct buf *out, const struct exchange *exchange, const char *response)
{
    char id[WARCWRITE_ID];
    begin(out, "request", id);
    buf_format(out, "WARC-Target-URI: %s\r\nWARC-Concurrent-To: <%s>\r\n", exchange->url, response);
    add_http(out, "request", buf_str(&exchange->request), (struct str){NULL, 0});
}
