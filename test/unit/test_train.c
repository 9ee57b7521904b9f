/* The network's trainer: gradients against differences of the loss, a resumed run against an
 * uninterrupted one, variations of sentences, the library's encoder against the trainer's, and what
 * must hold of parses whatever the weights say. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "../../train/batch.h"
#include "../../train/export.h"
#include "../../train/language_model.h"
#include "../../train/schedule.h"
#include "../../train/silver.h"
#include "../../train/teachers.h"
#include "../../train/tiles.h"
#include "lang/encoder.h"
#include "lang/lang.h"

enum { VECTORS = 3 };

static const char treebank[] = "1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tNER=O\n"
                               "2\tminister\tminister\tNOUN\tNN\t_\t3\tnsubj\t_\tNER=O\n"
                               "3\tvisited\tvisit\tVERB\tVBD\t_\t0\troot\t_\tNER=O\n"
                               "4\tNorth\tNorth\tPROPN\tNNP\t_\t5\tcompound\t_\tNER=B-LOC\n"
                               "5\tHaven\tHaven\tPROPN\tNNP\t_\t3\tobj\t_\tNER=I-LOC\n"
                               "6\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\tNER=O\n"
                               "\n"
                               "1\tTalks\ttalk\tNOUN\tNNS\t_\t2\tnsubj\t_\tNER=O\n"
                               "2\tfailed\tfail\tVERB\tVBD\t_\t0\troot\t_\tNER=O\n"
                               "\n";

struct setting {
    struct corpus corpus;
    struct vectors vectors;
    struct net_config config;
};

static void write_file(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

/* vectors for "the", "talks" and "failed" */
static void make_vectors(struct vectors *vectors)
{
    static const char *const words[VECTORS] = {"the", "talks", "failed"};
    *vectors = (struct vectors){.n = VECTORS, .width = 16, .n_slots = 16};
    vectors->keys = memory_alloc(VECTORS * sizeof *vectors->keys);
    vectors->rows = memory_alloc(sizeof(float) * VECTORS * vectors->width);
    vectors->slots = memory_alloc(vectors->n_slots * sizeof *vectors->slots);
    for (uint32_t i = 0; i < VECTORS; i++) {
        vectors->keys[i] = form_key(str_of(words[i]));
        uint32_t slot = (uint32_t)vectors->keys[i] & (vectors->n_slots - 1);
        while (vectors->slots[slot])
            slot = (slot + 1) & (vectors->n_slots - 1);
        vectors->slots[slot] = 1 + i;
        for (uint32_t j = 0; j < vectors->width; j++)
            vectors->rows[i * vectors->width + j] = (float)((i + j * 5) % 7) / 3 - 1;
    }
}

static int set_up(void **state)
{
    struct setting *setting = memory_alloc(sizeof *setting);
    char path[] = "/tmp/onrecord-test-XXXXXX";
    close(mkstemp(path));
    write_file(path, treebank);
    corpus_init(&setting->corpus);
    corpus_read_treebank(&setting->corpus, path, true);
    unlink(path);
    make_vectors(&setting->vectors);
    setting->config = (struct net_config){
        .width = 32,
        .layers = 2,
        .arc_width = 16,
        .label_width = 16,
        .name_width = 16,
        .n_tags = setting->corpus.tags.v.n,
        .n_rels = setting->corpus.rels.v.n,
        .n_names = NAME_LABELS,
    };
    *state = setting;
    return 0;
}

static int tear_down(void **state)
{
    struct setting *setting = *state;
    corpus_release(&setting->corpus);
    vectors_release(&setting->vectors);
    free(setting);
    return 0;
}

static struct net *make_net(const struct setting *setting, uint64_t seed)
{
    struct net *net = memory_alloc(sizeof *net);
    net_init(net, &setting->config, &setting->vectors, seed);
    return net;
}

static void free_net(struct net *net)
{
    net_release(net);
    free(net);
}

static struct batch *plain_batch(const struct setting *setting)
{
    struct batch *batch = memory_alloc(sizeof *batch);
    struct batch_plan plan = {.vectors = &setting->vectors};
    struct random random = {1};
    uint32_t next = 0;
    assert_true(batch_fill(batch, &setting->corpus, NULL, &next, 100, &plan, &random));
    return batch;
}

