/* intake: a stream of bytes cut into single articles.
 *
 *     bytes ─▶ unpacked ─▶ members of archives ─▶ form, told by the content ─▶ articles
 *
 * The reader's half: one struct intake per file, pipe or memory block, used by one thread. It
 * unpacks what is packed (intake/stream), finds the form of what comes out (intake/forms.h), yields
 * the raw bytes of one article after the other and keeps only one block of the input in memory.
 * The worker's half, which decodes those bytes into a document, is article_fill
 * (intake/article.h). */
#ifndef ONR_INTAKE_INTAKE_H
#define ONR_INTAKE_INTAKE_H

#include "base/buf.h"
#include "base/error.h"
#include "base/str.h"
#include "intake/stream/stream.h"

#define INTAKE_MAX_ARTICLE ((size_t)64 << 20) /* bytes of one plain text, or of a text field */
#define INTAKE_MAX_LINE ((size_t)128 << 20)   /* bytes of one line of JSON */

/* What is found in streams; forms.c has a row for each. */
enum intake_form {
    INTAKE_AUTO,  /* as the first bytes look; text when they tell nothing */
    INTAKE_TEXT,  /* the whole stream is one article */
    INTAKE_HTML,  /* the whole stream is one page */
    INTAKE_JSON,  /* objects in an array, or one after the other */
    INTAKE_NINJS, /* the same, by the name of what is in it */
    INTAKE_JSONL, /* one JSON object a line, each an article; blank lines are skipped. An object may
                   * also go from a line "{" to a line that begins with "}". */
    INTAKE_CSV,   /* rows under headings */
    INTAKE_IPTC7901, /* messages of agencies */
    INTAKE_WARC,     /* a crawl: records of what was got; see intake/warc */
    INTAKE_ARC,
    INTAKE_FEED,      /* RSS or Atom; each entry is an article */
    INTAKE_NITF,      /* each <nitf> */
    INTAKE_NEWSML_G2, /* each <newsItem> with a text */
    INTAKE_NEWSML_1,  /* each <NewsItem> with a text */
    INTAKE_LDC,       /* each <DOC> */
    INTAKE_REUTERS,   /* each <REUTERS> */
    INTAKE_FORMS
};

/* One article as it came in. Reused: intake_next clears and fills it. */
struct raw_article {
    struct buf bytes;
    const char *origin;    /* file name, "-", or name of the archive/name in it */
    uint64_t line;         /* 1-based line it stands on; 0 = the whole stream */
    uint64_t at;           /* byte position in the unpacked stream */
    enum intake_form form; /* never INTAKE_AUTO */
    bool cut;              /* the stream broke off in it; what was wrong comes next */
    struct buf name;       /* holds origin where it is made up */
};

void raw_article_init(struct raw_article *raw);
void raw_article_release(struct raw_article *raw);

struct intake {
    const char *origin;
    enum intake_form wanted; /* INTAKE_AUTO: to be told by the content of each stream */

    /* the stream being cut */
    struct stream *top; /* NULL before the first and behind the last */
    enum intake_form form;
    uint64_t line;   /* lines given out */
    bool done;       /* nothing more is to be cut from it */
    struct buf kept; /* what the form keeps from one article to the next; cleared for each stream */
    struct buf name; /* of the member, origin in front; empty outside archives */
    struct onr_error pending; /* met behind the article given out last */

    struct stream *ground;
    uint64_t wanted_at; /* the one article wanted begins there */
    bool one;
    uint64_t place;      /* in crawls: of the record */
    uint64_t n_left_out; /* what holds no article and is none that is wanted */
    bool ended;
    /* once set, a read broken off by a signal ends the input; NULL at first */
    const volatile sig_atomic_t *stop;
};

/* Reads from an open descriptor (file, pipe, terminal), which stays the caller's to close. origin
 * names it in messages and records and must outlive the intake and its raw articles. The intake
 * must not be moved. */
void intake_open_fd(struct intake *in, int fd, const char *origin, enum intake_form form);
/* Reads from memory, which must outlive the intake. */
void intake_open_memory(struct intake *in, struct str bytes, const char *origin,
                        enum intake_form form);
void intake_close(struct intake *in);

/* To be called before the first article: only the one that begins at this byte of the file is
 * wanted, or where the file is packed and nothing packed begins there, at this byte of what comes
 * out. */
void intake_want_one(struct intake *in, uint64_t at);

/* The next article into *raw. ONR_OK; ONR_END; or an error whose message names origin and place,
 * after which it may be called again: an article too large, a member of an archive that is no
 * article, or damage, behind which it goes on where that is possible. */
ONR_CHECKED enum onr_status intake_next(struct intake *in, struct raw_article *raw,
                                        struct onr_error *error);

/* for forms: takes over what in->pending holds; ONR_OK where nothing is pending */
enum onr_status intake_pending(struct intake *in, struct onr_error *error);

/* bytes of the input, as it is stored, gone through so far */
uint64_t intake_position(const struct intake *in);

#endif
