/* onrecord.h: the public interface. Statements and events of news text as a traceable record.
 *
 * Sections: status and errors; version; the engine (once a process); formats; the reader (once a
 * thread): one article in, its record out; stores and their views; batches: many
 * files in, records out in input order; looking at model files; codes; dictionaries; compiling
 * gazetteers.
 *
 *     onr_engine *engine;
 *     struct onr_error error;
 *     if (onr_engine_open(&engine, NULL, &error) != ONR_OK) …
 *     onr_reader *reader = onr_reader_new(engine);
 *     struct onr_article article = {.text = text, .text_size = strlen(text)};
 *     if (onr_reader_read(reader, &article, NULL, &error) == ONR_OK)
 *         … onr_reader_write(reader, ONR_TO_JSONL, NULL, &bytes, &size, &error) …
 *
 * The library prints nothing, never exits and has no globals. Out of memory aborts. */
#ifndef ONRECORD_H
#define ONRECORD_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ONR_API __attribute__((visibility("default")))
#define ONR_CHECKED __attribute__((warn_unused_result))
#else
#define ONR_API
#define ONR_CHECKED
#endif

/* ---- Status and errors ------------------------------------------------------------------- */

enum onr_status {
    ONR_OK = 0,
    ONR_END,         /* no more input; not an error */
    ONR_ERR_ARG,     /* the caller asked for something that makes no sense */
    ONR_ERR_IO,      /* a file or stream could not be opened, read or written */
    ONR_ERR_FORMAT,  /* the input is not in the form it was said to be in */
    ONR_ERR_MODEL,   /* a model or knowledge file is missing, foreign, truncated or damaged */
    ONR_ERR_LIMIT,   /* the input is larger than a limit checked at the door */
    ONR_ERR_STOPPED, /* the caller asked a running batch to stop */
    ONR_ERR_STORE,   /* a database refused, is locked, full, foreign or damaged */
};

/* What went wrong: a status, one plain sentence naming file and place, the byte position in the
 * input (or 0) where that makes sense. */
struct onr_error {
    enum onr_status status;
    char message[240];
    uint64_t at;
};

/* ---- Version ----------------------------------------------------------------------------- */

/* "0.1.0"; never NULL */
ONR_API const char *onr_version(void);

/* ---- Engine: the trained model and the knowledge, read-only, shared by all threads -------- */

typedef struct onr_engine onr_engine;

/* Opens the model file at `model`; a word of small letters that is no file, such as "fast", means
 * english-WORD.model in those places. Where model is NULL, the first that exists of: the path in
 * the environment variable ONRECORD_MODEL, ../share/onrecord/en/english.model and
 * ../data/en/english.model beside the running program, and the installed data folder. On failure
 * *engine is NULL and the message names the file and what is wrong with it. */
ONR_API ONR_CHECKED enum onr_status onr_engine_open(onr_engine **engine, const char *model,
                                                    struct onr_error *error);
/* Takes the places of the world from this file, compiled by onr_places_compile, instead of the one
 * that onr_engine_open took: the path in the environment variable ONRECORD_PLACES, or
 * en/places.gazetteer beside the model as it looks for that; where there is none, the built-in
 * tables are all that is known, and every record says so. To be called before a reader is made. On
 * failure the engine keeps what it had. */
ONR_API ONR_CHECKED enum onr_status onr_engine_use_places(onr_engine *engine, const char *places,
                                                          struct onr_error *error);
/* Joins the tables in a folder, NAME.tsv with the columns of the table NAME of data/en or some of
 * them, to those the program knows. NULL: $XDG_CONFIG_HOME/onrecord or ~/.config/onrecord, where
 * that has any; where not, nothing happens. To be called before a reader is made. Rows are checked;
 * the message names file and line of the first fault, and the engine keeps what it had. */
ONR_API ONR_CHECKED enum onr_status onr_engine_use_tables(onr_engine *engine, const char *folder,
                                                          struct onr_error *error);
/* NULL is allowed. No reader of this engine may be left. */
ONR_API void onr_engine_close(onr_engine *engine);
/* path of the model file in use; lives as long as the engine */
ONR_API const char *onr_engine_model(const onr_engine *engine);

/* ---- Formats ------------------------------------------------------------------------------ */