static void reads_the_treebank(void **state)
{
    struct setting *setting = *state;
    assert_int_equal(setting->corpus.sentences.n, 2);
    assert_int_equal(setting->corpus.n_words, 8);
    const struct word *words = setting->corpus.sentences.v[0].words;
    assert_int_equal(words[3].name, 5);
    assert_int_equal(words[4].name, 6);
    assert_int_equal(words[4].head, 3);
    assert_true(str_is(setting->corpus.tags.v.v[words[1].tag], "NOUN\tNN"));
}

static void reads_names_without_trees(void **state)
{
    (void)state;
    static const char text[] = "1\tTalks\t_\t_\t_\t_\t_\t_\t_\tNER=O\n"
                               "2\tin\t_\t_\t_\t_\t_\t_\t_\tNER=O\n"
                               "3\tNorthhaven\t_\t_\t_\t_\t_\t_\t_\tNER=B-LOC\n"
                               "4\tReed\t_\t_\t_\t_\t_\t_\t_\t_\n"
                               "\n";
    char path[] = "/tmp/onrecord-test-XXXXXX";
    close(mkstemp(path));
    write_file(path, text);
    struct corpus corpus;
    corpus_init(&corpus);
    corpus_read_treebank(&corpus, path, true);
    unlink(path);
    assert_int_equal(corpus.sentences.n, 1);
    assert_int_equal(corpus.tags.v.n + corpus.rels.v.n, 0);
    const struct word *words = corpus.sentences.v[0].words;
    assert_false(words[0].has_tree || words[3].has_tree);
    assert_int_equal(words[0].name, 0);
    assert_int_equal(words[2].name, 5);
    assert_int_equal(words[3].name, NAME_UNKNOWN);
    corpus_release(&corpus);
}

/* the sum of all losses, weighted as the gradients are */
static double loss_of(struct net *net, const struct batch *batch)
{
    struct net_tallies t = {0};
    net_run(net, batch, false, &t);
    double n = batch->n_words, sum = t.tag.loss + t.name.loss + t.arc.loss + t.rel.loss;
    return sum / n + (t.next.n ? t.next.loss / (double)t.next.n : 0);
}

/* checks the largest gradient of every matrix against a difference of the loss */
static void check_gradients(struct net *net, const struct batch *batch)
{
    struct net_tallies unused = {0};
    net_run(net, batch, true, &unused);
    for (uint32_t p = 0; p < net->params.n; p++) {
        struct param *param = net->params.all[p];
        size_t at = 0, n = (size_t)param->rows * param->cols;
        for (size_t i = 0; i < n; i++)
            at = param->g[i] * param->g[i] > param->g[at] * param->g[at] ? i : at;
        float kept = param->w[at];
        param->w[at] = kept + 2e-3F;
        double above = loss_of(net, batch);
        param->w[at] = kept - 2e-3F;
        double below = loss_of(net, batch);
        param->w[at] = kept;
        double slope = (above - below) / 4e-3, gradient = (double)param->g[at];
        if (slope - gradient > 2e-3 + 0.08 * (gradient > 0 ? gradient : -gradient) ||
            gradient - slope > 2e-3 + 0.08 * (gradient > 0 ? gradient : -gradient))
            fail_msg("%s: slope %f, gradient %f", param->name, slope, gradient);
    }
}

static void gradients_are_differences(void **state)
{
    struct setting *setting = *state;
    struct batch *batch = plain_batch(setting);
    float context[8 * 4];
    for (uint32_t i = 0; i < 8 * 4; i++)
        context[i] = (float)(i * 7 % 5) / 2 - 1;
    batch->context = context;
    setting->config.n_context = 4;
    setting->config.own_rows = true;
    struct net *net = make_net(setting, 3);
    check_gradients(net, batch);
    free_net(net);
    free(batch);
}

