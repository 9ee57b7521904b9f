/* batch: many inputs through many readers. The calling thread cuts the input into articles, the
 * workers read them and write their records, which leave in input order (base/pool). An article
 * that cannot be read becomes a problem in its place in that order; it never ends the run.
 *
 * Memory: SLOTS_PER_WORKER raw articles and records a worker, and one reader a worker. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/hash.h"
#include "base/pool.h"
#include "engine/checkpoint.h"
#include "engine/chunks.h"
#include "engine/inputs.h"
#include "engine/oneaday.h"
#include "engine/parse.h"
#include "engine/tell.h"
#include "engine/write.h"
#include "intake/article.h"
#include "intake/forms.h"
#include "intake/stream/zstd.h"
#include "store/store.h"

enum {
    SLOTS_PER_WORKER = 4,
    SLOTS_WITHOUT_READING = 32, /* the same where only stories are told */
    BUFFER_KEEP = 4 << 20,      /* bytes a slot's buffers keep for the next article */
    RECORD_MAX = 1 << 30,       /* bytes of one record */
    CHECK_ITEMS = 256,          /* a checkpoint is written after so many articles … */
};

static const double CHECK_SECONDS = 1; /* … or so much time */

/* an article on its way */
struct item {
    struct raw_article raw;
    struct buf record;
    struct telling telling;
    struct buf row_keys;      /* where rows of a day are told apart */
    struct bundle *bundle;    /* instead of the record, where there is a store */
    bool known;               /* the store has it as it is: it was not read */
    struct onr_error problem; /* status ONR_OK: none; ONR_END: it was no article */
    uint64_t left_out;        /* passed over in front of it */
    uint64_t input, items;    /* how far the input is read behind it; see struct checkpoint */
    uint64_t bytes, words, statements, events;
};

struct run {
    const struct onr_batch *batch;
    struct onr_totals *totals;
    unsigned last_stage;
    enum intake_form form;
    double started;
    struct onr_reader *readers; /* one a worker */
    struct teller teller;

    struct inputs inputs;
    uint32_t i_input;   /* the one being read, or to be read next */
    int fd;             /* of it; -1 = not open yet */
    uint64_t n_yielded; /* articles and problems it gave so far */
    struct intake intake;
    struct chunks chunks;
    uint64_t skip;            /* items of the input to be opened that an earlier run has put */
    struct checkpoint point;  /* behind what was put */
    unsigned unchecked;       /* items put since it was written */
    double checked;           /* when it was written */
    uint64_t left_out_last;   /* behind the last article */
    struct day_filter days;   /* of rows written */
    bool refused;             /* `write` said false, or the store failed */
    struct onr_error failure; /* of the store or the checkpoint */
};

static bool asked_to_stop(const struct run *run)
{
    return run->batch->stop && *run->batch->stop;
}

/* ---- the calling thread: input to articles ---- */

static bool is_chunked(const struct run *run)
{
    return run->batch->from == ONR_FROM_PROSE || run->batch->from == ONR_FROM_CONLLU;
}

static bool is_standard_input(const struct input *input)
{
    return strcmp(input->path, "-") == 0;
}

/* Opens the next input; false with item->problem filled where that fails. */
static bool open_input(struct run *run, const struct input *input, struct item *item)
{
    const char *path = is_standard_input(input) ? "standard input" : input->path;
    if (input->complaint) {
        error_set(&item->problem, ONR_ERR_IO, "%s", input->complaint);
        return false;
    }
    run->fd = is_standard_input(input) ? dup(STDIN_FILENO) : open(path, O_RDONLY | O_CLOEXEC);
    if (run->fd < 0) {
        error_set(&item->problem, ONR_ERR_IO, "%s: %s", path, strerror(errno));
        return false;
    }
    if (is_chunked(run)) {
        chunks_open(&run->chunks, run->fd, path);
        run->chunks.stop = run->batch->stop;
    } else {
        intake_open_fd(&run->intake, run->fd, path, run->form);
        run->intake.stop = run->batch->stop;
        if (input->one)
            intake_want_one(&run->intake, input->at);
    }
    return true;
}

static void close_input(struct run *run)
{
    if (is_chunked(run))
        chunks_close(&run->chunks);
    else
        intake_close(&run->intake);
    close(run->fd);
    run->fd = -1;
    run->n_yielded = 0;
    run->i_input++;
}

