/* answer: the way from a path to the bytes. /api/VIEW is a view of the store, a path of the page's
 * files is that file, any other path without a dot is the page itself, which looks at the path in
 * the browser.
 *
 * Whoever lures a browser to a name of his own that leads to this machine could read the store
 * with it; so a request must name the server as an address or as localhost, or by the name that
 * was given at the start. */
#include "answer.h"

#include <ctype.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "cache.h"
#include "gzip.h"
#include "page.h"

enum { STORES_MAX = 64, WORTH_PACKING = 600 };

static const char JSON[] = "application/json";

struct seat {
    onr_store *store;
    uint64_t stamp;
};

struct desk {
    const struct serve *serve;
    struct cache *cache;
    unsigned long long born; /* tells apart the entity tags of two runs */
    pthread_mutex_t lock;
    struct seat seats[STORES_MAX];
    struct seat *vacant[STORES_MAX];
    unsigned n_seats, n_vacant;
};

/* ---- opening and closing ---- */

enum onr_status desk_open(struct desk **desk, const struct serve *serve, unsigned n_stores,
                          struct onr_error *error)
{
    struct desk *opened = calloc(1, sizeof *opened);
    struct timespec now;
    enum onr_status status = ONR_OK;
    *desk = opened;
    if (!opened || !(opened->cache = cache_new()))
        abort();
    clock_gettime(CLOCK_REALTIME, &now);
    opened->serve = serve;
    opened->born = (unsigned long long)now.tv_sec * 1000000000u + (unsigned long long)now.tv_nsec;
    pthread_mutex_init(&opened->lock, NULL);
    for (unsigned i = 0; i < n_stores && i < STORES_MAX && status == ONR_OK; i++) {
        struct seat *seat = &opened->seats[i];
        status = onr_store_open(&seat->store, serve->store, ONR_READ, error);
        if (status == ONR_OK)
            status = onr_store_stamp(seat->store, &seat->stamp, error);
        opened->n_seats++;
        opened->vacant[opened->n_vacant++] = seat;
    }
    if (status) {
        desk_close(opened);
        *desk = NULL;
    }
    return status;
}

void desk_close(struct desk *desk)
{
    if (!desk)
        return;
    for (unsigned i = 0; i < desk->n_seats; i++)
        onr_store_close(desk->seats[i].store);
    cache_free(desk->cache);
    pthread_mutex_destroy(&desk->lock);
    free(desk);
}

/* ---- answers ---- */

void answer_release(struct answer *answer)
{
    free(answer->bytes);
    answer->bytes = NULL;
}

static void fill(struct answer *answer, int code, const char *type, const char *text)
{
    answer->code = code;
    answer->type = type;
    answer->bytes = strdup(text);
    answer->size = answer->bytes ? strlen(text) : 0;
}

void answer_error(struct answer *answer, int code, const char *message)
{
    char text[600], *out = text + sprintf(text, "{\"error\":\"");
    for (const char *c = message; *c && out < text + sizeof text - 8; c++) {
        unsigned char byte = (unsigned char)*c;
        if (byte == '"' || byte == '\\')
            *out++ = '\\';
        *out++ = byte < 0x20 || byte > 0x7E ? '?' : *c;
    }
    strcpy(out, "\"}\n");
    *answer = (struct answer){0};
    fill(answer, code, JSON, text);
}

static bool matches(const struct request *request, const struct answer *answer)
{
    const char *theirs = request->if_none_match;
    return theirs && *answer->etag && strstr(theirs, answer->etag);
}

/* 304 instead of what has not changed */
static void leave_out(struct answer *answer)
{
    answer_release(answer);
    answer->code = 304;
    answer->size = 0;
    answer->gzip = false;
}

/* ---- the page ---- */

static const struct page_file *find_file(const struct page_file *files, const char *path)
{
    for (; files->path; files++)
        if (strcmp(files->path, path) == 0)
            return files;
    return NULL;
}