/* what comes in, beside the forms of articles, which have names (onr_form_name) */
enum onr_from {
    ONR_FROM_ARTICLES, /* in the form that onr_batch.form names */
    ONR_FROM_PROSE,    /* running text without headlines, bylines or credits: parse only */
    ONR_FROM_CONLLU,   /* sentences and words as given: parse only */
};

/* Names of the forms of articles, "auto" first: see onrecord-formats(5). NULL from their number
 * on. */
ONR_API const char *onr_form_name(unsigned i);

/* what goes out */
enum onr_to {
    ONR_TO_TEXT,   /* for people */
    ONR_TO_JSONL,  /* the record: one JSON object a line */
    ONR_TO_CSV,    /* one event a line; a batch begins with the column headings */
    ONR_TO_CONLLU, /* sentences, words, tags, trees, names */
    ONR_TO_DUMP,   /* every layer of the document as it stands after the last stage */
    ONR_TO_PAIRS, /* one JSON object a line for any two articles alike: batches with stories only */
};

/* which columns ONR_TO_CSV has; see onrecord-read(1) */
enum onr_columns {
    ONR_COLUMNS_OWN, /* PETRARCH-2's, then status and on whose word */
    ONR_COLUMNS_PETRARCH,
    ONR_COLUMNS_PHOENIX,
    ONR_COLUMNS_GDELT, /* GDELT 2.0 events */
    ONR_COLUMNS_ICEWS,
    ONR_COLUMNS_POLECAT,
};

/* how ONR_TO_TEXT and ONR_TO_CSV look */
struct onr_look {
    unsigned width; /* columns; 0 = 80 */
    bool color;     /* with terminal escapes */
    bool explain; /* with what is behind each statement and event, and why each place was chosen */
    bool notices; /* with the oddities met in the article */
    enum onr_columns columns;
    bool one_a_day; /* of a batch's CSV rows with the same day, source, target and code the first */
};

/* Names of the stages, in the order in which they run; NULL from the number of stages on. */
ONR_API const char *onr_stage_name(unsigned i);

enum { ONR_STAGES_MAX = 24 };

/* ---- Reader: one article in, its record out ----------------------------------------------- */

/* One a thread; several may share an engine. */
typedef struct onr_reader onr_reader;

/* All but text may be NULL. Strings are UTF-8; what is not is repaired, with a notice. */
struct onr_article {
    const char *text;
    size_t text_size;      /* bytes */
    const char *title;     /* put in front of the text as its headline */
    const char *id;        /* NULL: a hash of the text */
    const char *published; /* date or date-time, needed to resolve "on Friday" */
    const char *url, *source, *language;
    const char *origin; /* where it was read from, for messages and the record */
    bool force;         /* read it through also where it is not in English */
};

ONR_API onr_reader *onr_reader_new(const onr_engine *engine);
ONR_API void onr_reader_free(onr_reader *reader);

/* Reads an article, replacing the one before. `until` names the last stage to run; NULL runs all.
 * An article that is not in English is read no further than its blocks and carries a notice, unless
 * article->force is true. Odd text is no failure; failures are: unknown stage or unparsable date
 * (ONR_ERR_ARG), binary or empty text (ONR_ERR_FORMAT), too large (ONR_ERR_LIMIT). */
ONR_API ONR_CHECKED enum onr_status onr_reader_read(onr_reader *reader,
                                                    const struct onr_article *article,
                                                    const char *until, struct onr_error *error);

/* Writes the article last read. *bytes belongs to the reader and is valid until its next call.
 * look may be NULL. */
ONR_API ONR_CHECKED enum onr_status onr_reader_write(onr_reader *reader, enum onr_to to,
                                                     const struct onr_look *look,
                                                     const char **bytes, size_t *size,
                                                     struct onr_error *error);

/* ---- Store: records kept, searched, counted ------------------------------------------------ */

/* A file (SQLite) or a database of a server (PostgreSQL). Used by one thread at a time; several may
 * be open on the same file. Its tables are described in onrecord-store(5). */
typedef struct onr_store onr_store;

enum onr_access {
    ONR_READ,  /* look only; the store must be there */
    ONR_WRITE, /* add and change; made where there is none, brought up to date where it is older */
};

/* `where` is a file, or an address "postgresql://USER@HOST:PORT/DATABASE" with its further
 * options. On failure *store is NULL and the message says what is wrong with it: not there, not a
 * store of onrecord, of a newer version, not writable, locked and by whom. A store that another
 * process writes to is waited for, ten seconds at most. */