static enum onr_status cut_article(struct run *run, struct item *item)
{
    enum onr_status status;
    if (!is_chunked(run)) {
        uint64_t before = intake_position(&run->intake), left_out = run->intake.n_left_out;
        status = intake_next(&run->intake, &item->raw, &item->problem);
        item->bytes += intake_position(&run->intake) - before;
        item->left_out += run->intake.n_left_out - left_out;
        return status;
    }
    item->raw.origin = run->chunks.origin;
    item->raw.at = run->chunks.at;
    status = chunks_next(&run->chunks, &item->raw.bytes, &item->raw.line, &item->problem);
    item->bytes += item->raw.bytes.n;
    return status;
}

/* Passes over what an earlier run has put of the input just opened. */
static void skip_items(struct run *run, struct item *item)
{
    for (; run->skip && !asked_to_stop(run); run->skip--) {
        if (cut_article(run, item) == ONR_END)
            break;
        run->n_yielded++;
    }
    run->skip = 0;
    item->problem.status = ONR_OK;
    item->left_out = 0;
}

static bool find_article(struct run *run, struct item *item)
{
    item->problem.status = ONR_OK;
    item->bytes = item->left_out = 0;
    while (run->i_input < run->inputs.files.n && !asked_to_stop(run)) {
        const struct input *input = &run->inputs.files.v[run->i_input];
        if (run->fd < 0 && !open_input(run, input, item)) {
            run->i_input++;
            run->n_yielded = run->skip = 0;
            return true;
        }
        if (run->skip)
            skip_items(run, item);
        enum onr_status status = cut_article(run, item);
        if (asked_to_stop(run))
            break; /* what came may be half an article */
        if (status != ONR_END) {
            run->n_yielded++;
            return true;
        }
        bool nothing = run->n_yielded == 0;
        close_input(run);
        if (nothing) {
            error_set(&item->problem, ONR_ERR_FORMAT, "%s: %s",
                      is_standard_input(input) ? "standard input" : input->path,
                      item->left_out ? "no record in it holds an article" : "empty");
            return true;
        }
    }
    run->left_out_last = item->left_out;
    return false;
}

/* The next article or problem into the item; false at the end of all input. */
static bool next_article(void *context, void *p)
{
    struct run *run = context;
    struct item *item = p;
    if (!find_article(run, item))
        return false;
    item->input = run->i_input;
    item->items = run->n_yielded;
    return true;
}

/* ---- the workers: articles to records ---- */

static bool only_stories(const struct onr_batch *batch)
{
    return batch->stories && batch->stories->only;
}

static enum onr_status read_article(struct run *run, struct onr_reader *reader, struct item *item)
{
    reader_reset(reader);
    if (run->batch->from == ONR_FROM_CONLLU)
        return parse_conllu(reader, &item->raw, &item->problem);
    if (run->batch->from == ONR_FROM_PROSE)
        return parse_prose(reader, &item->raw, &item->problem);
    struct article_tools tools = {reader->engine->world, &reader->scratch};
    enum onr_status status = article_fill(&reader->doc, &item->raw, &tools, &item->problem);
    if (status != ONR_OK)
        return status;
    if (run->batch->published && !reader->doc.article.published)
        article_set_published(&reader->doc, str_of(run->batch->published));
    if (run->batch->store && !run->batch->again) {
        status = store_knows(run->batch->store, &reader->doc, &item->known, &item->problem);
        if (status != ONR_OK || item->known)
            return status;
    }
    reader->force = run->batch->force;
    if (!only_stories(run->batch))
        read_document(reader, run->last_stage);
    return ONR_OK;
}

static bool filters_days(const struct run *run)
{
    return run->batch->to == ONR_TO_CSV && run->batch->look.one_a_day;
}

static void make_record(struct run *run, struct onr_reader *reader, struct item *item)
{
    if (run->batch->store) {
        if (!reader->packer)
            reader->packer = zstd_packer_new(bundle_dictionary());
        bundle_fill(item->bundle, &reader->doc, reader->fingerprint, reader->packer);
        item->bundle->again = run->batch->again;
        return;
    }
    if (!only_stories(run->batch))
        write_document(reader, run->batch->to, &run->batch->look, &item->record);
    teller_sketch(&run->teller, &item->telling, reader, &item->record);
    if (filters_days(run))
        buf_add(&item->row_keys, buf_str(&reader->row_keys));
    if (item->record.full)
        error_set(&item->problem, ONR_ERR_LIMIT, "%s:%llu: its record is larger than %d MB",
                  item->raw.origin, (unsigned long long)item->raw.line, RECORD_MAX >> 20);
}

