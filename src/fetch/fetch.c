/* fetch: pages and feeds from the web into WARC. Each address is a job; a loop starts those whose
 * host is free and takes in those that are done. A host is asked for its robots.txt first, then for
 * one thing at a time, with a pause between. Redirects are jobs again, so that each step is held to
 * the same rules. A feed that was got makes jobs of the pages its entries tell about and that were
 * not got before. What fails for a while is tried again, later each time. */
#include <stdlib.h>

#include "base/clock.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/map.h"
#include "fetch/exchange.h"
#include "fetch/links.h"
#include "fetch/robots.h"
#include "fetch/visited.h"
#include "fetch/warcwrite.h"
#include "intake/stream/gzip.h"
#include "intake/warc/headers.h"
#include "intake/warc/http.h"

enum {
    AT_A_TIME = 16, /* exchanges under way */
    TRIES = 4,
    REDIRECTS = 10,
    RETRY_MAX = 300, /* seconds that a host may ask us to wait */
    LOOK_MS = 200,   /* how soon a stop is seen */
    DELAY_MS = 1000,
    TIMEOUT_S = 60,
    MAX_MB = 64,
};

enum job_state { WAITING, UNDER_WAY, DONE };

struct job {
    struct address address;
    uint32_t host;
    enum job_state state;
    bool robots;    /* it is the host's robots.txt */
    bool from_feed; /* got once, not asked for again */
    unsigned tries, redirects;
    uint64_t not_before; /* ms */
    struct exchange *exchange;
};

enum host_state { UNASKED, ASKED, KNOWN };

struct host {
    struct str origin;
    enum host_state state;
    struct robots robots;
    bool busy;
    const char *closed; /* why nothing is to be got from it; NULL = it is open */
    uint64_t next;      /* when it may be asked again, in ms */
};

struct fetch {
    const struct onr_fetch *settings;
    struct onr_fetch_totals *totals;
    struct exchanger *exchanger;
    struct visited visited;
    struct arena arena;
    ARRAY(struct job) jobs;   /* element 0 is none */
    ARRAY(struct host) hosts; /* element 0 is none */
    struct map job_of_url, host_of_origin;
    uint32_t first_open; /* all jobs in front of it are done */
    unsigned under_way;
    struct buf record;
    struct buf packed; /* the same, packed */
    bool write_failed;
};

static uint64_t now_ms(void)
{
    return clock_ns() / 1000000;
}

static uint64_t delay_of(const struct fetch *f, const struct host *host)
{
    uint64_t own = f->settings->delay_ms < 0 ? DELAY_MS : (uint64_t)f->settings->delay_ms;
    return host->robots.delay_ms > own ? host->robots.delay_ms : own;
}

static void complain(struct fetch *f, struct str url, const char *why)
{
    struct onr_error error;
    f->totals->problems++;
    error_set(&error, ONR_ERR_IO, "%.*s: %s", (int)(url.n < 120 ? url.n : 120), url.s, why);
    if (f->settings->problem)
        f->settings->problem(f->settings->context, &error);
}

/* ---- jobs and hosts ---- */

static uint32_t find_host(struct fetch *f, struct str origin)
{
    uint64_t hash = hash_bytes(origin, 0);
    uint32_t i = map_get(&f->host_of_origin, hash);
    if (i)
        return i;
    array_push(&f->hosts, &f->arena)->origin = origin;
    map_set(&f->host_of_origin, hash, f->hosts.n - 1);
    return f->hosts.n - 1;
}

/* whether the address is new; from now on it is not */
static bool is_new(struct fetch *f, struct str url)
{
    uint64_t hash = hash_bytes(url, 0);
    if (map_get(&f->job_of_url, hash))
        return false;
    map_set(&f->job_of_url, hash, 1);
    return true;
}

static void add_job(struct fetch *f, struct str url, const char *base, bool from_feed)
{
    struct address address;
    if (!address_read(&address, &f->arena, base, url)) {
        complain(f, url, "not an address of http or https");
        return;
    }
    if (!is_new(f, address.url) || (from_feed && visited_find(&f->visited, address.url)))
        return;
    struct job *job = array_push(&f->jobs, &f->arena);
    job->address = address;
    job->from_feed = from_feed;
    job->host = find_host(f, address.origin);
}

