/* fetch: pages and feeds from the web, as WARC, to standard output or behind what a file holds. */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batch.h"
#include "fetch.h"

#define FIELD(name) offsetof(struct settings, name)

enum { DELAY_MAX = 3600 };

const struct option_row FETCH_OPTIONS[] = {
    {"out", 'o', OPTION_TEXT, FIELD(out), "FILE", "append to this file (default: standard output)"},
    {"verbose", 'v', OPTION_FLAG, FIELD(verbose), NULL, "print a summary at the end"},
    {0},
};

const struct option_row GETTING_OPTIONS[] = {
    {"feeds", 0, OPTION_TEXT, FIELD(feeds), "OPML", "get also the feeds in this file"},
    {"state", 0, OPTION_TEXT, FIELD(state), "FILE",
     "keeps what was got; only what is new or has changed is got again"},
    {"delay", 0, OPTION_TEXT, FIELD(delay), "SECONDS",
     "between two requests to a host (default: 1)"},
    {"timeout", 0, OPTION_NUMBER, FIELD(timeout), "SECONDS", "of one request (default: 60)"},
    {"max-size", 0, OPTION_NUMBER, FIELD(max_size), "MB",
     "of one response; what is larger is cut (default: 64)"},
    {"allow-private", 0, OPTION_FLAG, FIELD(allow_private), NULL,
     "ask also addresses of private networks"},
    {0},
};

static void report(void *context, const struct onr_error *error)
{
    (void)context;
    fprintf(stderr, "onrecord: %s\n", error->message);
}

bool fetch_prepare(const char *program, const struct settings *settings, char **operands,
                   int n_operands, struct onr_fetch *fetch)
{
    *fetch = (struct onr_fetch){
        .urls = (const char *const *)operands,
        .n_urls = (unsigned)n_operands,
        .feeds = settings->feeds,
        .state = settings->state,
        .delay_ms = -1,
        .timeout_s = settings->timeout,
        .max_mb = settings->max_size,
        .allow_private = settings->allow_private,
        .stop = stop_on_signals(),
        .problem = report,
    };
    if (!n_operands && !settings->feeds) {
        fprintf(stderr, "%s: name an address or --feeds\n", program);
        return false;
    }
    if (settings->delay) {
        char *end;
        double seconds = strtod(settings->delay, &end);
        if (*end || end == settings->delay || !(seconds >= 0 && seconds <= DELAY_MAX)) {
            fprintf(stderr, "%s: --delay wants seconds from 0 to %d, not '%s'\n", program,
                    DELAY_MAX, settings->delay);
            return false;
        }
        fetch->delay_ms = (int)(seconds * 1000);
    }
    return true;
}

int fetch_run(const char *program, const struct onr_fetch *fetch, struct onr_fetch_totals *totals)
{
    struct onr_error error = {0};
    enum onr_status status = onr_fetch_run(fetch, totals, &error);
    if (status != ONR_OK && !(status == ONR_ERR_IO && errno == EPIPE))
        fprintf(stderr, "%s: %s\n", program, error.message);
    if (status == ONR_ERR_ARG)
        return EXIT_USAGE;
    return status != ONR_OK || totals->problems ? EXIT_PROBLEM : EXIT_FINE;
}

static bool write_records(void *context, const char *bytes, size_t size)
{
    (void)context;
    return output_write(bytes, size);
}

static bool write_file(void *context, const char *bytes, size_t size)
{
    FILE *file = context;
    return fwrite(bytes, 1, size, file) == size && fflush(file) == 0;
}

int fetch_command_run(const struct settings *settings, char **operands, int n_operands)
{
    static const char program[] = "onrecord fetch";
    struct onr_fetch fetch;
    struct onr_fetch_totals totals;
    if (!fetch_prepare(program, settings, operands, n_operands, &fetch))
        return EXIT_USAGE;
    FILE *file = settings->out ? fopen(settings->out, "ab") : NULL;
    if (settings->out && !file) {
        fprintf(stderr, "%s: %s: %s\n", program, settings->out, strerror(errno));
        return EXIT_PROBLEM;
    }
    if (!file && isatty(STDOUT_FILENO)) {
        fprintf(stderr, "%s: WARC is not for terminals; use --out or a pipe\n", program);
        return EXIT_USAGE;
    }
    const char *ending = settings->out ? strrchr(settings->out, '.') : NULL;
    fetch.gzip = ending && strcmp(ending, ".gz") == 0;
    fetch.context = file;
    fetch.write = file ? write_file : write_records;
    int status = fetch_run(program, &fetch, &totals);
    if (file && fclose(file) != 0)
        status = EXIT_PROBLEM;
    if (settings->verbose || isatty(STDERR_FILENO))
        fprintf(stderr, "%" PRIu64 " got, %" PRIu64 " unchanged, %" PRIu64 " problems\n",
                totals.got, totals.unchanged, totals.problems);
    return status;
}
