/* parse: tags, names and trees of a document's sentences, by one network.
 *
 * Sentences are gathered into batches, so that matrices are large, run through the encoder, and
 * read off by four heads: tags (the best score), names (best sequence), arcs (every word scores
 * every word of its sentence as its head; best tree) and relations (given the head). A sentence
 * longer than PIECE_MAX words is read in pieces; later pieces hang on the root of the first as
 * parataxis. What a word gets depends on its sentence alone, not on the batch. */
#include "lang/encoder.h"
#include "lang/model.h"
#include "lang/names_decode.h"
#include "lang/rivals.h"
#include "lang/tree.h"

#include <stdlib.h>

enum { SCORES_WIDTH = TREE_MAX + 1 + PANEL };
_Static_assert((int)PIECE_MAX <= (int)TREE_MAX, "a piece fits the tree search");

struct lang_state {
    const struct network *network;
    struct encoder encoder;
    struct tree_scratch tree;
    uint32_t token[ENCODER_MAX];     /* of each word of the batch */
    bool goes_on[ENCODER_MAX];       /* of each piece: it continues the sentence before */
    uint16_t xpos[NETWORK_TAGS_MAX]; /* string ids in this document, 0 = not asked for yet */
    uint32_t heads[ENCODER_MAX];
    uint8_t labels[ENCODER_MAX];
    /* matrices of ENCODER_MAX rows */
    float *scores, *dep, *head, *arc;
    uint8_t *bytes; /* of dep */
    float scales[ENCODER_MAX];
    float *packed_heads; /* of one sentence */
};

static float *rows_of(size_t n, size_t width)
{
    return memory_alloc(n * width * sizeof(float));
}

struct lang_state *lang_state_new(const struct lang_model *model)
{
    struct lang_state *state = memory_alloc(sizeof *state);
    state->network = &model->network;
    encoder_init(&state->encoder, state->network, kernels_best());
    state->scores = rows_of(ENCODER_MAX, NETWORK_TAGS_MAX);
    state->dep = rows_of(ENCODER_MAX, NETWORK_WIDTH_MAX);
    state->head = rows_of(ENCODER_MAX + 1, NETWORK_WIDTH_MAX);
    state->arc = rows_of(ENCODER_MAX, NETWORK_WIDTH_MAX);
    state->bytes = memory_alloc((size_t)ENCODER_MAX * NETWORK_WIDTH_MAX);
    state->packed_heads = rows_of(SCORES_WIDTH, NETWORK_WIDTH_MAX + 1);
    return state;
}

void lang_state_free(struct lang_state *state)
{
    if (!state)
        return;
    encoder_release(&state->encoder);
    free(state->scores);
    free(state->dep);
    free(state->head);
    free(state->arc);
    free(state->bytes);
    free(state->packed_heads);
    free(state);
}

/* y = one head's matrix over the encoded words; returns the width of its rows */
static uint32_t project(struct lang_state *state, const struct packed8 *w, float *y)
{
    const struct encoder *encoder = &state->encoder;
    uint32_t stride = packed_columns(w->out);
    struct quantised rows = encoder_rows(encoder);
    encoder->kernels->multiply8(w, &rows, y, stride, encoder->n_words);
    return stride;
}

/* y = w over dep, whose rows are as wide as w wants them */
static uint32_t multiply_dep(struct lang_state *state, const struct packed8 *w, float *y)
{
    const struct kernels *kernels = state->encoder.kernels;
    uint32_t n = state->encoder.n_words, stride = packed_columns(w->out);
    kernels->quantise(state->dep, state->bytes, state->scales, n, w->in);
    struct quantised rows = {state->bytes, w->in, 0, state->scales};
    kernels->multiply8(w, &rows, y, stride, n);
    return stride;
}

