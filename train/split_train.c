/* split_train: learns where sentences end, and writes the sections split.words and split.weights.
 *
 *     split-train OUT.model TOKENS.tsv TRAIN.conllu... [--news TEXT...]
 *     split-train --run MODEL TEXT > OUT.conllu
 *
 * Each CoNLL-U file is turned back into running text: sentences joined by a space, paragraphs by
 * a blank line. The library itself walks over it and asks at every place where it cannot tell;
 * the answers are the examples. News (plain text, a paragraph a line) has no gold boundaries:
 * there only the places that show by themselves whether a sentence ends are taken. A linear
 * classifier is fitted by averaged logistic regression over the hashed features and rounded to 8
 * bits. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "lang/conllu.h"
#include "lang/split.h"

enum { N_WEIGHTS = 1 << 17, EPOCHS = 12, SENTENCES_A_PIECE = 2000 };

static const float NEWS_WEIGHT = 2.0f;

struct example {
    uint32_t first, n; /* in the pool of features */
    float weight;
    bool ends;
};

struct trainer {
    struct split_judge judge; /* first: the library hands back a pointer to it */
    ARRAY(uint32_t) features;
    ARRAY(struct example) examples;
    struct arena arena;
    const uint8_t *is_end; /* per byte of the running text; NULL: news */
    struct str text;
    uint32_t n_asked_ends, n_ends;
    float *weights;
};

enum verdict { UNCERTAIN, GOES_ON, ENDS };

/* words that, written with a capital after a stop, begin a sentence */
static bool is_opener(struct str text, uint32_t at)
{
    static const char *const words[] = {"The ",   "It ",   "He ",    "She ",      "They ",
                                        "But ",   "This ", "That ",  "These ",    "We ",
                                        "There ", "When ", "While ", "However, ", "Meanwhile, "};
    for (uint32_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_starts(str_cut(text.s, at, text.n), str_of(words[i])))
            return true;
    return false;
}

/* the stop behind an initial or "U.S." */
static bool is_initial(struct str text, uint32_t at)
{
    return at < 3 || text.s[at - 3] == '.' || text.s[at - 3] == ' ';
}

/* What news text shows by itself about a sentence's end at `end`: no mark of an end before closing
 * quotes and brackets, or a small letter after them: it goes on. A stop and an opener: it ends; but
 * not behind an initial or "U.S.", of whose other ends ("the U.S. Senate") nothing would be learnt,
 * so that all capitals would seem to begin a sentence there. */
static enum verdict find_verdict(struct str text, uint32_t end)
{
    uint32_t at = end, next = end;
    while (at > 1 && strchr("\"')]}>", text.s[at - 1]))
        at--;
    while (next < text.n && text.s[next] == ' ')
        next++;
    char last = text.s[at - 1];
    if (next < text.n && text.s[next] >= 'a' && text.s[next] <= 'z')
        return GOES_ON;
    if (last == '.' && at == end && !is_initial(text, at) && is_opener(text, next))
        return ENDS;
    return strchr(".?!:;-", last) || (uint8_t)last >= 128 ? UNCERTAIN : GOES_ON;
}

static bool record(struct split_judge *judge, uint32_t end, const uint32_t *features, uint32_t n)
{
    struct trainer *trainer = (struct trainer *)judge;
    enum verdict verdict = trainer->is_end ? (trainer->is_end[end] ? ENDS : GOES_ON)
                                           : find_verdict(trainer->text, end);
    if (verdict == UNCERTAIN)
        return strchr(".?!\"", trainer->text.s[end - 1]) != NULL;
    bool ends = verdict == ENDS;
    trainer->n_asked_ends += ends && trainer->is_end;
    struct example example = {trainer->features.n, n, trainer->is_end ? 1.0f : NEWS_WEIGHT, ends};
    *array_push(&trainer->examples, &trainer->arena) = example;
    for (uint32_t i = 0; i < n; i++)
        *array_push(&trainer->features, &trainer->arena) = features[i] & (N_WEIGHTS - 1);
    return ends;
}

static void fail(const struct onr_error *error)
{
    fprintf(stderr, "split-train: %s\n", error->message);
    exit(1);
}