static void work_on_article(void *context, unsigned worker, void *p)
{
    struct run *run = context;
    struct item *item = p;
    struct onr_reader *reader = &run->readers[worker];
    buf_clear(&item->record);
    buf_clear(&item->row_keys);
    item->known = false;
    if (item->problem.status != ONR_OK)
        return;
    item->problem.status = read_article(run, reader, item);
    if (item->problem.status != ONR_OK)
        return;
    if (!item->known)
        make_record(run, reader, item);
    item->words = reader->doc.tokens.n - 1;
    item->statements = reader->doc.statements.n - 1;
    item->events = reader->doc.events.n - 1;
}

/* ---- whichever worker is first: records to output ---- */

static void shrink(struct buf *buf)
{
    if (buf->cap > BUFFER_KEEP)
        buf_release(buf);
}

/* false where the run must end */
static bool hand_on(struct run *run, struct item *item)
{
    const struct onr_batch *batch = run->batch;
    if (batch->store && !item->known)
        return store_put(batch->store, &item->bundle, &run->failure) == ONR_OK;
    if (batch->store) {
        store_skip(batch->store);
        return true;
    }
    if (filters_days(run))
        day_filter_apply(&run->days, &item->record, &item->row_keys);
    teller_put(&run->teller, &item->telling, &item->record);
    return !item->record.n || batch->write(batch->context, item->record.s, item->record.n);
}

/* writes down how far the run came; false where that cannot be done */
static bool check_point(struct run *run)
{
    const struct onr_batch *batch = run->batch;
    run->unchecked = 0;
    run->checked = clock_seconds();
    if (batch->store && onr_store_flush(batch->store, &run->failure) != ONR_OK)
        return false;
    if (batch->keep && !batch->keep(batch->context, &run->point.place))
        return false;
    return checkpoint_write(&run->point, batch->checkpoint, &run->failure) == ONR_OK;
}

static bool pass_point(struct run *run, const struct item *item)
{
    run->point.input = item->input;
    run->point.items = item->items;
    run->point.problems = run->totals->problems;
    if (!run->batch->checkpoint)
        return true;
    bool due = ++run->unchecked >= CHECK_ITEMS || clock_seconds() - run->checked >= CHECK_SECONDS;
    return !due || check_point(run);
}

static bool put_record(void *context, void *p)
{
    struct run *run = context;
    const struct onr_batch *batch = run->batch;
    struct onr_totals *totals = run->totals;
    struct item *item = p;
    totals->bytes += item->bytes;
    totals->left_out += item->left_out;
    if (item->problem.status == ONR_END) {
        totals->left_out++;
    } else if (item->problem.status != ONR_OK) {
        totals->problems++;
        if (batch->problem)
            batch->problem(batch->context, &item->problem);
    } else {
        run->refused |= !hand_on(run, item);
        totals->articles += !run->refused;
        totals->words += item->words;
        totals->statements += item->statements;
        totals->events += item->events;
    }
    run->refused = run->refused || !pass_point(run, item);
    totals->seconds = clock_seconds() - run->started;
    if (batch->progress)
        batch->progress(batch->context, totals);
    shrink(&item->raw.bytes);
    shrink(&item->record);
    shrink(&item->row_keys);
    return !run->refused;
}

/* ---- the run ---- */

/* what stands in front of all records */
static void put_headings(struct run *run)
{
    struct buf headings;
    buf_init(&headings, BUFFER_KEEP);
    write_headings(run->batch->to, &run->batch->look, &headings);
    if (headings.n)
        run->refused = !run->batch->write(run->batch->context, headings.s, headings.n);
    buf_release(&headings);
}

static enum onr_status form_unknown(const char *name, struct onr_error *error)
{
    char names[160] = "";
    for (unsigned i = 0; onr_form_name(i); i++) {
        size_t n = strlen(names);
        snprintf(names + n, sizeof names - n, "%s%s", i ? ", " : "", onr_form_name(i));
    }
    return error_set(error, ONR_ERR_ARG, "'%.20s' is no form; the forms are %s", name, names);
}