static void read_tags(struct lang_state *state, struct doc *doc)
{
    const struct network *network = state->network;
    uint32_t stride = project(state, &network->tag, state->scores);
    uint32_t (*best)(const float *, uint32_t) = state->encoder.kernels->best;
    for (uint32_t i = 0; i < state->encoder.n_words; i++) {
        uint32_t tag = best(state->scores + (size_t)i * stride, network->shape.n_tags);
        struct token *token = &doc->tokens.v[state->token[i]];
        if (!state->xpos[tag])
            state->xpos[tag] = (uint16_t)doc_intern(doc, network->xpos[tag]);
        token->upos = network->upos[tag];
        token->xpos = state->xpos[tag];
    }
}

static void read_names(struct lang_state *state, struct doc *doc)
{
    const struct network *network = state->network;
    const struct encoder *encoder = &state->encoder;
    uint32_t width = project(state, &network->name_hidden, state->dep), stride = PANEL;
    encoder->kernels->rectify(state->dep, 0, (size_t)width * encoder->n_words);
    encoder->kernels->multiply(&network->name, state->dep, state->scores, stride, encoder->n_words);
    for (uint32_t s = 0; s < encoder->n_sentences; s++) {
        uint32_t first = encoder->first[s], n = encoder->first[s + 1] - first;
        names_decode(state->scores + (size_t)first * stride, stride, n, state->labels);
        for (uint32_t i = 0; i < n; i++) {
            struct token *token = &doc->tokens.v[state->token[first + i]];
            token->name = (uint8_t)((state->labels[i] + 1) / 2);
            token->flags &= (uint8_t)~TOKEN_NAME_BEGIN;
            token->flags |= state->labels[i] % 2 ? TOKEN_NAME_BEGIN : 0;
        }
    }
}

/* heads of the words of sentence s, 0 = root, else counted from 1 in the sentence */
static void read_tree(struct lang_state *state, uint32_t s)
{
    const struct network *network = state->network;
    const struct encoder *encoder = &state->encoder;
    uint32_t first = encoder->first[s], n = encoder->first[s + 1] - first;
    uint32_t width = network->shape.arc_width, stride = packed_columns(n + 1);
    /* the row before the sentence's first is free for the root: rows are read in order */
    float *heads = state->head + (size_t)first * width;
    memcpy(heads, network->root_arc, width * sizeof *heads);
    packed_fill_rows(state->packed_heads, heads, width, n + 1);
    struct packed packed = packed_at(state->packed_heads, width, n + 1);
    encoder->kernels->multiply(&packed, state->arc + (size_t)first * width, state->scores, stride,
                               n);
    for (uint32_t i = 0; i < n; i++) {
        float *scores = state->scores + (size_t)i * stride;
        scores[i + 1] = -1e9F;
        state->heads[first + i] = encoder->kernels->best(scores, n + 1);
    }
    if (!tree_check(state->heads + first, n, &state->tree))
        tree_decode(state->scores, stride, n, state->heads + first, &state->tree);
}

static void read_arcs(struct lang_state *state)
{
    const struct network *network = state->network;
    const struct encoder *encoder = &state->encoder;
    size_t size = (size_t)network->shape.arc_width * encoder->n_words;
    /* row i + 1 is word i, so that a root row can stand before each sentence */
    float *heads = state->head + network->shape.arc_width;
    project(state, &network->dep, state->dep);
    project(state, &network->head, heads);
    encoder->kernels->rectify(state->dep, 0.1F, size);
    encoder->kernels->rectify(heads, 0.1F, size);
    multiply_dep(state, &network->arc, state->arc);
    for (uint32_t s = 0; s < encoder->n_sentences; s++)
        read_tree(state, s);
}

static void settle_rivals(struct lang_state *state, const struct doc *doc, uint32_t s,
                          uint32_t stride)
{
    uint32_t first = state->encoder.first[s], n = state->encoder.first[s + 1] - first;
    uint8_t upos[PIECE_MAX];
    for (uint32_t i = 0; i < n; i++)
        upos[i] = doc->tokens.v[state->token[first + i]].upos;
    struct rivals_sentence sentence = {
        .scores = state->scores + (size_t)first * stride,
        .stride = stride,
        .n = n,
        .heads = state->heads + first,
        .rel = state->labels + first,
        .upos = upos,
    };
    rivals_settle(state->network, &sentence);
}