static void gradients_of_a_language_model(void **state)
{
    struct setting *setting = *state;
    struct batch *batch = plain_batch(setting);
    batch_set_next(batch, VECTORS);
    assert_int_equal(batch->next[6], 2); /* "Talks failed" */
    assert_int_equal(batch->next[7], -1);
    batch->next[0] = 1;
    setting->config = (struct net_config){.width = 32, .layers = 2, .n_next = VECTORS};
    struct net *net = make_net(setting, 3);
    check_gradients(net, batch);
    free_net(net);
    free(batch);
}

/* what a language model says of a word depends on the words before it alone */
static void language_models_do_not_look_ahead(void **state)
{
    struct setting *setting = *state;
    struct batch *batch = plain_batch(setting);
    setting->config = (struct net_config){.width = 32, .layers = 2, .n_next = VECTORS};
    struct net *net = make_net(setting, 4);
    net_encode(net, batch, false);
    float before[32], after[32];
    memcpy(before, net->work.x[3] + 2 * 32, sizeof before);
    memcpy(after, net->work.x[3] + 3 * 32, sizeof after);
    batch->features[3] = batch->features[0];
    batch->vector[3] = batch->vector[0];
    net_encode(net, batch, false);
    assert_memory_equal(before, net->work.x[3] + 2 * 32, sizeof before);
    assert_memory_not_equal(after, net->work.x[3] + 3 * 32, sizeof after);
    free_net(net);
    free(batch);
}

/* two teachers of one mind say what one says, and the best of it stands first */
static void teachers_judge_together(void **state)
{
    struct setting *setting = *state;
    struct batch *batch = plain_batch(setting);
    struct soft one[8], both[8];
    struct teachers teachers;
    teachers_init(&teachers, NULL);
    teachers.nets[teachers.n++] = make_net(setting, 5);
    teachers_judge(&teachers, batch, one);
    teachers.nets[teachers.n++] = make_net(setting, 5);
    teachers_judge(&teachers, batch, both);
    assert_memory_equal(one, both, sizeof one);
    for (uint32_t s = 0, i = 0; s < 2; s++) {
        uint32_t n = setting->corpus.sentences.v[s].n, roots = 0;
        for (uint32_t end = i + n; i < end; i++) {
            assert_in_range(one[i].tag.n, 1, TARGET_LABELS);
            assert_in_range(one[i].head.label[0], 0, n);
            assert_int_not_equal(one[i].head.label[0], i + n - end + 1);
            roots += one[i].head.label[0] == 0;
            for (uint32_t k = 1; k < one[i].rel.n; k++)
                assert_true(one[i].rel.share[k] <= one[i].rel.share[k - 1]);
        }
        assert_int_equal(roots, 1);
    }
    teachers_release(&teachers);
    free(batch);
}

static void silver_is_kept(void **state)
{
    struct setting *setting = *state;
    char path[] = "/tmp/onrecord-test-XXXXXX";
    close(mkstemp(path));
    const struct sentence_of_words *sentence = &setting->corpus.sentences.v[1];
    const struct soft soft[2] = {
        {.tag = {{3, 1}, {200, 40}, 2},
         .head = target_of(2),
         .rel = {{1, 0}, {150, 100}, 2},
         .name = target_of(0)},
        {.tag = target_of(2), .head = target_of(0), .rel = target_of(2), .name = target_of(3)},
    };
    struct buf out;
    buf_init(&out, 1 << 16);
    silver_begin(&out, &setting->corpus);
    silver_add(&out, sentence, soft);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(out.s, 1, out.n, file), out.n);
    fclose(file);
    silver_read(&setting->corpus, path);
    assert_int_equal(setting->corpus.sentences.n, 3);
    const struct sentence_of_words *read = &setting->corpus.sentences.v[2];
    assert_int_equal(read->n, 2);
    for (uint32_t i = 0; i < 2; i++) {
        assert_true(str_eq(read->words[i].form, sentence->words[i].form));
        assert_memory_equal(read->words[i].soft, &soft[i], sizeof soft[i]);
    }
    assert_int_equal(read->words[1].name, 3);
    /* in a batch heads move with the marks that a variation adds */
    struct batch *batch = memory_alloc(sizeof *batch);
    struct batch_plan plan = {.vectors = &setting->vectors};
    struct random random = {1};
    uint32_t next = 2;
    assert_true(batch_fill(batch, &setting->corpus, NULL, &next, 100, &plan, &random));
    assert_memory_equal(&batch->tag[0], &soft[0].tag, sizeof soft[0].tag);
    assert_int_equal(batch->head[0].label[0], 2);
    free(batch);
    buf_release(&out);
    unlink(path);
}

