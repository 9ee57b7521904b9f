/* unpack: compressed bytes and archives, known by their first bytes. */
#ifndef ONR_INTAKE_STREAM_UNPACK_H
#define ONR_INTAKE_STREAM_UNPACK_H

#include "intake/stream/stream.h"

enum { UNPACK_LOOK = 512 /* bytes that must be ahead, where there are as many */ };

/* these first bytes are packed in a way that is known */
bool unpack_knows(struct str head);

/* A stream that unpacks `inner`, as its first bytes ask for; NULL, and inner untouched, when they
 * are not packed in a way that is known. */
struct stream *unpack_open(struct stream *inner);

/* true when the stream is an archive, whose members come one after the other */
static inline bool unpack_is_archive(const struct stream *stream)
{
    return stream->kind && stream->kind->next;
}

/* The length of a file's name without the endings of packings (".gz" …); *archive is true when one
 * of them holds several files. */
size_t unpack_bare_name(const char *name, size_t n, bool *archive);

/* ---- archive.c; neither fails at once: what is wrong with the bytes shows later ---- */

struct stream *tar_open(struct stream *inner);
struct stream *zip_open(struct stream *inner);

#endif
