/* read: one document through all stages. */
#ifndef ONR_ENGINE_READ_H
#define ONR_ENGINE_READ_H

#include "base/buf.h"
#include "doc/doc.h"
#include "engine/engine.h"
#include "lang/conllu.h"

/* what one thread needs to read articles, one after the other */
struct onr_reader {
    const struct onr_engine *engine;
    struct lang_state *lang;
    struct arena scratch;
    struct doc doc;
    bool force;                 /* read what is not in English, too */
    uint64_t fingerprint;       /* of the article read (store/bundle.h) */
    struct zstd_packer *packer; /* of texts for a store; NULL = none was filled yet */
    struct buf out;
    struct buf row_keys;               /* of the CSV last written: a struct csv_key a row */
    struct conllu_comments comments;   /* of the CoNLL-U last read; none for anything else */
    uint64_t stage_ns[ONR_STAGES_MAX]; /* time spent in each stage so far */
};

void reader_init(struct onr_reader *reader, const struct onr_engine *engine);
/* an empty document, ready for the next article */
void reader_reset(struct onr_reader *reader);
void reader_release(struct onr_reader *reader);

/* Name of the i-th stage, NULL past the end; number of a stage, false when there is none of that
 * name. */
const char *stage_name(unsigned i);
bool stage_find(const char *name, unsigned *stage);
/* ONR_ERR_ARG with a message that lists the stages there are */
enum onr_status stage_unknown(const char *name, struct onr_error *error);

/* true when a publication date can be understood */
bool date_is_readable(const char *date);

/* Needs: text and article fields. Runs the stages up to and including `last` on reader->doc; none
 * behind `language` where that finds another one than English and reader->force is false. */
void read_document(struct onr_reader *reader, unsigned last);
/* The same from stage `first` on, whose needs the caller has met. */
void read_stages(struct onr_reader *reader, unsigned first, unsigned last);

#endif