/* a teacher's second thought may be a mark that a variation leaves out */
static void doubtful_heads_stay_inside(void **state)
{
    struct setting *setting = *state;
    struct soft first = {.tag = target_of(0), .head = {{2, 3}, {200, 50}, 2}, .rel = target_of(1)};
    struct soft second = {.tag = target_of(0), .head = {{0, 3}, {200, 50}, 2}, .rel = target_of(1)};
    struct soft third = {.tag = target_of(0), .head = target_of(2), .rel = target_of(1)};
    const struct word words[3] = {
        {.form = STR("Talks"), .soft = &first, .head = 2, .has_tree = true},
        {.form = STR("failed"), .soft = &second, .head = 0, .has_tree = true},
        {.form = STR("."), .soft = &third, .head = 2, .has_tree = true},
    };
    setting->corpus.sentences.n = 0;
    corpus_add_sentence(&setting->corpus, words, 3);
    struct batch *batch = memory_alloc(sizeof *batch);
    struct batch_plan plan = {.vectors = &setting->vectors, .variation = 1};
    struct random random = {1};
    uint32_t shortened = 0;
    for (uint32_t round = 0; round < 100; round++) {
        uint32_t next = 0;
        assert_true(batch_fill(batch, &setting->corpus, NULL, &next, 100, &plan, &random));
        shortened += batch->n_words == 2;
        for (uint32_t i = 0; i < batch->n_words; i++)
            for (uint32_t k = 0; k < batch->head[i].n; k++)
                assert_in_range(batch->head[i].label[k], 0, batch->n_words);
    }
    assert_in_range(shortened, 1, 99);
    free(batch);
}

static void steps(struct net *net, const struct setting *setting, uint32_t n)
{
    struct batch_plan plan = {.vectors = &setting->vectors, .variation = 0.5F};
    struct schedule schedule = {.peak = 1e-3F, .batch = 100, .steps = 100};
    struct net_tallies unused = {0};
    for (uint32_t i = 0; i < n; i++)
        schedule_epoch(net, &setting->corpus, &plan, &schedule, &unused);
}

static void resuming_changes_nothing(void **state)
{
    struct setting *setting = *state;
    char path[] = "/tmp/onrecord-test-XXXXXX";
    close(mkstemp(path));
    setting->config.dropout = 0.2F;
    struct net *whole = make_net(setting, 5), *first = make_net(setting, 5);
    struct net *second = make_net(setting, 99);
    steps(whole, setting, 6);
    steps(first, setting, 3);
    struct checkpoint checkpoint = {3, first->random};
    assert_true(params_save(&first->params, path, &checkpoint));
    struct checkpoint read;
    assert_int_equal(params_load(&second->params, path, &read, true), second->params.n);
    assert_int_equal(read.epoch, 3);
    second->random = read.random;
    steps(second, setting, 3);
    for (uint32_t p = 0; p < whole->params.n; p++) {
        const struct param *a = whole->params.all[p], *b = second->params.all[p];
        assert_memory_equal(a->w, b->w, (size_t)a->rows * a->cols * sizeof(float));
    }
    unlink(path);
    setting->config.dropout = 0;
    free_net(whole);
    free_net(first);
    free_net(second);
}

