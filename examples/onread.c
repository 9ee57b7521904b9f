/* onread: the library in one page. Reads the article on standard input and prints its record.
 *
 *     cc onread.c -lonrecord -o onread
 *     ./onread 2024-11-01 < 01-press-conference.txt
 */
#include <onrecord.h>

#include <stdio.h>
#include <stdlib.h>

static char *read_all(FILE *file, size_t *size)
{
    size_t room = 1 << 16;
    char *text = malloc(room);
    *size = 0;
    while (text) {
        size_t n = fread(text + *size, 1, room - *size, file);
        if (n == 0)
            return text;
        *size += n;
        if (*size == room)
            text = realloc(text, room *= 2);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    struct onr_error error;
    onr_engine *engine;
    if (onr_engine_open(&engine, NULL, &error) != ONR_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    struct onr_article article = {.published = argc > 1 ? argv[1] : NULL};
    article.text = read_all(stdin, &article.text_size);

    onr_reader *reader = onr_reader_new(engine);
    const char *bytes;
    size_t size;
    int status = 1;
    if (article.text && onr_reader_read(reader, &article, NULL, &error) == ONR_OK &&
        onr_reader_write(reader, ONR_TO_TEXT, NULL, &bytes, &size, &error) == ONR_OK)
        status = fwrite(bytes, 1, size, stdout) != size;
    else
        fprintf(stderr, "%s\n", error.message);

    onr_reader_free(reader);
    onr_engine_close(engine);
    free((char *)article.text);
    return status;
}
