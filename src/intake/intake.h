/* intake: a stream of bytes cut into single articles.
 *
 * The reader's half: one struct intake per file, pipe or memory block, used by one thread. It
 * detects the form from the content, yields the raw bytes of one article after the other and keeps
 * only one block of the input in memory. The worker's half, which decodes those bytes into a
 * document, is article_fill (intake/article.h). */
#ifndef ONR_INTAKE_INTAKE_H
#define ONR_INTAKE_INTAKE_H

#include "base/buf.h"
#include "base/error.h"
#include "base/str.h"

#define INTAKE_MAX_ARTICLE ((size_t)64 << 20) /* bytes of one plain text, or of a text field */
#define INTAKE_MAX_LINE ((size_t)128 << 20)   /* bytes of one line of JSON */

enum intake_form {
    INTAKE_AUTO, /* what the first bytes look like; text when they tell nothing */
    INTAKE_TEXT, /* the whole input is one article */
    INTAKE_HTML, /* the whole input is one page */
    INTAKE_JSONL /* one JSON object a line, each an article; blank lines are skipped. An object may
                  * also go from a line "{" to a line that begins with "}". */
};

/* One article as it came in. Reused: intake_next clears and fills it. */
struct raw_article {
    struct buf bytes;
    const char *origin;    /* the intake's; file name or "-" */
    uint64_t line;         /* 1-based line it stands on; 0 = the whole input */
    uint64_t at;           /* byte position in the input */
    enum intake_form form; /* never INTAKE_AUTO */
};

void raw_article_init(struct raw_article *raw);
void raw_article_release(struct raw_article *raw);

struct intake {
    const char *origin;
    enum intake_form form;
    int fd;            /* -1 = memory */
    struct str block;  /* read and not yet given out */
    char *room;        /* where blocks of a file are read to; NULL for memory */
    uint64_t line, at; /* lines and bytes given out */
    bool begun, ended;
    /* once set, a read broken off by a signal ends the input; NULL at first */
    const volatile sig_atomic_t *stop;
};

/* Reads from an open descriptor (file, pipe, terminal), which stays the caller's to close. origin
 * names it in messages and records and must outlive the intake and its raw articles. */
void intake_open_fd(struct intake *in, int fd, const char *origin, enum intake_form form);
/* Reads from memory, which must outlive the intake. */
void intake_open_memory(struct intake *in, struct str bytes, const char *origin,
                        enum intake_form form);
void intake_close(struct intake *in);

/* The next article into *raw. ONR_OK; ONR_END; or an error whose message names origin and line:
 * ONR_ERR_LIMIT (this article is too large and was skipped: call again for the next),
 * ONR_ERR_FORMAT (binary input) and ONR_ERR_IO (reading failed), after which only ONR_END comes. */
ONR_CHECKED enum onr_status intake_next(struct intake *in, struct raw_article *raw,
                                        struct onr_error *error);

#endif
