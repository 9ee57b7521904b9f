/* batch: what `read` and `parse` have in common: the engine, the run with its output, messages,
 * progress and Ctrl-C, and the exit status. */
#include "batch.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "progress.h"

struct console {
    const char *program;
    struct progress progress;
    int write_error; /* errno of a failed write to standard output */
};

static volatile sig_atomic_t stop_asked;

static void ask_to_stop(int number)
{
    (void)number;
    stop_asked = 1;
}

bool output_write(const char *bytes, size_t size)
{
    while (size) {
        ssize_t n = write(STDOUT_FILENO, bytes, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        bytes += n;
        size -= (size_t)n;
    }
    return true;
}

static bool write_records(void *context, const char *bytes, size_t size)
{
    struct console *console = context;
    if (output_write(bytes, size))
        return true;
    console->write_error = errno;
    return false;
}

static bool is_file(struct stat *st)
{
    return fstat(STDOUT_FILENO, st) == 0 && S_ISREG(st->st_mode);
}

static bool keep_output(void *context, uint64_t *end)
{
    struct console *console = context;
    struct stat st;
    *end = 0;
    if (!is_file(&st))
        return true;
    *end = (uint64_t)st.st_size;
    if (fdatasync(STDOUT_FILENO) == 0)
        return true;
    console->write_error = errno;
    return false;
}

static bool go_back(void *context, uint64_t end)
{
    const struct console *console = context;
    struct stat st;
    if (!is_file(&st))
        return true;
    if ((uint64_t)st.st_size >= end && ftruncate(STDOUT_FILENO, (off_t)end) == 0 &&
        lseek(STDOUT_FILENO, 0, SEEK_END) >= 0)
        return true;
    fprintf(stderr, "%s: standard output has not all that was written before; append to it: >>\n",
            console->program);
    return false;
}

static void print_problem(void *context, const struct onr_error *error)
{
    struct console *console = context;
    progress_hide(&console->progress);
    fprintf(stderr, "%s: %s\n", console->program, error->message);
}

static void draw_progress(void *context, const struct onr_totals *totals)
{
    struct console *console = context;
    progress_draw(&console->progress, totals);
}

const volatile sig_atomic_t *stop_on_signals(void)
{
    struct sigaction action = {.sa_handler = ask_to_stop, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    return &stop_asked;
}

/* one line a failure of the run as a whole; returns the exit status */
static int report_end(const struct console *console, enum onr_status status,
                      const struct onr_totals *totals, const struct onr_error *error)
{
    switch (status) {
    case ONR_OK:
        return totals->problems ? EXIT_PROBLEM : EXIT_FINE;
    case ONR_ERR_STOPPED:
        fprintf(stderr, "%s: stopped after %llu articles\n", console->program,
                (unsigned long long)totals->articles);
        return EXIT_PROBLEM;
    default:
        if (console->write_error)
            fprintf(stderr, "%s: standard output: %s\n", console->program,
                    strerror(console->write_error));
        else
            fprintf(stderr, "%s: %s\n", console->program, error->message);
        return EXIT_PROBLEM;
    }
}

onr_engine *engine_open(const char *program, const struct settings *settings)
{
    onr_engine *engine;
    struct onr_error error = {0};
    enum onr_status status = onr_engine_open(&engine, settings->model, &error);
    if (status == ONR_OK)
        status = onr_engine_use_tables(engine, settings->tables, &error);
    if (status == ONR_OK && settings->places)
        status = onr_engine_use_places(engine, settings->places, &error);
    if (status == ONR_OK)
        return engine;
    fprintf(stderr, "%s: %s\n", program, error.message);
    onr_engine_close(engine);
    return NULL;
}

static bool needs_no_engine(const struct onr_batch *batch)
{
    return batch->stories && batch->stories->only;
}

int batch_run(const char *program, const struct settings *settings, char **operands, int n_operands,
              struct onr_batch *batch)
{
    if (n_operands == 0) {
        fprintf(stderr, "%s: nothing to read; name files or folders, or - for standard input\n",
                program);
        return EXIT_USAGE;
    }
    struct console console = {.program = program};
    struct onr_totals totals = {0};
    struct onr_error error = {0};
    onr_engine *engine = NULL;
    if (onr_batch_check(batch, &error) != ONR_OK) {
        fprintf(stderr, "%s: %s\n", program, error.message);
        return EXIT_USAGE;
    }
    if (!needs_no_engine(batch) && !(engine = engine_open(program, settings)))
        return EXIT_PROBLEM;
    batch->stop = stop_on_signals();
    progress_init(&console.progress, !batch->store);
    batch->paths = (const char *const *)operands;
    batch->n_paths = (unsigned)n_operands;
    batch->n_threads = settings->threads;
    batch->context = &console;
    batch->write = write_records;
    batch->keep = keep_output;
    batch->go_back = go_back;
    batch->problem = print_problem;
    batch->progress = draw_progress;
    enum onr_status status = onr_batch_run(engine, batch, &totals, &error);
    progress_hide(&console.progress);
    int exit_status = report_end(&console, status, &totals, &error);
    if (settings->times)
        progress_times(&totals);
    if (settings->verbose || (isatty(STDERR_FILENO) && totals.articles > 1))
        progress_summary(&totals);
    onr_engine_close(engine);
    return exit_status;
}
