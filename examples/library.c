/* library: the record of one article from a program of your own.
 *
 *     cc library.c $(pkg-config --cflags --libs onrecord) -o library
 *     ./library 2024-11-01 < article.txt
 */
#include <onrecord.h>
#include <stdio.h>

static int fail(const struct onr_error *error)
{
    fprintf(stderr, "library: %s\n", error->message);
    return 1;
}

int main(int argc, char **argv)
{
    static char text[1 << 20];
    struct onr_error error;
    struct onr_article article = {
        .text = text,
        .text_size = fread(text, 1, sizeof text, stdin),
        .published = argc > 1 ? argv[1] : NULL,
    };

    onr_engine *engine; /* once a process */
    if (onr_engine_open(&engine, NULL, &error) != ONR_OK)
        return fail(&error);
    onr_reader *reader = onr_reader_new(engine); /* once a thread */

    const char *record;
    size_t size;
    int status = 0;
    if (onr_reader_read(reader, &article, NULL, &error) != ONR_OK ||
        onr_reader_write(reader, ONR_TO_JSONL, NULL, &record, &size, &error) != ONR_OK)
        status = fail(&error);
    else
        fwrite(record, 1, size, stdout);

    onr_reader_free(reader);
    onr_engine_close(engine);
    return status;
}