static void variations_stay_trees(void **state)
{
    struct setting *setting = *state;
    struct batch *batch = memory_alloc(sizeof *batch);
    struct batch_plan plan = {.vectors = &setting->vectors, .variation = 1};
    struct random random = {1};
    for (uint32_t round = 0; round < 200; round++) {
        uint32_t next = 0;
        assert_true(batch_fill(batch, &setting->corpus, NULL, &next, 100, &plan, &random));
        for (uint32_t s = 0; s < batch->n_sentences; s++) {
            uint32_t first = batch->first[s], n = batch->first[s + 1] - first, roots = 0;
            for (uint32_t i = first; i < first + n; i++) {
                assert_int_equal(batch->head[i].n, 1);
                assert_in_range(batch->head[i].label[0], 0, n);
                assert_int_not_equal(batch->head[i].label[0], i - first + 1);
                roots += batch->head[i].label[0] == 0;
            }
            assert_int_equal(roots, 1);
        }
    }
    free(batch);
}

static void the_library_encodes_alike(void **state)
{
    struct setting *setting = *state;
    char path[] = "/tmp/onrecord-test-XXXXXX";
    close(mkstemp(path));
    struct onr_error error;
    setting->config.own_rows = true;
    struct net *net = make_net(setting, 7);
    for (uint32_t i = 0; i < VECTORS * setting->config.width; i++)
        net->own->w[i] = (float)(i % 7) / 50;
    struct batch *batch = plain_batch(setting);
    net_encode(net, batch, false);
    assert_int_equal(export_net(net, &setting->corpus, path, &error), ONR_OK);
    struct container container;
    struct network *network = memory_alloc(sizeof *network);
    struct encoder *encoder = memory_alloc(sizeof *encoder);
    assert_int_equal(container_open(&container, path, &error), ONR_OK);
    assert_int_equal(network_bind(network, &container, &error), ONR_OK);
    encoder_init(encoder, network, kernels_best());
    encoder_clear(encoder);
    for (uint32_t s = 0; s < 2; s++) {
        const struct sentence_of_words *sentence = &setting->corpus.sentences.v[s];
        for (uint32_t i = 0; i < sentence->n; i++)
            encoder->forms[encoder->n_words++] = sentence->words[i].form;
        encoder->first[++encoder->n_sentences] = encoder->n_words;
    }
    for (uint32_t round = 0; round < 2; round++) { /* the second time from the cache */
        encoder_run(encoder);
        const float *x = net->work.x[net_recurrences(net)];
        for (size_t i = 0; i < (size_t)batch->n_words * setting->config.width; i++)
            assert_float_equal(encoder->x[i], x[i], 0.08F);
    }
    encoder_release(encoder);
    free(encoder);
    free(network);
    container_close(&container);
    free(batch);
    free_net(net);
    unlink(path);
}

static void names_are_replaced_alike(void **state)
{
    struct setting *setting = *state;
    char path[] = "/tmp/onrecord-test-XXXXXX";
    close(mkstemp(path));
    write_file(path, "LOC\tPort Meadow\nLOC\tEastfield\nPER\tAda Fenn\n");
    struct name_list names;
    name_list_init(&names, path, &setting->corpus);
    unlink(path);
    assert_int_equal(names.of[NAME_PLACE][2].n, 2); /* with the treebank's own */
    assert_int_equal(names.of[NAME_PLACE][1].n, 1);
    assert_int_equal(names.of[NAME_PERSON][2].n, 1);
    struct random random = {1};
    uint32_t replaced = 0;
    for (uint32_t round = 0; round < 50; round++) {
        const struct sentence_of_words *sentence = &setting->corpus.sentences.v[0];
        struct str forms[6];
        for (uint32_t i = 0; i < sentence->n; i++)
            forms[i] = sentence->words[i].form;
        name_list_vary(&names, sentence, 0.5F, forms, &random);
        for (uint32_t i = 0; i < sentence->n; i++)
            assert_true(i == 3 || i == 4 || str_eq(forms[i], sentence->words[i].form));
        bool port = str_is(forms[3], "Port") && str_is(forms[4], "Meadow");
        bool north = str_is(forms[3], "North") && str_is(forms[4], "Haven");
        assert_true(port || north);
        replaced += port;
    }
    assert_in_range(replaced, 3, 30);
    /* a name with a word in small letters stays */
    struct word words[] = {{.form = STR("Bay"), .name = 5}, {.form = STR("of"), .name = 6}};
    struct sentence_of_words sentence = {words, 2};
    struct str forms[] = {words[0].form, words[1].form};
    name_list_vary(&names, &sentence, 1, forms, &random);
    assert_true(str_is(forms[0], "Bay") && str_is(forms[1], "of"));
    name_list_release(&names);
}

