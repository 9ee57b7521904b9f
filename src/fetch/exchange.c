/* exchange: by libcurl's multi interface, of which this is the only user. What a server sends is
 * kept as it came: with its chunks and packed, as WARC wants it. Addresses are looked at when the
 * connection is opened, behind the resolver, so that no name can lead to a private one. No proxy is
 * used, since behind one that could not be seen. */
#include "fetch/exchange.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/error.h"
#include "fetch/address.h"

enum { HEAD_MAX = 64 << 10, CONNECT_TIMEOUT = 20, FIELD_MAX = 300 };

struct exchanger {
    CURLM *multi;
    struct exchange_limits limits;
};

bool exchange_is_possible(void)
{
    return true;
}

static void set_up(void)
{
    curl_global_init(CURL_GLOBAL_DEFAULT);
}

struct exchanger *exchanger_new(const struct exchange_limits *limits)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, set_up);
    struct exchanger *exchanger = memory_alloc(sizeof *exchanger);
    exchanger->limits = *limits;
    exchanger->multi = curl_multi_init();
    if (!exchanger->multi)
        memory_exhausted(sizeof *exchanger);
    return exchanger;
}

void exchanger_free(struct exchanger *exchanger)
{
    curl_multi_cleanup(exchanger->multi);
    free(exchanger);
}

void exchange_init(struct exchange *exchange, const char *url)
{
    *exchange = (struct exchange){.url = url};
    buf_init(&exchange->request, HEAD_MAX);
    buf_init(&exchange->head, HEAD_MAX);
    buf_init(&exchange->body, SIZE_MAX / 2);
}

void exchange_release(struct exchange *exchange)
{
    buf_release(&exchange->request);
    buf_release(&exchange->head);
    buf_release(&exchange->body);
}

/* what libcurl's callbacks see */
struct handle {
    CURL *easy;
    struct curl_slist *fields;
    struct exchanger *exchanger;
    struct exchange *exchange;
};

/* of what libcurl tells about its doings, the request */
static int take_request(CURL *easy, curl_infotype type, char *bytes, size_t n, void *context)
{
    struct handle *h = context;
    (void)easy;
    if (type != CURLINFO_HEADER_OUT)
        return 0;
    buf_clear(&h->exchange->request); /* it may be sent anew */
    buf_add(&h->exchange->request, (struct str){bytes, n});
    return 0;
}

static size_t take_head(char *bytes, size_t size, size_t n, void *context)
{
    struct handle *h = context;
    struct str line = {bytes, size * n};
    if (str_starts(line, STR("HTTP/"))) /* the one before was "100 Continue" */
        buf_clear(&h->exchange->head);
    buf_add(&h->exchange->head, line);
    return h->exchange->head.full ? 0 : line.n;
}

static size_t take_body(char *bytes, size_t size, size_t n, void *context)
{
    struct handle *h = context;
    struct exchange *exchange = h->exchange;
    uint64_t room = h->exchanger->limits.max_bytes - exchange->body.n;
    size_t fits = size * n < room ? size * n : (size_t)room;
    buf_add(&exchange->body, (struct str){bytes, fits});
    exchange->truncated |= fits < size * n;
    return fits;
}

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct handle *h = context;
    char name[INET6_ADDRSTRLEN] = "";
    bool six = address->family == AF_INET6;
    const unsigned char *bytes =
        six ? (const unsigned char *)&((const struct sockaddr_in6 *)(const void *)&address->addr)
                  ->sin6_addr
            : (const unsigned char *)&((const struct sockaddr_in *)(const void *)&address->addr)
                  ->sin_addr;
    (void)purpose;
    if (!six && address->family != AF_INET)
        return CURL_SOCKET_BAD;
    if (!h->exchanger->limits.allow_private && address_is_private(bytes, six)) {
        h->exchange->refused = true;
        inet_ntop(address->family, bytes, name, sizeof name);
        snprintf(h->exchange->fault, sizeof h->exchange->fault,
                 "%s is a private address; --allow-private lets it be asked", name);
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static void add_field(struct handle *h, const char *name, struct str value)
{
    char field[FIELD_MAX + 40];
    if (!value.n || value.n > FIELD_MAX)
        return;
    snprintf(field, sizeof field, "%s: %.*s", name, STR_ARG(value));
    h->fields = curl_slist_append(h->fields, field);
}

static void set_options(struct handle *h)
{
    CURL *easy = h->easy;
    add_field(h, "Accept",
              STR("text/html, application/xhtml+xml, application/rss+xml, "
                  "application/atom+xml, application/xml;q=0.9, */*;q=0.5"));
    add_field(h, "Accept-Encoding", STR("gzip"));
    add_field(h, "If-None-Match", h->exchange->etag);
    add_field(h, "If-Modified-Since", h->exchange->modified);
    curl_easy_setopt(easy, CURLOPT_URL, h->exchange->url);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, h);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, h->fields);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "onrecord/" ONRECORD_VERSION);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_HTTP_TRANSFER_DECODING, 0L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)h->exchanger->limits.timeout_s);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_TIMEOUT);
    curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
    curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, take_request);
    curl_easy_setopt(easy, CURLOPT_DEBUGDATA, h);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_head);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, h);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, h);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, h);
}

