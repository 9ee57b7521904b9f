/* annotate: reads raw text with teachers and keeps what they say, for fitting a small network.
 * Usage: annotate --train CONLLU… --vectors FILE --teacher CHECKPOINT… [--forward CHECKPOINT
 *                 --backward CHECKPOINT] (--dev CONLLU… | --raw TOKENS --out SILVER
 *                 [--part K --parts N])
 * --dev prints how often the teachers together are right. --part reads every N-th sentence from the
 * K-th on, so that several processes can share a text. Sentences that are mostly figures are left
 * out. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "matrix.h"
#include "net_options.h"
#include "schedule.h"
#include "silver.h"
#include "teachers.h"

enum { WORDS_A_BATCH = 1500 };

static const char *const names[] = {"--train", "--dev",  "--vectors", "--teacher",     "--raw",
                                    "--out",   "--part", "--parts",   CONTEXT_OPTIONS, NULL};

struct annotate {
    struct options options;
    struct vectors vectors;
    struct corpus corpus; /* the treebanks, for the names of tags and relations */
    struct language_model language_model;
    struct teachers teachers;
    struct batch batch;
    struct soft soft[BATCH_MAX];
};

static struct net *load_teacher(const struct annotate *a, const char *path)
{
    struct net *net = memory_alloc(sizeof *net);
    struct net_config config;
    struct checkpoint unused;
    bool good = net_config_read(&config, path) && config.n_tags == a->corpus.tags.v.n &&
                config.n_rels == a->corpus.rels.v.n && config.n_names == NAME_LABELS &&
                (config.n_context == 0 || config.n_context == a->language_model.width);
    if (good) {
        net_init(net, &config, &a->vectors, 1);
        good = params_load(&net->params, path, &unused, false) == (int)net->params.n;
    }
    if (!good) {
        fprintf(stderr, "%s: no teacher over these treebanks, vectors and language models\n", path);
        exit(EXIT_FAILURE);
    }
    return net;
}

static void load_teachers(struct annotate *a)
{
    const struct options *options = &a->options;
    bool context = context_options(options, &a->language_model) > 0;
    teachers_init(&a->teachers, context ? &a->language_model : NULL);
    for (uint32_t i = 0; i < TEACHERS_MAX && options_each(options, "--teacher", i); i++)
        a->teachers.nets[a->teachers.n++] = load_teacher(a, options_each(options, "--teacher", i));
}

/* calls what is to be done with the batch that begins at sentence `first` */
static void judge_all(struct annotate *a, const struct corpus *corpus,
                      void (*take)(struct annotate *a, const struct corpus *corpus, uint32_t first,
                                   void *with),
                      void *with)
{
    struct batch_plan plan = {.vectors = &a->vectors};
    struct random unused = {0};
    for (uint32_t next = 0, first = 0;; first = next) {
        if (!batch_fill(&a->batch, corpus, NULL, &next, WORDS_A_BATCH, &plan, &unused))
            break;
        teachers_judge(&a->teachers, &a->batch, a->soft);
        take(a, corpus, first, with);
    }
}

static void count(struct tally *tally, bool right)
{
    tally->n++;
    tally->right += right;
}

static void compare(struct annotate *a, const struct corpus *corpus, uint32_t first, void *with)
{
    struct net_tallies *tallies = with;
    for (uint32_t s = 0; s < a->batch.n_sentences; s++)
        for (uint32_t i = 0; i < corpus->sentences.v[first + s].n; i++) {
            const struct word *word = &corpus->sentences.v[first + s].words[i];
            const struct soft *soft = &a->soft[a->batch.first[s] + i];
            bool arc = soft->head.label[0] == word->head;
            count(&tallies->tag, soft->tag.label[0] == word->tag);
            count(&tallies->arc, arc);
            count(&tallies->rel, arc && soft->rel.label[0] == word->rel);
            if (word->name != NAME_UNKNOWN)
                count(&tallies->name, soft->name.label[0] == word->name);
        }
}

static void measure(struct annotate *a, const char *path)
{
    struct corpus dev;
    struct net_tallies tallies = {0};
    corpus_init(&dev);
    dev.tags = a->corpus.tags;
    dev.rels = a->corpus.rels;
    corpus_read_treebank(&dev, path, false);
    judge_all(a, &dev, compare, &tallies);
    tallies_print(path, &tallies, 0);
    corpus_release(&dev);
}

/* more than half of the words begin with a letter */
static bool is_prose(const struct sentence_of_words *sentence)
{
    uint32_t letters = 0;
    for (uint32_t i = 0; i < sentence->n; i++)
        letters += ((unsigned char)sentence->words[i].form.s[0] | 32u) - 'a' < 26u;
    return 2 * letters > sentence->n;
}

struct output {
    struct buf buf;
    FILE *file;
    bool good;
};

static void flush(struct output *output)
{
    output->good =
        fwrite(output->buf.s, 1, output->buf.n, output->file) == output->buf.n && output->good;
    buf_clear(&output->buf);
}

static void keep(struct annotate *a, const struct corpus *corpus, uint32_t first, void *with)
{
    struct output *output = with;
    for (uint32_t s = 0; s < a->batch.n_sentences; s++)
        silver_add(&output->buf, &corpus->sentences.v[first + s], a->soft + a->batch.first[s]);
    flush(output);
}

static bool annotate_raw(struct annotate *a, const char *path)
{
    struct corpus raw;
    corpus_init(&raw);
    corpus_read_raw(&raw, path);
    uint32_t part = (uint32_t)options_number(&a->options, "--part", 0), n = 0;
    uint32_t parts = (uint32_t)options_number(&a->options, "--parts", 1);
    for (uint32_t s = part; s < raw.sentences.n; s += parts)
        if (is_prose(&raw.sentences.v[s]))
            raw.sentences.v[n++] = raw.sentences.v[s];
    raw.sentences.n = n;
    const char *out = options_text(&a->options, "--out", "silver.bin");
    struct output output = {.file = fopen(out, "wb"), .good = true};
    if (!output.file) {
        perror(out);
        return false;
    }
    buf_init(&output.buf, 1u << 30);
    silver_begin(&output.buf, &a->corpus);
    judge_all(a, &raw, keep, &output);
    output.good = fclose(output.file) == 0 && output.good;
    if (!output.good)
        perror(out);
    buf_release(&output.buf);
    corpus_release(&raw);
    return output.good;
}

int main(int argc, char **argv)
{
    struct annotate *a = memory_alloc(sizeof *a);
    a->options = (struct options){argc, argv};
    options_check(&a->options, names);
    matrix_use_tiles();
    vectors_load(&a->vectors, options_text(&a->options, "--vectors", "vectors.bin"));
    corpus_init(&a->corpus);
    for (uint32_t i = 0; options_each(&a->options, "--train", i); i++)
        corpus_read_treebank(&a->corpus, options_each(&a->options, "--train", i), true);
    corpus_merge_rare_tags(&a->corpus, 5);
    load_teachers(a);
    for (uint32_t i = 0; options_each(&a->options, "--dev", i); i++)
        measure(a, options_each(&a->options, "--dev", i));
    const char *raw = options_text(&a->options, "--raw", NULL);
    bool good = !raw || annotate_raw(a, raw);
    teachers_release(&a->teachers);
    language_model_release(&a->language_model);
    corpus_release(&a->corpus);
    vectors_release(&a->vectors);
    free(a);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
