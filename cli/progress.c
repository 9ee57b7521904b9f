/* progress: the bar, the summary and the table of times. Everything goes to standard error. */
#include "progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { BAR_COLUMNS = 24 };

static const double FIRST_DRAWN = 0.5, REDRAWN = 0.1; /* seconds */

void progress_init(struct progress *progress, bool output)
{
    bool free_terminal = !output || !isatty(STDOUT_FILENO);
    *progress = (struct progress){.bar = isatty(STDERR_FILENO) && free_terminal};
}

static double rate(double amount, double seconds)
{
    return seconds > 0 ? amount / seconds : 0;
}

void progress_draw(struct progress *progress, const struct onr_totals *totals)
{
    if (!progress->bar || totals->seconds < FIRST_DRAWN ||
        totals->seconds - progress->drawn < REDRAWN)
        return;
    progress->drawn = totals->seconds;
    progress->visible = true;
    double speed = rate((double)totals->bytes, totals->seconds);
    fprintf(stderr, "\r\033[K%" PRIu64 " articles  %.2f MB/s", totals->articles, speed / 1e6);
    if (totals->bytes_known && totals->bytes <= totals->bytes_known) {
        double part = (double)totals->bytes / (double)totals->bytes_known;
        char bar[BAR_COLUMNS + 1];
        memset(bar, '.', BAR_COLUMNS);
        memset(bar, '#', (size_t)(part * BAR_COLUMNS));
        bar[BAR_COLUMNS] = 0;
        long left = speed > 0 ? (long)((double)(totals->bytes_known - totals->bytes) / speed) : 0;
        fprintf(stderr, "  [%s] %.0f%%  %ld:%02ld left", bar, part * 100, left / 60, left % 60);
    }
    fflush(stderr);
}

void progress_hide(struct progress *progress)
{
    if (progress->visible)
        fputs("\r\033[K", stderr);
    progress->visible = false;
}

void progress_summary(const struct onr_totals *totals)
{
    fprintf(stderr,
            "%" PRIu64 " articles, %" PRIu64 " words, %" PRIu64 " statements, %" PRIu64
            " events in %.2f s (%.2f MB/s, %.0f words/s)",
            totals->articles, totals->words, totals->statements, totals->events, totals->seconds,
            rate((double)totals->bytes, totals->seconds) / 1e6,
            rate((double)totals->words, totals->seconds));
    if (totals->left_out)
        fprintf(stderr, ", %" PRIu64 " records without an article", totals->left_out);
    if (totals->problems)
        fprintf(stderr, ", %" PRIu64 " could not be read", totals->problems);
    fputc('\n', stderr);
}

void progress_times(const struct onr_totals *totals)
{
    double sum = 0, articles = totals->articles ? (double)totals->articles : 1;
    for (unsigned i = 0; onr_stage_name(i); i++)
        sum += (double)totals->stage_ns[i] / 1e9;
    fprintf(stderr, "%-12s %10s %7s %12s\n", "stage", "seconds", "share", "us/article");
    for (unsigned i = 0; onr_stage_name(i); i++) {
        double seconds = (double)totals->stage_ns[i] / 1e9;
        fprintf(stderr, "%-12s %10.3f %6.1f%% %12.1f\n", onr_stage_name(i), seconds,
                sum > 0 ? 100 * seconds / sum : 0, seconds * 1e6 / articles);
    }
    fprintf(stderr, "%-12s %10.3f %6.1f%% %12.1f\n", "all stages", sum, sum > 0 ? 100.0 : 0.0,
            sum * 1e6 / articles);
}