ONR_API ONR_CHECKED enum onr_status onr_store_open(onr_store **store, const char *where,
                                                   enum onr_access access, struct onr_error *error);
/* NULL is allowed. Articles not yet flushed are dropped. */
ONR_API void onr_store_close(onr_store *store);

/* what became of the articles given to the store */
struct onr_store_totals {
    uint64_t added;     /* not known before */
    uint64_t replaced;  /* known, but the text or what is told about it has changed */
    uint64_t unchanged; /* known as they are; nothing is written */
    uint64_t older;     /* changed before what is in the store was; nothing is written */
    uint64_t ns;        /* processor time spent on the store */
};

/* Puts the article last read by the reader into the open batch. An article is known by its id and
 * its source together. A batch is written in one transaction when it is large or a second old:
 * whatever happens, the store holds whole batches only. */
ONR_API ONR_CHECKED enum onr_status onr_store_add(onr_store *store, const onr_reader *reader,
                                                  struct onr_error *error);
/* Writes the open batch. */
ONR_API ONR_CHECKED enum onr_status onr_store_flush(onr_store *store, struct onr_error *error);
/* since the store was opened */
ONR_API void onr_store_totals(const onr_store *store, struct onr_store_totals *totals);

enum onr_value_kind {
    ONR_VALUE_NULL,
    ONR_VALUE_INTEGER,
    ONR_VALUE_REAL,
    ONR_VALUE_TEXT, /* UTF-8; NUL-terminated where it comes out of a row */
    ONR_VALUE_BLOB,
};

struct onr_value {
    enum onr_value_kind kind;
    int64_t integer;
    double real;
    const char *text; /* of TEXT and BLOB */
    size_t size;      /* bytes of it */
};

struct onr_row {
    unsigned n;
    const char *const *names; /* of its columns */
    const struct onr_value *values;
};

/* Asks one question in SQL, which cannot change anything, with values for its parameters ?1, ?2 …
 * Each row is handed to `row`, which must not use the store; false ends the question, which is no
 * failure. Questions are kept prepared: ask the same text again. */
ONR_API ONR_CHECKED enum onr_status
onr_store_rows(onr_store *store, const char *sql, const struct onr_value *parameters, unsigned n,
               bool (*row)(void *context, const struct onr_row *row), void *context,
               struct onr_error *error);
/* Tells, as text for people, how a name ("South Korean Foreign Minister Cho Tae-yul") is coded on a
 * day (NULL: today's offices): each actor in it, the rows of the tables that gave country, sectors
 * and code, and the rule that joined them. *bytes as with onr_reader_write. */
ONR_API ONR_CHECKED enum onr_status onr_actor_explain(onr_reader *reader, const char *name,
                                                      const char *date, const char **bytes,
                                                      size_t *size, struct onr_error *error);

/* The same, written out: as a table for people, JSON Lines or CSV. *n is how many rows. */
ONR_API ONR_CHECKED enum onr_status
onr_store_sql(onr_store *store, const char *sql, enum onr_to to, const struct onr_look *look,
              bool (*write)(void *context, const char *bytes, size_t size), void *context,
              uint64_t *n, struct onr_error *error);

/* What to look for; NULL, false and 0 = whatever. All that is said must hold. */
struct onr_query {
    /* Whom: a name ("Ada Berg"), an actor code that the actor's begins with ("NOR", "NORGOV"), or
     * the number of an identity ("#12"). who speaks or acts, to is spoken to or acted upon; with
     * either, who is on any side, and to on the other. */
    const char *who, *to;
    bool either;
    const char *about; /* words in what is said, or in those that tell an event */
    const char *text;  /* words in the article. Of words, "several" stand in that order, -none must
                          not occur, and beg* is a beginning. */
    /* one or more, with commas between. standing asks for statements, the others for events. */
    const char *standing;      /* "denies,declines" */
    const char *status;        /* "happened" */
    const char *code;          /* beginnings of CAMEO codes, or PLOVER types: "19,SANCTION" */
    const char *since, *until; /* both included: 2024, 2024-11, 2024-11-01 */
    const char *place;         /* name of a place, of its division, or code of its country */
    const char *story;         /* a story, or the id of one of its articles */
    bool statements, events;   /* only those */
    bool copies;               /* also what copies of articles repeat */
    unsigned limit;            /* rows, the newest; 0 = all */
};