/* the running text of a document, and where its sentences end */
static struct str run_text(const struct doc *gold, struct arena *arena, uint8_t **is_end)
{
    char *text = arena_alloc(arena, gold->text.n + 2 * gold->sentences.n + 1);
    *is_end = arena_alloc(arena, gold->text.n + 2 * gold->sentences.n + 1);
    uint32_t n = 0;
    for (uint32_t i = 1; i < gold->sentences.n; i++) {
        const struct sentence *sentence = &gold->sentences.v[i];
        if (i > 1 && sentence->block != sentence[-1].block)
            text[n++] = '\n';
        if (i > 1)
            text[n++] = sentence->block != sentence[-1].block ? '\n' : ' ';
        struct str s = doc_slice(gold, sentence->span);
        memcpy(text + n, s.s, s.n);
        n += (uint32_t)s.n;
        (*is_end)[n] = 1;
    }
    return (struct str){text, n};
}

static void learn_text(struct trainer *trainer, const struct split_model *words, struct str text)
{
    struct doc doc;
    doc_init(&doc);
    doc.text = trainer->text = text;
    split_doc_judged(words, &doc, &trainer->judge);
    doc_release(&doc);
}

static void read_treebank(struct trainer *trainer, const struct split_model *words,
                          const char *path)
{
    struct file_map map;
    struct onr_error error;
    struct doc gold;
    if (file_map_open(&map, path, &error) != ONR_OK)
        fail(&error);
    struct str rest = map.bytes, block;
    uint32_t line = 1, first = 1;
    doc_init(&gold);
    while ((block = conllu_cut(&rest, &line, SENTENCES_A_PIECE)).s) {
        doc_reset(&gold);
        if (conllu_read(&gold, block, first, NULL, &error) != ONR_OK)
            fail(&error);
        uint8_t *is_end;
        struct str text = run_text(&gold, &trainer->arena, &is_end);
        trainer->is_end = is_end;
        for (uint32_t i = 1; i + 1 < gold.sentences.n; i++)
            trainer->n_ends += gold.sentences.v[i].block == gold.sentences.v[i + 1].block;
        learn_text(trainer, words, text);
        first = line;
    }
    doc_release(&gold);
    file_map_close(&map);
}

static void read_news(struct trainer *trainer, const struct split_model *words, const char *path)
{
    struct file_map map;
    struct onr_error error;
    if (file_map_open(&map, path, &error) != ONR_OK)
        fail(&error);
    trainer->is_end = NULL;
    learn_text(trainer, words, arena_copy(&trainer->arena, map.bytes));
    file_map_close(&map);
}

static uint64_t next_random(uint64_t *state)
{
    return *state = hash_mix(*state, 1);
}

/* one pass in random order; sums gathers the weights for the average */
static double pass(struct trainer *trainer, uint32_t *order, float rate, float *sums,
                   uint64_t *seed)
{
    uint32_t n = trainer->examples.n;
    double loss = 0;
    for (uint32_t i = n - 1; i > 0; i--) {
        uint32_t j = (uint32_t)(next_random(seed) % (i + 1)), swap = order[i];
        order[i] = order[j];
        order[j] = swap;
    }
    for (uint32_t i = 0; i < n; i++) {
        const struct example *example = &trainer->examples.v[order[i]];
        const uint32_t *f = trainer->features.v + example->first;
        float sum = 0;
        for (uint32_t k = 0; k < example->n; k++)
            sum += trainer->weights[f[k]];
        float p = 1.0f / (1.0f + expf(-sum)), gold = example->ends;
        loss -= log(1e-9 + (example->ends ? p : 1 - p));
        float step = rate * example->weight * (gold - p);
        for (uint32_t k = 0; k < example->n; k++)
            trainer->weights[f[k]] += step - rate * 2e-5f * trainer->weights[f[k]];
    }
    for (uint32_t i = 0; i < N_WEIGHTS; i++)
        sums[i] += trainer->weights[i];
    return loss / n;
}

