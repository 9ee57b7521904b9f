/* intake: how fast input is cut into articles, and with --fill, how fast articles become documents;
 * on one thread, without anything behind. script/bench calls it.
 *
 *     bench-intake [--fill] FILE ...
 *
 * Prints articles, what was left out, bytes of the files, bytes cut and seconds of processor time,
 * with tabs between. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "intake/article.h"
#include "world/world.h"

struct tally {
    unsigned long long articles, left_out, bytes, cut;
};

/* processor time, whatever else the machine does */
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void read_file(const char *path, bool fill, struct doc *doc,
                      const struct article_tools *tools, struct tally *tally)
{
    struct intake in;
    struct raw_article raw;
    struct onr_error error;
    enum onr_status status;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    raw_article_init(&raw);
    intake_open_fd(&in, fd, path, INTAKE_AUTO);
    while ((status = intake_next(&in, &raw, &error)) != ONR_END) {
        if (status != ONR_OK) {
            fprintf(stderr, "%s\n", error.message);
            continue;
        }
        tally->cut += raw.bytes.n;
        doc_reset(doc);
        status = fill ? article_fill(doc, &raw, tools, &error) : ONR_OK;
        tally->articles += status == ONR_OK;
        tally->left_out += status != ONR_OK;
    }
    tally->left_out += in.n_left_out;
    tally->bytes += intake_position(&in);
    intake_close(&in);
    raw_article_release(&raw);
    close(fd);
}

int main(int argc, char **argv)
{
    bool fill = argc > 1 && strcmp(argv[1], "--fill") == 0;
    struct tally tally = {0};
    struct doc doc;
    struct arena scratch;
    struct world *world;
    struct onr_error error;
    if (world_open(&world, &error) != ONR_OK) {
        fprintf(stderr, "%s\n", error.message);
        return EXIT_FAILURE;
    }
    doc_init(&doc);
    arena_init(&scratch, 8 << 20);
    double start = now();
    for (int i = fill ? 2 : 1; i < argc; i++)
        read_file(argv[i], fill, &doc, &(struct article_tools){world, &scratch}, &tally);
    printf("%llu\t%llu\t%llu\t%llu\t%.4f\n", tally.articles, tally.left_out, tally.bytes, tally.cut,
           now() - start);
    arena_release(&scratch);
    doc_release(&doc);
    world_close(world);
    return EXIT_SUCCESS;
}