/* sentences of the given lengths, words taken in turn from a small list */
/* a value that bfloat16 holds exactly */
static float small_whole(struct random *random)
{
    return (float)(random_next(random) % 9) - 4;
}

static void check_product(struct random *random, const uint32_t shape[3], bool left_first,
                          bool right_first, float keep)
{
    uint32_t m = shape[0], k = shape[1], n = shape[2];
    float *a = memory_alloc(sizeof(float) * m * k), *b = memory_alloc(sizeof(float) * k * n);
    float *c = memory_alloc(sizeof(float) * m * n), *expected = memory_alloc(sizeof(float) * m * n);
    for (size_t i = 0; i < (size_t)m * k; i++)
        a[i] = small_whole(random);
    for (size_t i = 0; i < (size_t)k * n; i++)
        b[i] = small_whole(random);
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++) {
            float sum = keep * (c[i * n + j] = small_whole(random));
            for (size_t p = 0; p < k; p++)
                sum +=
                    a[left_first ? p * m + i : i * k + p] * b[right_first ? p * n + j : j * k + p];
            expected[i * n + j] = sum;
        }
    tiles_multiply(&(struct factor){a, left_first}, &(struct factor){b, right_first}, c, m, k, n,
                   keep);
    for (size_t i = 0; i < (size_t)m * n; i++)
        assert_true(c[i] == expected[i]);
    free(a);
    free(b);
    free(c);
    free(expected);
}

