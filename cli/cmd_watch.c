/* watch: rounds of fetch and add: what is new in the feeds is got into a file that is gone
 * afterwards, and its articles are read into the store, which knows those it has. The state file
 * keeps the rounds from getting anything twice; by default it stands beside the store. */
#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batch.h"
#include "fetch.h"

#define FIELD(name) offsetof(struct settings, name)

enum { EVERY = 15, MINUTE_MS = 60000, PATH_ROOM = 4096 };

static const char program[] = "onrecord watch";

const struct option_row WATCH_OPTIONS[] = {
    {"every", 0, OPTION_NUMBER, FIELD(every), "MINUTES", "from round to round (default: 15)"},
    {"once", 0, OPTION_FLAG, FIELD(once), NULL, "end after one round"},
    {"force", 0, OPTION_FLAG, FIELD(force), NULL, "read also what is not in English"},
    {0},
};

static bool write_file(void *context, const char *bytes, size_t size)
{
    FILE *file = context;
    return fwrite(bytes, 1, size, file) == size;
}

/* Reads what was got into the store; *reached: some of it is there. */
static int add(const struct settings *settings, const char *store, char *path, bool *reached)
{
    struct onr_batch batch = {.form = "warc", .force = settings->force};
    struct onr_store_totals totals;
    struct onr_error error = {0};
    if (onr_store_open(&batch.store, store, ONR_WRITE, &error) != ONR_OK) {
        fprintf(stderr, "%s: %s\n", program, error.message);
        return EXIT_PROBLEM;
    }
    int status = batch_run(program, settings, &path, 1, &batch);
    onr_store_totals(batch.store, &totals);
    onr_store_close(batch.store);
    *reached = totals.added + totals.replaced + totals.unchanged + totals.older > 0;
    printf("%" PRIu64 " articles added, %" PRIu64 " replaced\n", totals.added, totals.replaced);
    fflush(stdout);
    return status;
}

/* an empty one where there is none */
static bool copy_file(const char *from, const char *to)
{
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    char block[1 << 14];
    size_t n = 0;
    bool good = out && (in || errno == ENOENT);
    while (good && in && (n = fread(block, 1, sizeof block, in)) > 0)
        good = fwrite(block, 1, n, out) == n;
    good &= !in || !ferror(in);
    if (in)
        fclose(in);
    if (out)
        good &= fclose(out) == 0;
    return good;
}

/* Gets what is new into `file`, then adds it. */
static int get_and_add(const struct settings *settings, const char *store, struct onr_fetch *fetch,
                       char *path, FILE *file, bool *lost)
{
    struct onr_fetch_totals totals;
    fetch->context = file;
    fetch->write = write_file;
    int status = fetch_run(program, fetch, &totals);
    bool written = fclose(file) == 0, reached = totals.got == 0;
    if (written && totals.got && status != EXIT_USAGE) {
        int added = add(settings, store, path, &reached);
        status = added > status ? added : status;
    }
    /* what did not reach the store is got again in the next round */
    *lost = !written || !reached;
    return status ? status : *lost ? EXIT_PROBLEM : EXIT_FINE;
}

static int round_of(const struct settings *settings, const char *store, const char *state,
                    struct onr_fetch *fetch)
{
    const char *folder = getenv("TMPDIR");
    char path[PATH_ROOM], next[PATH_ROOM + 8];
    snprintf(path, sizeof path, "%s/onrecord-watch-XXXXXX", folder && *folder ? folder : "/tmp");
    snprintf(next, sizeof next, "%s.next", state);
    fetch->state = next;
    if (!copy_file(state, next)) {
        fprintf(stderr, "%s: %s: %s\n", program, next, strerror(errno));
        return EXIT_PROBLEM;
    }
    int fd = mkstemp(path);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");
    if (!file) {
        fprintf(stderr, "%s: %s: %s\n", program, path, strerror(errno));
        return EXIT_PROBLEM;
    }
    bool lost;
    int status = get_and_add(settings, store, fetch, path, file, &lost);
    if (!lost && rename(next, state) != 0) {
        fprintf(stderr, "%s: %s: %s\n", program, state, strerror(errno));
        status = EXIT_PROBLEM;
    }
    if (lost)
        unlink(next);
    unlink(path);
    return status;
}

int watch_run(const struct settings *settings, char **operands, int n_operands)
{
    struct onr_fetch fetch;
    char beside[PATH_ROOM];
    if (n_operands < 1) {
        fprintf(stderr, "%s: name a store; see 'onrecord help watch'\n", program);
        return EXIT_USAGE;
    }
    if (!settings->state && strstr(operands[0], "://")) {
        fprintf(stderr, "%s: a store that is no file wants --state\n", program);
        return EXIT_USAGE;
    }
    if (!fetch_prepare(program, settings, operands + 1, n_operands - 1, &fetch))
        return EXIT_USAGE;
    snprintf(beside, sizeof beside, "%s.fetched", operands[0]);
    unsigned minutes = settings->every ? settings->every : EVERY;
    int status;
    do {
        status =
            round_of(settings, operands[0], settings->state ? settings->state : beside, &fetch);
        if (!settings->once && !*fetch.stop && status != EXIT_USAGE)
            poll(NULL, 0, (int)minutes * MINUTE_MS);
    } while (!settings->once && !*fetch.stop && status != EXIT_USAGE);
    return status;
}