/* Writes the statements and events found, by day: for people, as JSON Lines or CSV. *n is how many;
 * look may be NULL. ONR_ERR_ARG where the query makes no sense or names somebody unknown. */
ONR_API ONR_CHECKED enum onr_status
onr_store_query(onr_store *store, const struct onr_query *query, enum onr_to to,
                const struct onr_look *look, bool (*write)(void *, const char *bytes, size_t size),
                void *context, uint64_t *n, struct onr_error *error);

/* The same for people, by month, with how cooperation and conflict weigh in each. */
ONR_API ONR_CHECKED enum onr_status
onr_store_timeline(onr_store *store, const struct onr_query *query, const struct onr_look *look,
                   bool (*write)(void *, const char *bytes, size_t size), void *context,
                   uint64_t *n, struct onr_error *error);

/* Gathers anew the statements that say the same, after articles were added; batches with a store do
 * so at their end. */
ONR_API ONR_CHECKED enum onr_status onr_store_gather(onr_store *store, struct onr_error *error);
/* Writes claims, each with every statement that carries it, for people or as JSON Lines: the
 * disputed and those of most speakers first; only those with a statement in which `words` stand
 * where that is not NULL; `limit` of them, 0 = all. */
ONR_API ONR_CHECKED enum onr_status
onr_store_claims(onr_store *store, const char *words, unsigned limit, enum onr_to to,
                 const struct onr_look *look, bool (*write)(void *, const char *bytes, size_t size),
                 void *context, uint64_t *n, struct onr_error *error);

enum onr_by { ONR_BY_DAY, ONR_BY_WEEK, ONR_BY_MONTH, ONR_BY_CODE, ONR_BY_PAIR, ONR_BY_STANDING };

/* Writes how many there are, as bars for people, or as JSON Lines or CSV. Pairs count who does what
 * to whom, each source and target of an event once, by country where one is known. */
ONR_API ONR_CHECKED enum onr_status
onr_store_count(onr_store *store, const struct onr_query *query, enum onr_by by, enum onr_to to,
                const struct onr_look *look, bool (*write)(void *, const char *bytes, size_t size),
                void *context, uint64_t *n, struct onr_error *error);

/* Who is who across articles. A list of the identities, the most often named first; those called
 * `name` (as in onr_query.who) where it is not NULL. */
ONR_API ONR_CHECKED enum onr_status
onr_store_entities(onr_store *store, const char *name, unsigned limit, enum onr_to to,
                   const struct onr_look *look,
                   bool (*write)(void *context, const char *bytes, size_t size), void *context,
                   uint64_t *n, struct onr_error *error);
/* Where an identity occurs, what it is called there, and by which rule it was taken for it. */
ONR_API ONR_CHECKED enum onr_status
onr_store_entity(onr_store *store, uint64_t identity, enum onr_to to, const struct onr_look *look,
                 bool (*write)(void *context, const char *bytes, size_t size), void *context,
                 uint64_t *n, struct onr_error *error);
/* From now on, and in all articles there are, `from` is `into`. */
ONR_API ONR_CHECKED enum onr_status onr_store_merge(onr_store *store, uint64_t from, uint64_t into,
                                                    struct onr_error *error);
/* Takes a merge of the identity back (n = 0), or makes whoever it is in the n articles, named by
 * their ids, somebody else; *fresh is who that is. Merging the two takes that back. */
ONR_API ONR_CHECKED enum onr_status onr_store_split(onr_store *store, uint64_t identity,
                                                    const char *const *articles, unsigned n,
                                                    uint64_t *fresh, struct onr_error *error);

/* ---- Views: a store as JSON or CSV, for pages and programs of other kinds ------------------ */

struct onr_parameter {
    const char *name, *value;
};

/* Writes one view of the store: "overview", "matrix", "pair", "party", "parties", "statements",
 * "events", "articles", "facets", "article", "map", "claims" or "about". docs/openapi.json tells
 * which parameters each takes and what it answers; with the parameter format=csv it is a table.
 * `write` is called once with the whole answer. ONR_ERR_ARG says which parameter makes no sense,
 * ONR_END that there is no such view, article or identity. */