enum onr_status onr_batch_check(const struct onr_batch *batch, struct onr_error *error)
{
    unsigned stage;
    if (batch->until && !stage_find(batch->until, &stage))
        return stage_unknown(batch->until, error);
    enum intake_form form;
    if (batch->form && !form_find(str_of(batch->form), &form))
        return form_unknown(batch->form, error);
    if (batch->published && !date_is_readable(batch->published))
        return error_set(error, ONR_ERR_ARG, "'%s' is no date; write it as 2024-11-01",
                         batch->published);
    if (batch->checkpoint && (batch->stories || batch->look.one_a_day))
        return error_set(error, ONR_ERR_ARG,
                         "no checkpoint can be kept with stories or with one row a day");
    if (!teller_speaks(batch))
        return error_set(error, ONR_ERR_ARG, "stories are told in text and JSON Lines only");
    return ONR_OK;
}

static bool run_pool(struct run *run, const struct onr_engine *engine, unsigned n_workers)
{
    unsigned n_slots =
        n_workers * (only_stories(run->batch) ? SLOTS_WITHOUT_READING : SLOTS_PER_WORKER);
    struct item *items = memory_alloc(n_slots * sizeof *items);
    void **pointers = memory_alloc(n_slots * sizeof *pointers);
    run->readers = memory_alloc(n_workers * sizeof *run->readers);
    for (unsigned i = 0; i < n_slots; i++) {
        raw_article_init(&items[i].raw);
        buf_init(&items[i].record, RECORD_MAX);
        telling_init(&items[i].telling);
        buf_init(&items[i].row_keys, RECORD_MAX);
        items[i].bundle = memory_alloc(sizeof *items[i].bundle);
        bundle_init(items[i].bundle);
        pointers[i] = &items[i];
    }
    for (unsigned i = 0; i < n_workers; i++)
        reader_init(&run->readers[i], engine);

    bool no_thread;
    pool_run(&(struct pool_task){.context = run,
                                 .items = pointers,
                                 .n_slots = n_slots,
                                 .n_workers = n_workers,
                                 .next = next_article,
                                 .work = work_on_article,
                                 .put = put_record},
             &no_thread);

    for (unsigned i = 0; i < n_workers; i++) {
        for (unsigned k = 0; k < ONR_STAGES_MAX; k++)
            run->totals->stage_ns[k] += run->readers[i].stage_ns[k];
        reader_release(&run->readers[i]);
    }
    for (unsigned i = 0; i < n_slots; i++) {
        raw_article_release(&items[i].raw);
        buf_release(&items[i].record);
        telling_release(&items[i].telling);
        buf_release(&items[i].row_keys);
        bundle_release(items[i].bundle);
        free(items[i].bundle);
    }
    free(run->readers);
    free(pointers);
    free(items);
    return !no_thread;
}

static uint64_t hash_text(uint64_t hash, const char *text)
{
    return hash_bytes(str_of(text ? text : "\n"), hash);
}

/* a hash of what decides what is written */
static uint64_t key_of(const struct run *run)
{
    const struct onr_batch *batch = run->batch;
    uint64_t hash = hash_text(0, onr_version());
    const char *texts[] = {batch->form, batch->published, batch->until};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        hash = hash_text(hash, texts[i]);
    for (uint32_t i = 0; i < run->inputs.files.n; i++)
        hash = hash_mix(hash_text(hash, run->inputs.files.v[i].path), run->inputs.files.v[i].at);
    const unsigned numbers[] = {batch->from,         batch->to,           batch->force,
                                batch->look.columns, batch->look.explain, batch->look.width,
                                batch->store != NULL};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        hash = hash_mix(hash, numbers[i]);
    return hash;
}