static void fit(struct trainer *trainer)
{
    uint32_t *order = memory_alloc((trainer->examples.n + 1) * sizeof *order);
    float *sums = memory_alloc(N_WEIGHTS * sizeof *sums);
    uint64_t seed = 1;
    trainer->weights = memory_alloc(N_WEIGHTS * sizeof *trainer->weights);
    for (uint32_t i = 0; i < trainer->examples.n; i++)
        order[i] = i;
    for (uint32_t epoch = 0; epoch < EPOCHS; epoch++) {
        float rate = 0.1f * (1.0f - (float)epoch / EPOCHS) + 0.01f;
        if (epoch == EPOCHS / 3)
            memset(sums, 0, N_WEIGHTS * sizeof *sums);
        double loss = pass(trainer, order, rate, sums, &seed);
        printf("pass %u: loss %.5f\n", epoch + 1, loss);
    }
    for (uint32_t i = 0; i < N_WEIGHTS; i++)
        trainer->weights[i] = sums[i] / (EPOCHS - EPOCHS / 3);
    free(order);
    free(sums);
}

static void write_model(const struct trainer *trainer, struct str words, const char *path)
{
    struct onr_error error;
    struct buf weights;
    float largest = 1e-6f;
    for (uint32_t i = 0; i < N_WEIGHTS; i++)
        largest = fmaxf(largest, fabsf(trainer->weights[i]));
    uint32_t head[2] = {N_WEIGHTS, 0};
    buf_init(&weights, 1 << 24);
    buf_add(&weights, (struct str){(const char *)head, sizeof head});
    for (uint32_t i = 0; i < N_WEIGHTS; i++)
        buf_byte(&weights, (char)lrintf(trainer->weights[i] * 127 / largest));
    struct container_part parts[] = {{"split.words", words}, {"split.weights", buf_str(&weights)}};
    if (container_write(path, parts, 2, &error) != ONR_OK)
        fail(&error);
    buf_release(&weights);
}

static int train(int n, char **arguments)
{
    struct trainer trainer = {.judge = {record}};
    struct onr_error error;
    struct file_map tsv;
    struct buf compiled, words;
    struct table table;
    struct split_model model = {0};
    bool news = false;
    arena_init(&trainer.arena, 0);
    buf_init(&compiled, 1 << 24);
    buf_init(&words, 1 << 24);
    if (file_map_open(&tsv, arguments[1], &error) != ONR_OK ||
        table_compile(&compiled, tsv.bytes, arguments[1], &error) != ONR_OK ||
        table_open(&table, buf_str(&compiled), arguments[1], &error) != ONR_OK ||
        split_words_compile(&words, &table, &error) != ONR_OK ||
        keys_open(&model.words, buf_str(&words), "split.words", &error) != ONR_OK)
        fail(&error);
    for (int i = 2; i < n; i++) {
        if (strcmp(arguments[i], "--news") == 0)
            news = true;
        else if (news)
            read_news(&trainer, &model, arguments[i]);
        else
            read_treebank(&trainer, &model, arguments[i]);
    }
    printf("%u examples; asked about %u of %u boundaries inside paragraphs\n", trainer.examples.n,
           trainer.n_asked_ends, trainer.n_ends);
    fit(&trainer);
    write_model(&trainer, buf_str(&words), arguments[0]);
    return 0;
}

static int run(char **arguments)
{
    struct onr_error error;
    struct container container;
    struct split_model model;
    struct file_map map;
    struct doc doc;
    struct buf out;
    if (container_open(&container, arguments[0], &error) != ONR_OK ||
        split_bind(&model, &container, &error) != ONR_OK ||
        file_map_open(&map, arguments[1], &error) != ONR_OK)
        fail(&error);
    doc_init(&doc);
    buf_init(&out, (size_t)1 << 32);
    doc.text = arena_copy(&doc.arena, map.bytes);
    split_doc(&model, &doc);
    conllu_write(&out, &doc, NULL, NULL);
    fwrite(out.s, 1, out.n, stdout);
    return 0;
}

int main(int n, char **arguments)
{
    if (n == 4 && strcmp(arguments[1], "--run") == 0)
        return run(arguments + 2);
    if (n >= 4)
        return train(n - 1, arguments + 1);
    fputs("usage: split-train OUT.model TOKENS.tsv TRAIN.conllu... [--news TEXT...]\n"
          "       split-train --run MODEL TEXT\n",
          stderr);
    return 2;
}