static void answer_file(const struct request *request, const struct page_file *file,
                        struct answer *answer)
{
    answer->code = 200;
    answer->type = file->type;
    snprintf(answer->etag, sizeof answer->etag, "W/%s", file->etag);
    if (matches(request, answer)) {
        leave_out(answer);
        return;
    }
    answer->gzip = request->gzip;
    answer->size = request->gzip ? file->gzip_size : file->size;
    if (request->gzip && (answer->bytes = malloc(file->gzip_size)))
        memcpy(answer->bytes, file->gzip, file->gzip_size);
    if (!request->gzip)
        answer->bytes = (char *)gzip_unpack(file->gzip, file->gzip_size, file->size);
    if (!answer->bytes)
        answer_error(answer, 500, "out of memory");
}

bool serve_has_page(void)
{
    return find_file(PAGE_FILES, "/") != NULL;
}

static void answer_page(const struct request *request, struct answer *answer)
{
    const struct page_file *file = find_file(PAGE_FILES, request->path);
    if (!file)
        file = find_file(SERVED_FILES, request->path);
    if (!file && !strchr(request->path, '.') && strncmp(request->path, "/api", 4) != 0)
        file = find_file(PAGE_FILES, "/");
    if (file)
        answer_file(request, file, answer);
    else if (strcmp(request->path, "/") == 0)
        fill(answer, 200, "text/plain; charset=utf-8",
             "This onrecord was built without its page. The API is under /api, described by"
             " /api/openapi.json.\n");
    else
        answer_error(answer, 404, "there is nothing here");
}

/* ---- the views ---- */

static struct seat *take_seat(struct desk *desk)
{
    pthread_mutex_lock(&desk->lock);
    struct seat *seat = desk->n_vacant ? desk->vacant[--desk->n_vacant] : NULL;
    pthread_mutex_unlock(&desk->lock);
    return seat;
}

static void leave_seat(struct desk *desk, struct seat *seat)
{
    pthread_mutex_lock(&desk->lock);
    desk->vacant[desk->n_vacant++] = seat;
    pthread_mutex_unlock(&desk->lock);
}

static bool copy(void *context, const char *bytes, size_t size)
{
    struct answer *answer = context;
    answer->bytes = malloc(size + 1);
    if (answer->bytes)
        memcpy(answer->bytes, bytes, size);
    answer->size = size;
    return answer->bytes;
}

static int code_of(enum onr_status status)
{
    return status == ONR_ERR_ARG     ? 400
           : status == ONR_END       ? 404
           : status == ONR_ERR_LIMIT ? 413
                                     : 503;
}

/* view and parameters, each on a line of its own; values with blanks for line ends */
static char *make_key(const char *view, const struct request *request)
{
    size_t size = strlen(view) + 3;
    for (unsigned i = 0; i < request->n_parameters; i++)
        size += strlen(request->parameters[i].name) + strlen(request->parameters[i].value) + 2;
    char *key = malloc(size), *at = key;
    if (!key)
        return NULL;
    at += sprintf(at, "%c%s", request->gzip ? 'z' : '-', view);
    for (unsigned i = 0; i < request->n_parameters; i++) {
        const struct onr_parameter *p = &request->parameters[i];
        at += sprintf(at, "\n%s=%s", p->name, p->value);
    }
    return key;
}

static void pack(struct answer *answer)
{
    size_t packed;
    unsigned char *bytes =
        answer->size < WORTH_PACKING ? NULL : gzip_pack(answer->bytes, answer->size, &packed);
    if (!bytes)
        return;
    free(answer->bytes);
    answer->bytes = (char *)bytes;
    answer->size = packed;
    answer->gzip = true;
}