static void ask_for_robots(struct fetch *f, uint32_t host)
{
    struct address address;
    const char *origin = f->hosts.v[host].origin.s;
    bool asked = address_read(&address, &f->arena, origin, STR("/robots.txt"));
    f->hosts.v[host].state = asked ? ASKED : KNOWN;
    if (!asked)
        return;
    struct job *job = array_push(&f->jobs, &f->arena);
    job->address = address;
    job->host = host;
    job->robots = true;
}

/* why the job must not be done; NULL = it may */
static const char *forbidden(const struct fetch *f, const struct job *job)
{
    const struct host *host = &f->hosts.v[job->host];
    if (job->robots)
        return NULL;
    if (host->closed)
        return host->closed;
    return robots_allow(&host->robots, job->address.path) ? NULL : "its robots.txt forbids it";
}

static void start_exchange(struct fetch *f, struct job *job)
{
    const struct visit *visit =
        job->robots || job->from_feed ? NULL : visited_find(&f->visited, job->address.url);
    job->exchange = memory_alloc(sizeof *job->exchange);
    exchange_init(job->exchange, job->address.url.s);
    job->exchange->owner = (void *)(uintptr_t)(job - f->jobs.v);
    if (visit) {
        job->exchange->etag = visit->etag;
        job->exchange->modified = visit->modified;
    }
    job->tries++;
    job->state = UNDER_WAY;
    f->hosts.v[job->host].busy = true;
    f->under_way++;
    if (!exchanger_start(f->exchanger, job->exchange)) {
        complain(f, job->address.url, job->exchange->fault);
        job->state = DONE;
        f->hosts.v[job->host].busy = false;
        f->under_way--;
    }
}

/* Starts what can be; tells in *wait_ms how long until more can. */
static bool start_jobs(struct fetch *f, uint64_t *wait_ms)
{
    uint64_t now = now_ms();
    bool open = false;
    *wait_ms = LOOK_MS;
    while (f->first_open < f->jobs.n && f->jobs.v[f->first_open].state == DONE)
        f->first_open++;
    for (uint32_t i = f->first_open; i < f->jobs.n; i++) {
        struct job *job = &f->jobs.v[i];
        struct host *host = &f->hosts.v[job->host];
        open |= job->state != DONE;
        if (job->state != WAITING || host->busy || f->under_way == AT_A_TIME)
            continue;
        if (host->state == UNASKED)
            ask_for_robots(f, job->host);
        job = &f->jobs.v[i]; /* it may have moved */
        if (host->state == ASKED && !job->robots)
            continue;
        uint64_t due = host->next > job->not_before ? host->next : job->not_before;
        const char *why = forbidden(f, job);
        if (why) {
            complain(f, job->address.url, why);
            job->state = DONE;
        } else if (due <= now) {
            start_exchange(f, job);
        } else if (due - now < *wait_ms) {
            *wait_ms = due - now;
        }
    }
    return open;
}

/* ---- what came ---- */

/* the record in f->record to the output */
static void write_record(struct fetch *f)
{
    struct str bytes = buf_str(&f->record);
    if (f->settings->gzip) {
        buf_clear(&f->packed);
        gzip_member(&f->packed, bytes);
        bytes = buf_str(&f->packed);
    }
    f->write_failed |= !f->settings->write(f->settings->context, bytes.s, bytes.n);
    f->totals->bytes += bytes.n;
    buf_clear(&f->record);
}

static void write_exchange(struct fetch *f, const struct exchange *exchange)
{
    char id[WARCWRITE_ID];
    warcwrite_response(&f->record, exchange, id);
    write_record(f);
    if (!exchange->request.n)
        return;
    warcwrite_request(&f->record, exchange, id);
    write_record(f);
}

/* the body without the encodings of transport; itself or in *room */
static struct str plain_body(const struct exchange *exchange, struct buf *room)
{
    struct http http;
    bool broken;
    http_parse(&http, buf_str(&exchange->head));
    http.body = buf_str(&exchange->body);
    return http_body(&http, room, &broken);
}