ONR_API ONR_CHECKED enum onr_status
onr_store_view(onr_store *store, const char *view, const struct onr_parameter *parameters,
               unsigned n, bool (*write)(void *context, const char *bytes, size_t size),
               void *context, struct onr_error *error);

/* A number that is another one after somebody else has changed the store; to be compared with
 * earlier ones of the same handle. */
ONR_API ONR_CHECKED enum onr_status onr_store_stamp(onr_store *store, uint64_t *stamp,
                                                    struct onr_error *error);

/* ---- Batches: files in, records out, in input order, on all cores ------------------------- */

struct onr_totals {
    uint64_t articles; /* read */
    uint64_t left_out; /* of crawls: records that hold no article, such as pictures and revisits */
    uint64_t problems; /* reported: files, lines or articles that could not be read */
    uint64_t bytes;    /* of input, so far */
    uint64_t bytes_known; /* of all input where it is known beforehand (no streams), else 0 */
    uint64_t words, statements, events;
    double seconds;                    /* since the start */
    uint64_t stage_ns[ONR_STAGES_MAX]; /* processor time of each stage, all threads */
};

/* Which articles tell a story already told, and whether as a copy or as an update: the field
 * article.story of the record; see onrecord-stories(1). Earlier articles are held as sketches, at
 * most `articles` and none older than `days`. */
struct onr_stories {
    const char *state; /* file that keeps them from one run to the next; NULL = none. Read where it
                          exists, written at the end unless the output failed */
    unsigned days, articles; /* 0 = 30 days, 250000 articles */
    bool only;               /* no stage is run, and of articles only what names them is written */
};

/* The callbacks are called from threads of the library, never two at once. `write` and `problem`
 * come in input order. */
struct onr_batch {
    const char *const
        *paths; /* files, folders (all below with an ending of a known form, sorted), "-" */
    unsigned n_paths;
    enum onr_from from;
    const char *form; /* NULL = "auto": as the first bytes look */
    enum onr_to to;
    struct onr_look look;
    const char *published;             /* for articles that give no date; may be NULL */
    const char *until;                 /* last stage; NULL = all */
    bool force;                        /* read articles through that are not in English */
    unsigned n_threads;                /* 0 = one a processor */
    onr_store *store;                  /* NULL, or where records go, flushed at the end, instead of
                                          to `write` */
    bool again;                        /* read also articles that the store knows as they are */
    const volatile sig_atomic_t *stop; /* set to end the run after whole records; may be NULL */
    const struct onr_stories *stories; /* NULL = nothing is said about stories */
    /* File that keeps how far the run came, or NULL. Where it is there, the run goes on from it, if
     * it is of the same input, options and version; not with stories or one_a_day. */
    const char *checkpoint;

    void *context; /* given to the callbacks */
    /* whole records, one or more; false ends the run */
    bool (*write)(void *context, const char *bytes, size_t size);
    /* With a checkpoint; both may be NULL. keep makes last what was written and tells its end;
     * go_back drops what was written behind such an end. false ends the run. */
    bool (*keep)(void *context, uint64_t *end);
    bool (*go_back)(void *context, uint64_t end);
    /* something that could not be read; the run goes on; may be NULL */
    void (*problem)(void *context, const struct onr_error *error);
    /* after each article; may be NULL */
    void (*progress)(void *context, const struct onr_totals *totals);
};

/* Whether the batch makes sense, before an engine is opened for it: ONR_ERR_ARG for an unknown
 * stage or form, an unparsable date, and stories in a form of output that cannot tell them. */
ONR_API ONR_CHECKED enum onr_status onr_batch_check(const struct onr_batch *batch,
                                                    struct onr_error *error);

/* Memory stays bounded whatever the size of the input. ONR_OK when the input was gone through to
 * its end, problems or not (see totals->problems); ONR_ERR_STOPPED after a stop, ONR_ERR_IO when
 * `write` said false, what onr_batch_check says, and ONR_ERR_MODEL for a damaged state of stories.
 * engine may be NULL where only stories are asked for. */
ONR_API ONR_CHECKED enum onr_status onr_batch_run(const onr_engine *engine,
                                                  const struct onr_batch *batch,
                                                  struct onr_totals *totals,
                                                  struct onr_error *error);

/* ---- Getting pages and feeds from the web -------------------------------------------------- */