static void end_handle(struct handle *h)
{
    curl_multi_remove_handle(h->exchanger->multi, h->easy);
    curl_easy_cleanup(h->easy);
    curl_slist_free_all(h->fields);
    h->exchange->handle = NULL;
    free(h);
}

bool exchanger_start(struct exchanger *exchanger, struct exchange *exchange)
{
    struct handle *h = memory_alloc(sizeof *h);
    *h = (struct handle){.easy = curl_easy_init(), .exchanger = exchanger, .exchange = exchange};
    if (!h->easy)
        memory_exhausted(sizeof *h);
    exchange->handle = h;
    set_options(h);
    CURLMcode code = curl_multi_add_handle(exchanger->multi, h->easy);
    if (code == CURLM_OK)
        return true;
    snprintf(exchange->fault, sizeof exchange->fault, "%s", curl_multi_strerror(code));
    end_handle(h);
    return false;
}

void exchanger_stop(struct exchanger *exchanger, struct exchange *exchange)
{
    (void)exchanger;
    if (exchange->handle)
        end_handle(exchange->handle);
}

/* takes over what libcurl says about an exchange that is done */
static struct exchange *finish(const CURLMsg *message)
{
    struct handle *h;
    long status = 0;
    char *ip = NULL;
    CURLcode code = message->data.result;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&h);
    curl_easy_getinfo(message->easy_handle, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIMARY_IP, &ip);
    struct exchange *exchange = h->exchange;
    bool whole = code == CURLE_OK || exchange->truncated;
    exchange->status = whole && status > 0 ? (unsigned)status : 0;
    if (ip)
        snprintf(exchange->ip, sizeof exchange->ip, "%s", ip);
    if (!exchange->status && !exchange->refused)
        snprintf(exchange->fault, sizeof exchange->fault, "%s",
                 code ? curl_easy_strerror(code) : "no answer");
    end_handle(h);
    return exchange;
}

struct exchange *exchanger_wait(struct exchanger *exchanger, unsigned ms)
{
    int running, left;
    for (int round = 0; round < 2; round++) {
        curl_multi_perform(exchanger->multi, &running);
        for (CURLMsg *m; (m = curl_multi_info_read(exchanger->multi, &left)) != NULL;)
            if (m->msg == CURLMSG_DONE)
                return finish(m);
        if (round == 0)
            curl_multi_poll(exchanger->multi, NULL, 0, (int)ms, NULL);
    }
    return NULL;
}

/* ---- addresses ---- */

static struct str copy_part(struct arena *arena, CURLU *url, CURLUPart part, unsigned flags)
{
    char *text = NULL;
    if (curl_url_get(url, part, &text, flags) != CURLUE_OK)
        return (struct str){NULL, 0};
    struct str copy = arena_copy(arena, str_of(text));
    curl_free(text);
    return copy;
}

static bool take_apart(struct address *address, struct arena *arena, CURLU *url)
{
    struct str scheme = copy_part(arena, url, CURLUPART_SCHEME, 0);
    struct str host = copy_part(arena, url, CURLUPART_HOST, 0);
    struct str port = copy_part(arena, url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    struct str path = copy_part(arena, url, CURLUPART_PATH, 0);
    struct str query = copy_part(arena, url, CURLUPART_QUERY, 0);
    if (!str_is(scheme, "http") && !str_is(scheme, "https"))
        return false;
    if (!host.n || copy_part(arena, url, CURLUPART_USER, 0).n)
        return false;
    curl_url_set(url, CURLUPART_FRAGMENT, NULL, 0);
    address->url = copy_part(arena, url, CURLUPART_URL, 0);
    address->origin =
        arena_format(arena, "%.*s://%.*s:%.*s", STR_ARG(scheme), STR_ARG(host), STR_ARG(port));
    address->path =
        arena_format(arena, "%.*s%s%.*s", STR_ARG(path), query.n ? "?" : "", STR_ARG(query));
    return address->url.n > 0;
}

bool address_read(struct address *address, struct arena *arena, const char *base, struct str text)
{
    CURLU *url = curl_url();
    if (!url)
        memory_exhausted(sizeof *address);
    text = arena_copy(arena, str_trim(text));
    bool good = text.n && (!base || curl_url_set(url, CURLUPART_URL, base, 0) == CURLUE_OK) &&
                curl_url_set(url, CURLUPART_URL, text.s, CURLU_URLENCODE) == CURLUE_OK &&
                take_apart(address, arena, url);
    curl_url_cleanup(url);
    return good;
}