static void add_linked(struct fetch *f, const struct exchange *exchange)
{
    struct buf room;
    struct links links = {0};
    buf_init(&room, (size_t)MAX_MB << 20);
    links_of_feed(&links, &f->arena, plain_body(exchange, &room));
    for (uint32_t i = 0; i < links.list.n; i++)
        add_job(f, links.list.v[i], exchange->url, true);
    buf_release(&room);
}

static void take_page(struct fetch *f, const struct job *job)
{
    const struct exchange *exchange = job->exchange;
    struct str head = buf_str(&exchange->head);
    write_exchange(f, exchange);
    f->totals->got++;
    visited_add(&f->visited, (struct visit){job->address.url, headers_value(head, "ETag"),
                                            headers_value(head, "Last-Modified")});
    add_linked(f, exchange);
}

static void take_robots(struct fetch *f, struct host *host, const struct exchange *exchange)
{
    struct buf room;
    host->state = KNOWN;
    if (exchange->status == 0)
        host->closed =
            arena_format(&f->arena, "%s%s",
                         exchange->refused ? "" : "its robots.txt cannot be got: ", exchange->fault)
                .s;
    else if (exchange->status >= 500)
        host->closed = "its robots.txt cannot be got: the server fails";
    if (exchange->status < 200 || exchange->status > 299)
        return;
    buf_init(&room, (size_t)MAX_MB << 20);
    robots_read(&host->robots, &f->arena, plain_body(exchange, &room), "onrecord");
    buf_release(&room);
}

/* the job once more, at another address */
static const char *redirect(struct fetch *f, struct job *job)
{
    struct address address;
    struct str place = headers_value(buf_str(&job->exchange->head), "Location");
    if (++job->redirects > REDIRECTS)
        return "redirected too often";
    if (!place.n || !address_read(&address, &f->arena, job->exchange->url, place))
        return "redirected to what is no address of http or https";
    if (!job->robots) {
        write_exchange(f, job->exchange);
        if (job->from_feed) /* the next time the feed is read, too, it was got */
            visited_add(&f->visited, (struct visit){.url = job->address.url});
        if (!is_new(f, address.url)) {
            job->state = DONE;
            return NULL;
        }
        job->host = find_host(f, address.origin);
    }
    job->address = address;
    job->tries = 0;
    job->state = WAITING;
    return NULL;
}

static bool may_pass(const struct exchange *exchange)
{
    unsigned status = exchange->status;
    return !exchange->refused && (status == 0 || status == 408 || status == 429 || status >= 500);
}

static void try_again(struct fetch *f, struct job *job)
{
    uint64_t seconds = 0, delay = delay_of(f, &f->hosts.v[job->host]) << job->tries;
    if (headers_number(headers_value(buf_str(&job->exchange->head), "Retry-After"), &seconds) &&
        seconds * 1000 > delay)
        delay = (seconds < RETRY_MAX ? seconds : RETRY_MAX) * 1000;
    job->not_before = now_ms() + delay;
    job->state = WAITING;
}

/* what comes of a job that is done; NULL = nothing to complain about */
static const char *judge(struct fetch *f, struct job *job)
{
    struct exchange *exchange = job->exchange;
    unsigned status = exchange->status;
    job->state = DONE;
    if (may_pass(exchange) && job->tries < TRIES) {
        try_again(f, job);
        return NULL;
    }
    if (status >= 300 && status < 400 && status != 304 && status != 300)
        return redirect(f, job);
    if (job->robots) {
        take_robots(f, &f->hosts.v[job->host], exchange);
        return NULL;
    }
    if (status >= 200 && status < 300)
        take_page(f, job);
    else if (status == 304)
        f->totals->unchanged++;
    else if (status == 0)
        return exchange->fault;
    else
        return arena_format(&f->arena, "the server answers %u", status).s;
    return NULL;
}

static void finish_job(struct fetch *f, uint32_t i)
{
    struct exchange *exchange = f->jobs.v[i].exchange;
    struct host *host = &f->hosts.v[f->jobs.v[i].host];
    struct job job = f->jobs.v[i]; /* jobs that are added may move it */
    host->busy = false;
    host->next = now_ms() + delay_of(f, host);
    f->under_way--;
    const char *why = judge(f, &job);
    if (why && job.robots)
        f->hosts.v[job.host].state = KNOWN; /* redirected in circles: as if there were none */
    else if (why)
        complain(f, job.address.url, why);
    exchange_release(exchange);
    free(exchange);
    job.exchange = NULL;
    f->jobs.v[i] = job;
}