struct onr_fetch_totals {
    uint64_t got;       /* responses with contents */
    uint64_t unchanged; /* the same as last time */
    uint64_t problems;  /* reported: addresses that could not, or must not, be got */
    uint64_t bytes;     /* of records written */
};

struct onr_fetch {
    const char *const *urls; /* of pages and feeds */
    unsigned n_urls;
    const char *feeds;  /* OPML file with feeds to be got, too; may be NULL */
    const char *state;  /* file that keeps what was got, for the next run; may be NULL */
    int delay_ms;       /* between two requests to a host; negative: a second */
    unsigned timeout_s; /* of one request; 0 = 60 */
    unsigned max_mb;    /* of one response, what is larger is cut; 0 = 64 */
    bool allow_private; /* also addresses of private networks and of this machine */
    bool gzip;          /* each record is packed by itself, as a member of gzip */
    const volatile sig_atomic_t *stop; /* set to end the run; may be NULL */

    void *context; /* given to the callbacks */
    /* whole records of WARC; false ends the run */
    bool (*write)(void *context, const char *bytes, size_t size);
    /* what could not be got; the run goes on; may be NULL */
    void (*problem)(void *context, const struct onr_error *error);
};

/* Gets the addresses over HTTP and writes responses, each with its request, as WARC; of each feed
 * also the pages that its entries tell about and that were not got before. Only http and https;
 * robots.txt is obeyed; one request a host at a time; with a state file, what was got before is
 * asked for only if it has changed. ONR_OK when all were tried, ONR_ERR_STOPPED, ONR_ERR_IO (output
 * or state file), ONR_ERR_FORMAT (no feeds in the OPML file, a foreign state file), ONR_ERR_ARG
 * where the library was built without libcurl. */
ONR_API ONR_CHECKED enum onr_status onr_fetch_run(const struct onr_fetch *fetch,
                                                  struct onr_fetch_totals *totals,
                                                  struct onr_error *error);

/* ---- Model files --------------------------------------------------------------------------- */

/* Opens and verifies the model file at path (NULL: the one that onr_engine_open would take) and
 * hands what it says about itself to `write` as text: its card, then its parts with their sizes. */
ONR_API ONR_CHECKED enum onr_status
onr_model_show(const char *path, bool (*write)(void *context, const char *bytes, size_t size),
               void *context, struct onr_error *error);

/* ---- Codes ---------------------------------------------------------------------------------- */

/* Hands to `write`, as text for people, what a CAMEO code means, an example, its PLOVER event, quad
 * class and Goldstein value, and the acts, operators and words that lead to it; for a PLOVER event
 * the codes that fold to it; for NULL all codes. `tables` as with onr_engine_use_tables. */
ONR_API ONR_CHECKED enum onr_status onr_codes_show(const char *code, const char *tables,
                                                   bool (*write)(void *context, const char *bytes,
                                                                 size_t size),
                                                   void *context, struct onr_error *error);

/* ---- Dictionaries of other coders ----------------------------------------------------------- */

struct onr_import {
    const char *const *paths;
    unsigned n_paths;
    const char *folder; /* to write to; NULL: as onr_engine_use_tables has it */
    void *context;      /* given to problem */
    /* a line that makes no sense and was passed over; may be NULL */
    void (*problem)(void *context, const struct onr_error *error);
};

struct onr_import_totals {
    unsigned countries, organisations, people, regions, roles; /* rows written */
    unsigned left_out; /* entries whose codes have no counterpart in the tables */
    unsigned problems;
};

/* Turns dictionaries of PETRARCH or TABARI (actors, agents, CountryInfo; told apart by what is in
 * them) into tables in a folder, which it makes where it is missing. Writes over nothing:
 * ONR_ERR_IO where one of the tables is there already. */
ONR_API ONR_CHECKED enum onr_status onr_petrarch_import(const struct onr_import *request,
                                                        struct onr_import_totals *totals,
                                                        struct onr_error *error);

/* ---- Gazetteers ---------------------------------------------------------------------------- */

/* Compiles a dump of GeoNames, 19 tab-separated columns a line (allCountries.txt, cities500.txt or
 * the like), into the file `out`. The message names file and line of the first fault. */
ONR_API ONR_CHECKED enum onr_status onr_places_compile(const char *dump, const char *out,
                                                       struct onr_error *error);

#ifdef __cplusplus
}
#endif
#endif