/* Goes back to the checkpoint, or writes the first one. *resumed: the run does not begin anew. */
static enum onr_status begin_checkpoint(struct run *run, bool *resumed, struct onr_error *error)
{
    const struct onr_batch *batch = run->batch;
    struct checkpoint point = {0};
    run->point.key = key_of(run);
    enum onr_status status = checkpoint_read(&point, batch->checkpoint, error);
    *resumed = status == ONR_OK;
    if (status == ONR_END && !check_point(run))
        return error_set(error, ONR_ERR_IO, "%s",
                         run->failure.status ? run->failure.message : "the output cannot be kept");
    if (status != ONR_OK)
        return status == ONR_END ? ONR_OK : status;
    if (point.key != run->point.key)
        return error_set(error, ONR_ERR_ARG,
                         "%s: a checkpoint of a run with other input or options",
                         batch->checkpoint);
    if (batch->go_back && !batch->go_back(batch->context, point.place))
        return error_set(error, ONR_ERR_IO, "%s: the output is not that of the checkpoint",
                         batch->checkpoint);
    run->point = point;
    run->i_input = (uint32_t)point.input;
    run->skip = point.items;
    run->totals->problems = point.problems;
    run->checked = clock_seconds();
    return ONR_OK;
}

/* the last checkpoint: behind all that was put, or behind everything */
static void end_checkpoint(struct run *run)
{
    if (!asked_to_stop(run)) {
        run->point.input = run->inputs.files.n;
        run->point.items = 0;
    }
    run->refused = !check_point(run);
}

static enum onr_status outcome(struct run *run, bool ran, struct onr_error *error)
{
    if (!ran)
        return error_set(error, ONR_ERR_LIMIT, "no thread could be started");
    if (run->failure.status)
        return error_set(error, run->failure.status, "%s", run->failure.message);
    if (run->refused)
        return error_set(error, ONR_ERR_IO, "the output could not be written");
    if (asked_to_stop(run))
        return error_set(error, ONR_ERR_STOPPED, "stopped as asked");
    return ONR_OK;
}

/* from the first article to the last */
static enum onr_status run_through(struct run *run, const struct onr_engine *engine,
                                   struct onr_error *error)
{
    const struct onr_batch *batch = run->batch;
    inputs_init(&run->inputs, batch->paths, batch->n_paths);
    run->totals->bytes_known = run->inputs.bytes;
    bool resumed = false;
    enum onr_status status = batch->checkpoint ? begin_checkpoint(run, &resumed, error) : ONR_OK;
    if (status != ONR_OK) {
        inputs_release(&run->inputs);
        return status;
    }
    if (!batch->store && !resumed)
        put_headings(run);
    unsigned n_workers = batch->n_threads ? batch->n_threads : pool_processors();
    bool ran = run->refused || run_pool(run, engine, n_workers);
    if (run->fd >= 0)
        close_input(run);
    if (batch->checkpoint && ran && !run->refused)
        end_checkpoint(run);
    inputs_release(&run->inputs);
    run->totals->left_out += run->left_out_last;
    if (batch->store && !run->refused)
        run->refused = onr_store_gather(batch->store, &run->failure) != ONR_OK;
    day_filter_release(&run->days);
    run->totals->seconds = clock_seconds() - run->started;
    return outcome(run, ran, error);
}

/* the same with the stories of earlier runs before, and those of all behind */
static enum onr_status run_with_stories(struct run *run, const struct onr_engine *engine,
                                        struct onr_error *error)
{
    enum onr_status status = teller_open(&run->teller, run->batch, error);
    if (status != ONR_OK)
        return status;
    status = run_through(run, engine, error);
    bool keep = status == ONR_OK || status == ONR_ERR_STOPPED;
    enum onr_status closed = teller_close(&run->teller, keep, status == ONR_OK ? error : NULL);
    return status == ONR_OK ? closed : status;
}

enum onr_status onr_batch_run(const onr_engine *engine, const struct onr_batch *batch,
                              struct onr_totals *totals, struct onr_error *error)
{
    struct run run = {.batch = batch, .totals = totals, .fd = -1, .started = clock_seconds()};
    struct onr_engine bare = {0};
    *totals = (struct onr_totals){0};
    enum onr_status status = onr_batch_check(batch, error);
    if (status == ONR_OK && !engine)
        status = world_open(&bare.world, error);
    if (status != ONR_OK)
        return status;
    run.last_stage = ONR_STAGES_MAX;
    if (batch->until)
        stage_find(batch->until, &run.last_stage);
    if (batch->form)
        form_find(str_of(batch->form), &run.form);
    status = run_with_stories(&run, engine ? engine : &bare, error);
    if (bare.world)
        world_close(bare.world);
    return status;
}