/* ---- the run ---- */

static bool asked_to_stop(const struct fetch *f)
{
    return f->write_failed || (f->settings->stop && *f->settings->stop);
}

static void run(struct fetch *f)
{
    uint64_t wait_ms;
    while (!asked_to_stop(f) && start_jobs(f, &wait_ms)) {
        struct exchange *done = exchanger_wait(f->exchanger, (unsigned)wait_ms);
        if (done)
            finish_job(f, (uint32_t)(uintptr_t)done->owner);
    }
    for (uint32_t i = 1; i < f->jobs.n; i++)
        if (f->jobs.v[i].exchange) {
            exchanger_stop(f->exchanger, f->jobs.v[i].exchange);
            exchange_release(f->jobs.v[i].exchange);
            free(f->jobs.v[i].exchange);
        }
}

static enum onr_status list_jobs(struct fetch *f, struct onr_error *error)
{
    const struct onr_fetch *settings = f->settings;
    struct file_map map;
    struct links links = {0};
    for (unsigned i = 0; i < settings->n_urls; i++)
        add_job(f, str_of(settings->urls[i]), NULL, false);
    if (!settings->feeds)
        return ONR_OK;
    enum onr_status status = file_map_open(&map, settings->feeds, error);
    if (status)
        return status;
    links_of_opml(&links, &f->arena, map.bytes);
    file_map_close(&map);
    for (uint32_t i = 0; i < links.list.n; i++)
        add_job(f, links.list.v[i], NULL, false);
    if (!links.list.n)
        return error_set(error, ONR_ERR_FORMAT, "%s: no feed (<outline xmlUrl=…>) in it",
                         settings->feeds);
    return ONR_OK;
}

static enum onr_status go(struct fetch *f, struct onr_error *error)
{
    const struct onr_fetch *settings = f->settings;
    enum onr_status status = ONR_OK;
    if (settings->state)
        status = visited_load(&f->visited, settings->state, error);
    if (status == ONR_OK)
        status = list_jobs(f, error);
    if (status != ONR_OK)
        return status;
    warcwrite_info(&f->record);
    write_record(f);
    run(f);
    if (settings->state && !f->write_failed)
        status = visited_save(&f->visited, settings->state, error);
    if (f->write_failed)
        return error_set(error, ONR_ERR_IO, "the output could not be written");
    if (status == ONR_OK && settings->stop && *settings->stop)
        return error_set(error, ONR_ERR_STOPPED, "stopped as asked");
    return status;
}

enum onr_status onr_fetch_run(const struct onr_fetch *settings, struct onr_fetch_totals *totals,
                              struct onr_error *error)
{
    struct fetch f = {.settings = settings, .totals = totals};
    struct exchange_limits limits = {
        .timeout_s = settings->timeout_s ? settings->timeout_s : TIMEOUT_S,
        .max_bytes = (uint64_t)(settings->max_mb ? settings->max_mb : MAX_MB) << 20,
        .allow_private = settings->allow_private};
    *totals = (struct onr_fetch_totals){0};
    if (!exchange_is_possible())
        return error_set(error, ONR_ERR_ARG, "built without libcurl, nothing can be fetched");
    arena_init(&f.arena, 0);
    visited_init(&f.visited);
    buf_init(&f.record, SIZE_MAX / 2);
    buf_init(&f.packed, SIZE_MAX / 2);
    f.exchanger = exchanger_new(&limits);
    array_push(&f.jobs, &f.arena);
    array_push(&f.hosts, &f.arena);
    f.first_open = 1;
    enum onr_status status = go(&f, error);
    exchanger_free(f.exchanger);
    buf_release(&f.record);
    buf_release(&f.packed);
    visited_release(&f.visited);
    map_release(&f.job_of_url);
    map_release(&f.host_of_origin);
    arena_release(&f.arena);
    return status;
}