static void ask(struct desk *desk, struct seat *seat, const char *view,
                const struct request *request, uint64_t generation, struct answer *answer)
{
    struct onr_error error = {0};
    char *key = make_key(view, request);
    if (!key || (answer->bytes = cache_find(desk->cache, key, &answer->size))) {
        answer->gzip = answer->bytes && answer->size > 1 && (unsigned char)answer->bytes[0] == 0x1F;
        free(key);
        return;
    }
    enum onr_status status = onr_store_view(seat->store, view, request->parameters,
                                            request->n_parameters, copy, answer, &error);
    if (status) {
        answer_release(answer);
        answer_error(answer, code_of(status), error.message);
    } else {
        if (request->gzip)
            pack(answer);
        cache_put(desk->cache, generation, key, answer->bytes, answer->size);
    }
    free(key);
}

/* the name of the file that a table is saved as */
static void name_download(const char *view, const struct request *request, struct answer *answer)
{
    for (unsigned i = 0; i < request->n_parameters; i++)
        if (strcmp(request->parameters[i].name, "format") == 0 &&
            strcmp(request->parameters[i].value, "csv") == 0) {
            answer->type = "text/csv; charset=utf-8";
            snprintf(answer->download, sizeof answer->download, "onrecord-%.20s.csv", view);
        }
}

static void answer_view(struct desk *desk, const char *view, const struct request *request,
                        struct answer *answer)
{
    struct onr_error error = {0};
    uint64_t stamp;
    struct seat *seat = take_seat(desk);
    if (!seat) {
        answer_error(answer, 503, "too many requests at a time");
        return;
    }
    uint64_t generation = cache_generation(desk->cache);
    if (onr_store_stamp(seat->store, &stamp, &error) != ONR_OK) {
        answer_error(answer, 503, error.message);
        leave_seat(desk, seat);
        return;
    }
    if (stamp != seat->stamp) {
        cache_renew(desk->cache);
        seat->stamp = stamp;
        generation = cache_generation(desk->cache);
    }
    answer->code = 200;
    answer->type = JSON;
    snprintf(answer->etag, sizeof answer->etag, "W/\"%llx-%llx\"", desk->born,
             (unsigned long long)generation);
    if (matches(request, answer))
        leave_out(answer);
    else
        ask(desk, seat, view, request, generation, answer);
    leave_seat(desk, seat);
    if (answer->code == 200)
        name_download(view, request, answer);
    if (answer->code == 200 && !answer->bytes)
        answer_error(answer, 500, "out of memory");
}

/* ---- who may ask ---- */

static bool is_address(const char *host, size_t n)
{
    bool numbers = n > 0;
    if (n > 2 && host[0] == '[' && host[n - 1] == ']')
        return strspn(host + 1, "0123456789abcdefABCDEF:.") >= n - 2;
    for (size_t i = 0; i < n; i++)
        numbers = numbers && (isdigit((unsigned char)host[i]) || host[i] == '.');
    return numbers;
}

static bool is_name(const char *host, size_t n, const char *name)
{
    return name && strlen(name) == n && strncasecmp(host, name, n) == 0;
}

/* without its port */
static size_t host_length(const char *host)
{
    const char *bracket = strchr(host, ']'), *colon = strchr(bracket ? bracket : host, ':');
    return colon ? (size_t)(colon - host) : strlen(host);
}

static bool is_welcome(const struct desk *desk, const char *host)
{
    size_t n = host ? host_length(host) : 0;
    return n && (is_address(host, n) || is_name(host, n, "localhost") ||
                 is_name(host, n, desk->serve->host));
}

void desk_answer(struct desk *desk, const struct request *request, struct answer *answer)
{
    *answer = (struct answer){0};
    if (!is_welcome(desk, request->host))
        answer_error(answer, 403,
                     "this server is not known by that name; see --host of onrecord serve");
    else if (request->n_parameters > ANSWER_PARAMETERS)
        answer_error(answer, 400, "too many parameters");
    else if (strncmp(request->path, "/api/", 5) == 0 && !strchr(request->path + 5, '.'))
        answer_view(desk, request->path + 5, request, answer);
    else
        answer_page(request, answer);
}