static void read_relations(struct lang_state *state, struct doc *doc)
{
    const struct network *network = state->network;
    const struct encoder *encoder = &state->encoder;
    uint32_t width = network->shape.label_width, root = network->root_rel;
    project(state, &network->label_dep, state->dep);
    project(state, &network->label_head, state->head);
    for (uint32_t s = 0; s < encoder->n_sentences; s++)
        for (uint32_t i = encoder->first[s]; i < encoder->first[s + 1]; i++) {
            uint32_t head = state->heads[i];
            const float *of_head = network->root_label;
            if (head)
                of_head = state->head + (size_t)(encoder->first[s] + head - 1) * width;
            for (uint32_t j = 0; j < width; j++)
                state->dep[(size_t)i * width + j] += of_head[j];
        }
    encoder->kernels->rectify(state->dep, 0, (size_t)width * encoder->n_words);
    uint32_t stride = multiply_dep(state, &network->label, state->scores);
    for (uint32_t i = 0; i < encoder->n_words; i++) {
        float *scores = state->scores + (size_t)i * stride;
        scores[root] = -1e9F;
        state->labels[i] =
            (uint8_t)(state->heads[i] ? encoder->kernels->best(scores, network->shape.n_rels)
                                      : root);
    }
    for (uint32_t s = 0; s < encoder->n_sentences; s++)
        settle_rivals(state, doc, s, stride);
    for (uint32_t i = 0; i < encoder->n_words; i++)
        doc->tokens.v[state->token[i]].deprel = network->deprel[state->labels[i]];
}

/* heads as tokens of the document; a piece that goes on hangs on the root of the one before */
static void set_heads(struct lang_state *state, struct doc *doc)
{
    const struct encoder *encoder = &state->encoder;
    for (uint32_t s = 0; s < encoder->n_sentences; s++)
        for (uint32_t i = encoder->first[s]; i < encoder->first[s + 1]; i++) {
            struct token *token = &doc->tokens.v[state->token[i]];
            struct sentence *sentence = &doc->sentences.v[token->sentence];
            uint32_t head = state->heads[i];
            token->head = head ? state->token[encoder->first[s] + head - 1] : 0;
            if (head == 0 && state->goes_on[s]) {
                token->head = sentence->root;
                token->deprel = REL_PARATAXIS;
            } else if (head == 0) {
                sentence->root = state->token[i];
            }
        }
}

static void run_batch(struct lang_state *state, struct doc *doc)
{
    if (state->encoder.n_words == 0)
        return;
    encoder_run(&state->encoder);
    read_tags(state, doc);
    read_names(state, doc);
    read_arcs(state);
    read_relations(state, doc);
    set_heads(state, doc);
    encoder_clear(&state->encoder);
}

static void add_piece(struct lang_state *state, struct doc *doc, uint32_t first_token, uint32_t n,
                      bool goes_on)
{
    struct encoder *encoder = &state->encoder;
    if (encoder->n_words >= ENCODER_FULL || encoder->n_words + n > ENCODER_MAX)
        run_batch(state, doc);
    state->goes_on[encoder->n_sentences] = goes_on;
    for (uint32_t i = 0; i < n; i++) {
        state->token[encoder->n_words] = first_token + i;
        encoder->forms[encoder->n_words++] = token_form(doc, first_token + i);
    }
    encoder->first[++encoder->n_sentences] = encoder->n_words;
}

void parse_sentences(const struct lang_model *model, struct lang_state *state, struct doc *doc)
{
    (void)model;
    memset(state->xpos, 0, sizeof state->xpos);
    encoder_clear(&state->encoder);
    for (uint32_t s = 1; s < doc->sentences.n; s++) {
        struct sentence sentence = doc->sentences.v[s];
        for (uint32_t done = 0; done < sentence.n_tokens; done += PIECE_MAX) {
            uint32_t left = sentence.n_tokens - done;
            add_piece(state, doc, sentence.first_token + done, left < PIECE_MAX ? left : PIECE_MAX,
                      done > 0);
        }
    }
    run_batch(state, doc);
    doc_link_children(doc);
}