static void tiles_multiply_like_loops(void **state)
{
    (void)state;
    static const uint32_t shapes[][3] = {{1, 1, 1},    {16, 32, 16}, {33, 65, 31},
                                         {5, 100, 47}, {64, 31, 96}, {70, 7, 1}};
    if (!tiles_open())
        skip();
    struct random random = {1};
    for (uint32_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        for (uint32_t order = 0; order < 4; order++)
            check_product(&random, shapes[i], order & 1, order & 2, (float)(i % 3) / 2);
}

static void make_doc(struct doc *doc, const uint32_t *lengths, uint32_t n)
{
    static const char *const words[] = {"The",  "talks",           "in", "\xE2\x80\x9C", "Geneva",
                                        "2024", "\xF0\x9F\x98\x80"};
    uint32_t at = 0, total = 0;
    for (uint32_t s = 0; s < n; s++)
        total += lengths[s];
    char *text = arena_alloc(&doc->arena, total * 8);
    for (uint32_t s = 0; s < n; s++) {
        struct sentence *sentence = array_push(&doc->sentences, &doc->arena);
        *sentence = (struct sentence){.first_token = doc->tokens.n, .n_tokens = lengths[s]};
        for (uint32_t i = 0; i < lengths[s]; i++) {
            struct str form = str_of(words[(s * 3 + i * 5 + i / 7) % 7]);
            struct token *token = array_push(&doc->tokens, &doc->arena);
            token->sentence = doc->sentences.n - 1;
            token->span = (struct span){at, at + (uint32_t)form.n};
            memcpy(text + at, form.s, form.n);
            at += (uint32_t)form.n;
            text[at++] = ' ';
        }
    }
    doc->text = (struct str){text, at};
}

/* one root word, all heads in the sentence, no cycles */
static void assert_tree(const struct doc *doc, uint32_t s)
{
    const struct sentence *sentence = &doc->sentences.v[s];
    uint32_t first = sentence->first_token, n = sentence->n_tokens, roots = 0;
    for (uint32_t t = first; t < first + n; t++) {
        uint32_t at = t, steps = 0;
        while (doc->tokens.v[at].head) {
            at = doc->tokens.v[at].head;
            assert_in_range(at, first, first + n - 1);
            assert_true(++steps <= n);
        }
        assert_int_equal(at, sentence->root);
        roots += doc->tokens.v[t].head == 0;
        assert_int_equal(doc->tokens.v[t].head == 0, doc->tokens.v[t].deprel == REL_ROOT);
    }
    assert_int_equal(roots, 1);
}

static void parses_are_trees_whatever_the_batch(void **state)
{
    struct setting *setting = *state;
    enum { SENTENCES = 9 };
    static const uint32_t lengths[SENTENCES] = {1, 2, 7, 30, 251, 120, 1000, 1, 249};
    char path[] = "/tmp/onrecord-test-XXXXXX";
    close(mkstemp(path));
    struct onr_error error;
    struct net *net = make_net(setting, 11);
    assert_int_equal(export_net(net, &setting->corpus, path, &error), ONR_OK);
    free_net(net);
    struct lang_model *model;
    assert_int_equal(lang_model_open(&model, path, &error), ONR_OK);
    struct lang_state *parser = lang_state_new(model);
    struct doc together, alone;
    doc_init(&together);
    doc_init(&alone);
    make_doc(&together, lengths, SENTENCES);
    parse_sentences(model, parser, &together);
    for (uint32_t s = 1; s <= SENTENCES; s++) {
        assert_tree(&together, s);
        doc_reset(&alone);
        make_doc(&alone, lengths, s);
        parse_sentences(model, parser, &alone);
        uint32_t first = alone.sentences.v[s].first_token;
        assert_memory_equal(alone.tokens.v + first, together.tokens.v + first,
                            lengths[s - 1] * sizeof *alone.tokens.v);
    }
    doc_release(&alone);
    doc_release(&together);
    lang_state_free(parser);
    lang_model_close(model);
    unlink(path);
}

static void damaged_models_are_refused(void **state)
{
    struct setting *setting = *state;
    char path[] = "/tmp/onrecord-test-XXXXXX";
    close(mkstemp(path));
    struct onr_error error;
    struct net *net = make_net(setting, 11);
    assert_int_equal(export_net(net, &setting->corpus, path, &error), ONR_OK);
    free_net(net);
    struct container whole, damaged;
    assert_int_equal(container_open(&whole, path, &error), ONR_OK);
    struct container_part parts[16];
    char names[16][33], other[] = "/tmp/onrecord-test-XXXXXX";
    close(mkstemp(other));
    struct network *network = memory_alloc(sizeof *network);
    for (uint32_t cut = 0; cut < whole.n_sections; cut++) {
        for (uint32_t i = 0; i < whole.n_sections; i++) {
            struct str bytes = container_section(&whole, i, names[i]);
            parts[i] = (struct container_part){names[i], bytes};
        }
        parts[cut].bytes.n /= 2;
        assert_int_equal(container_write(other, parts, whole.n_sections, &error), ONR_OK);
        assert_int_equal(container_open(&damaged, other, &error), ONR_OK);
        assert_int_equal(network_bind(network, &damaged, &error), ONR_ERR_MODEL);
        assert_non_null(strstr(error.message, names[cut]));
        container_close(&damaged);
    }
    container_close(&whole);
    free(network);
    unlink(path);
    unlink(other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_the_treebank),
        cmocka_unit_test(reads_names_without_trees),
        cmocka_unit_test(tiles_multiply_like_loops),
        cmocka_unit_test_setup_teardown(gradients_are_differences, set_up, tear_down),
        cmocka_unit_test_setup_teardown(gradients_of_a_language_model, set_up, tear_down),
        cmocka_unit_test_setup_teardown(language_models_do_not_look_ahead, set_up, tear_down),
        cmocka_unit_test_setup_teardown(teachers_judge_together, set_up, tear_down),
        cmocka_unit_test_setup_teardown(silver_is_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(doubtful_heads_stay_inside, set_up, tear_down),
        cmocka_unit_test(resuming_changes_nothing),
        cmocka_unit_test(variations_stay_trees),
        cmocka_unit_test(names_are_replaced_alike),
        cmocka_unit_test_setup_teardown(the_library_encodes_alike, set_up, tear_down),
        cmocka_unit_test(parses_are_trees_whatever_the_batch),
        cmocka_unit_test(damaged_models_are_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
