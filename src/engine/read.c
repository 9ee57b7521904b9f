/* read: the stages in their order. This table is the architecture: each stage needs the layers of
 * those above it and adds its own; none reaches back. What a stage does stands in the header that
 * declares it: intake/blocks.h, lang/lang.h, meaning/meaning.h. */
#include "engine/read.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "intake/blocks.h"
#include "intake/date.h"
#include "intake/language.h"
#include "intake/stream/zstd.h"
#include "meaning/meaning.h"
#include "store/bundle.h"

enum {
    ARENA_KEEP = 8 << 20, /* bytes of memory kept between articles */
    OUTPUT_MAX = 1 << 30, /* bytes of one record */
};

struct stage {
    const char *name;
    void (*run)(struct onr_reader *reader, struct doc *doc);
};

static void run_blocks(struct onr_reader *reader, struct doc *doc)
{
    find_blocks(reader->engine->world, doc);
}

static void run_language(struct onr_reader *reader, struct doc *doc)
{
    find_language(reader->engine->world, doc, reader->force);
}

static void run_sentences(struct onr_reader *reader, struct doc *doc)
{
    split_sentences(reader->engine->lang, doc);
}

static void run_parse(struct onr_reader *reader, struct doc *doc)
{
    parse_sentences(reader->engine->lang, reader->lang, doc);
}

static void run_lemmas(struct onr_reader *reader, struct doc *doc)
{
    find_lemmas(reader->engine->lang, doc);
}

static void run_times(struct onr_reader *reader, struct doc *doc)
{
    find_times(reader->engine->world, &reader->scratch, doc);
}

static void run_mentions(struct onr_reader *reader, struct doc *doc)
{
    find_mentions(reader->engine->world, &reader->scratch, doc);
}

static void run_entities(struct onr_reader *reader, struct doc *doc)
{
    resolve_entities(reader->engine->world, &reader->scratch, doc);
}

static void run_places(struct onr_reader *reader, struct doc *doc)
{
    find_places(reader->engine->world, &reader->scratch, doc);
}

static void run_statements(struct onr_reader *reader, struct doc *doc)
{
    find_statements(reader->engine->world, &reader->scratch, doc);
}

static void run_persons(struct onr_reader *reader, struct doc *doc)
{
    resolve_quoted_persons(reader->engine->world, &reader->scratch, doc);
}

static void run_events(struct onr_reader *reader, struct doc *doc)
{
    find_events(reader->engine->world, &reader->scratch, doc);
}

static const struct stage STAGES[] = {
    {"blocks", run_blocks},         /* headline, byline, dateline, body, credit, boilerplate */
    {"language", run_language},     /* whether it is English; the rest is left out if not */
    {"sentences", run_sentences},   /* sentences and tokens */
    {"parse", run_parse},           /* tags, tree, names */
    {"lemmas", run_lemmas},         /* lemmas */
    {"times", run_times},           /* dates, times, durations */
    {"mentions", run_mentions},     /* who and what is spoken of */
    {"entities", run_entities},     /* mentions of the same united, actors */
    {"places", run_places},         /* places that something is or happens at */
    {"statements", run_statements}, /* who said what, with what standing */
    {"persons", run_persons},       /* I, we, you inside quotations */
    {"events", run_events},         /* who did what to whom */
    {NULL, NULL},
};

_Static_assert(sizeof STAGES / sizeof *STAGES - 1 <= (size_t)ONR_STAGES_MAX,
               "onr_totals has no room for all stages");

void read_document(struct onr_reader *reader, unsigned last)
{
    reader->fingerprint = bundle_fingerprint(&reader->doc);
    read_stages(reader, 0, last);
}

void read_stages(struct onr_reader *reader, unsigned first, unsigned last)
{
    uint64_t start = clock_thread_ns();
    for (unsigned i = first; i <= last && STAGES[i].name; i++) {
        STAGES[i].run(reader, &reader->doc);
        uint64_t end = clock_thread_ns();
        reader->stage_ns[i] += end - start;
        start = end;
        if (reader->doc.article.foreign && !reader->force)
            return;
    }
}

const char *stage_name(unsigned i)
{
    return i < sizeof STAGES / sizeof *STAGES ? STAGES[i].name : NULL;
}

bool stage_find(const char *name, unsigned *stage)
{
    for (unsigned i = 0; STAGES[i].name; i++) {
        if (strcmp(STAGES[i].name, name) == 0) {
            *stage = i;
            return true;
        }
    }
    return false;
}

enum onr_status stage_unknown(const char *name, struct onr_error *error)
{
    char names[200] = "";
    for (unsigned i = 0; STAGES[i].name; i++) {
        size_t n = strlen(names);
        snprintf(names + n, sizeof names - n, "%s%s", i ? ", " : "", STAGES[i].name);
    }
    return error_set(error, ONR_ERR_ARG, "'%.20s' is no stage; the stages are %s", name, names);
}

bool date_is_readable(const char *date)
{
    char normal[DATE_LENGTH];
    int32_t day;
    return date_normalise(str_of(date), normal, &day);
}

void reader_init(struct onr_reader *reader, const struct onr_engine *engine)
{
    *reader = (struct onr_reader){.engine = engine};
    if (engine->lang)
        reader->lang = lang_state_new(engine->lang);
    arena_init(&reader->scratch, ARENA_KEEP);
    doc_init(&reader->doc);
    buf_init(&reader->out, OUTPUT_MAX);
    buf_init(&reader->row_keys, OUTPUT_MAX);
}

void reader_reset(struct onr_reader *reader)
{
    doc_reset(&reader->doc);
    reader->comments = (struct conllu_comments){0};
}

void reader_release(struct onr_reader *reader)
{
    buf_release(&reader->row_keys);
    buf_release(&reader->out);
    doc_release(&reader->doc);
    arena_release(&reader->scratch);
    lang_state_free(reader->lang);
    zstd_packer_free(reader->packer);
}
