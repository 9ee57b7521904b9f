/* score: reads a treebank with a model as the library would, on gold sentences and tokens, and
 * prints how much is right and how fast it was. What the treebank does not tell is not scored.
 * Usage: score MODEL CONLLU… (words that the corpus reader skips are not counted) */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "corpus.h"
#include "doc/names.h"
#include "lang/lang.h"

struct scores {
    uint64_t words, trees, upos, xpos, uas, las, las_full;
    uint64_t gold_names, found_names, right_names;
    double seconds;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* the sentences from `first` as a document with one token a word, until it has enough words */
static uint32_t make_doc(struct doc *doc, const struct corpus *corpus, uint32_t first)
{
    uint32_t end = first, words = 0;
    size_t bytes = 0;
    for (; end < corpus->sentences.n && words < 1000; end++)
        for (uint32_t i = 0; i < corpus->sentences.v[end].n; i++, words++)
            bytes += corpus->sentences.v[end].words[i].form.n + 1;
    char *text = arena_alloc(&doc->arena, bytes + 1);
    uint32_t at = 0;
    for (uint32_t s = first; s < end; s++) {
        const struct sentence_of_words *from = &corpus->sentences.v[s];
        struct sentence *sentence = array_push(&doc->sentences, &doc->arena);
        *sentence = (struct sentence){.first_token = doc->tokens.n, .n_tokens = from->n};
        for (uint32_t i = 0; i < from->n; i++) {
            struct str form = from->words[i].form;
            struct token *token = array_push(&doc->tokens, &doc->arena);
            token->sentence = doc->sentences.n - 1;
            token->span = (struct span){at, at + (uint32_t)form.n};
            memcpy(text + at, form.s, form.n);
            at += (uint32_t)form.n;
            text[at++] = ' ';
        }
    }
    doc->text = (struct str){text, at};
    return end;
}

static void count_tree(const struct corpus *corpus, const struct word *word, const struct doc *doc,
                       uint32_t first, uint32_t at, struct scores *scores)
{
    const struct token *token = &doc->tokens.v[at];
    scores->words++;
    if (!word->has_tree)
        return;
    struct str tag = corpus->tags.v.v[word->tag];
    struct str upos = str_split(&tag, '\t');
    uint32_t head = token->head ? token->head - first + 1 : 0;
    uint8_t gold = deprel_find(corpus->rels.v.v[word->rel]);
    scores->trees++;
    scores->upos += str_is(upos, upos_name(token->upos));
    scores->xpos += str_eq(tag, doc_string(doc, token->xpos));
    scores->uas += head == word->head;
    scores->las += head == word->head && deprel_base(token->deprel) == deprel_base(gold);
    scores->las_full += head == word->head && token->deprel == gold;
}

static uint32_t name_end(const struct word *words, uint32_t n, uint32_t i)
{
    uint32_t end = i + 1;
    while (end < n && words[end].name == words[i].name + 1)
        end++;
    return end;
}

static uint32_t found_end(const struct token *tokens, uint32_t n, uint32_t i)
{
    uint32_t end = i + 1;
    while (end < n && tokens[end].name == tokens[i].name && !(tokens[end].flags & TOKEN_NAME_BEGIN))
        end++;
    return end;
}

static void count_names(const struct sentence_of_words *gold, const struct token *tokens,
                        struct scores *scores)
{
    for (uint32_t i = 0; i < gold->n; i++) {
        bool is_gold = gold->words[i].name % 2 == 1;
        bool is_found =
            gold->words[i].name != NAME_UNKNOWN && (tokens[i].flags & TOKEN_NAME_BEGIN) != 0;
        scores->gold_names += is_gold;
        scores->found_names += is_found;
        scores->right_names += is_gold && is_found &&
                               tokens[i].name == (gold->words[i].name + 1) / 2 &&
                               name_end(gold->words, gold->n, i) == found_end(tokens, gold->n, i);
    }
}

static void score_file(const struct lang_model *model, struct lang_state *state, const char *path)
{
    struct corpus corpus;
    struct scores scores = {0};
    struct doc doc;
    corpus_init(&corpus);
    corpus_read_treebank(&corpus, path, true);
    doc_init(&doc);
    for (uint32_t s = 0; s < corpus.sentences.n;) {
        doc_reset(&doc);
        uint32_t end = make_doc(&doc, &corpus, s);
        double start = now();
        parse_sentences(model, state, &doc);
        scores.seconds += now() - start;
        for (uint32_t i = 1; s < end; s++, i++) {
            const struct sentence_of_words *gold = &corpus.sentences.v[s];
            uint32_t first = doc.sentences.v[i].first_token;
            for (uint32_t w = 0; w < gold->n; w++)
                count_tree(&corpus, &gold->words[w], &doc, first, first + w, &scores);
            count_names(gold, doc.tokens.v + first, &scores);
        }
    }
    double n = scores.trees > 0 ? (double)scores.trees / 100 : 1;
    double names = (double)(scores.gold_names + scores.found_names);
    printf("%s: UPOS %.2f XPOS %.2f UAS %.2f LAS %.2f LAS-full %.2f names F1 %.2f, %.0f words/s\n",
           path, (double)scores.upos / n, (double)scores.xpos / n, (double)scores.uas / n,
           (double)scores.las / n, (double)scores.las_full / n,
           names > 0 ? 200 * (double)scores.right_names / names : 0,
           (double)scores.words / scores.seconds);
    doc_release(&doc);
    corpus_release(&corpus);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: score MODEL CONLLU...\n");
        return 2;
    }
    struct lang_model *model;
    struct onr_error error;
    if (lang_model_open(&model, argv[1], &error) != ONR_OK) {
        fprintf(stderr, "%s\n", error.message);
        return EXIT_FAILURE;
    }
    struct lang_state *state = lang_state_new(model);
    for (int i = 2; i < argc; i++)
        score_file(model, state, argv[i]);
    lang_state_free(state);
    lang_model_close(model);
    return EXIT_SUCCESS;
}
