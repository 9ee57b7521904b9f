/* lemma_train: learns lemmas from CoNLL-U files and writes the sections lemma.edits, lemma.forms
 * and lemma.cases.
 *
 *     lemma-train OUT.model INFLECTIONS.tsv TRAIN.conllu...
 *     lemma-train --test MODEL FILE.conllu     share of right lemmas with the file's own tags
 *
 * INFLECTIONS.tsv adds words of our own. For every key (tag alone, endings, whole form) the most
 * frequent edit is found, endings counted by distinct words, whole forms by occurrences; a key is
 * written only where it says something else than the next more general one. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "doc/names.h"
#include "lang/lemma.h"
#include "lang/lower.h"

/* OWN_WEIGHT: how many occurrences a form of our own list counts for */
enum { N_EDITS = 8000, MIN_WORDS = 2, OWN_WEIGHT = 6 };

struct sample {
    uint32_t form, lower, lemma;
    uint64_t tag;
    uint8_t written;
    uint32_t count; /* occurrences */
};

/* votes of one key: an entry a value */
struct vote {
    uint64_t key;
    uint32_t value, weight;
};

struct trainer {
    struct doc doc; /* for its strings and arena */
    ARRAY(struct sample) samples;
    struct lemma_edit edits[N_EDITS];
    uint32_t n_edits;
};

static void fail(const struct onr_error *error)
{
    fprintf(stderr, "lemma-train: %s\n", error->message);
    exit(1);
}

/* Words of a CoNLL-U file, one a call: columns FORM LEMMA UPOS XPOS. */
struct words {
    struct str rest;
    bool first;
};

static bool next_word(struct words *words, struct str columns[5])
{
    struct str line;
    while ((line = str_split(&words->rest, '\n')).s) {
        if (line.n == 0)
            words->first = true;
        if (line.n == 0 || line.s[0] == '#')
            continue;
        for (uint32_t i = 0; i < 5; i++)
            columns[i] = str_split(&line, '\t');
        if (columns[4].s && !memchr(columns[0].s, '-', columns[0].n) &&
            !memchr(columns[0].s, '.', columns[0].n))
            return true;
    }
    return false;
}

static void read_samples(struct trainer *trainer, const char *path)
{
    struct file_map map;
    struct onr_error error;
    if (file_map_open(&map, path, &error) != ONR_OK)
        fail(&error);
    struct words words = {.rest = map.bytes, .first = true};
    struct str c[5];
    while (next_word(&words, c)) {
        uint8_t upos = UPOS_X;
        (void)upos_find(c[3], &upos);
        uint8_t written = lemma_form_case(c[1], words.first);
        words.first &= upos == UPOS_PUNCT;
        bool torn = str_is(c[4], "GW") || str_is(c[4], "AFX") || upos == UPOS_X;
        if (torn || (str_is(c[2], "_") && !str_is(c[1], "_")))
            continue;
        struct sample sample = {doc_intern(&trainer->doc, c[1]),
                                lower_intern(&trainer->doc, c[1]),
                                doc_intern(&trainer->doc, c[2]),
                                lemma_tag(upos, c[4]),
                                written,
                                1};
        *array_push(&trainer->samples, &trainer->doc.arena) = sample;
    }
    file_map_close(&map);
}

static void add_sample(struct trainer *trainer, const char *form, struct str lemma, uint8_t upos,
                       const char *xpos)
{
    struct str word = str_of(form);
    struct sample sample = {doc_intern(&trainer->doc, word),  lower_intern(&trainer->doc, word),
                            doc_intern(&trainer->doc, lemma), lemma_tag(upos, str_of(xpos)),
                            lemma_form_case(word, false),     OWN_WEIGHT};
    *array_push(&trainer->samples, &trainer->doc.arena) = sample;
    if (sample.written == FORM_TITLE_CASE) {
        sample.written = FORM_FIRST;
        *array_push(&trainer->samples, &trainer->doc.arena) = sample;
    }
}

static bool is_vowel(char c)
{
    return strchr("aeiou", c) != NULL;
}

static bool is_hissing(char last, char before)
{
    return strchr("sxzo", last) || (last == 'h' && strchr("cs", before));
}

/* regular spelling: stem + "s", "ed" or "ing" */
static const char *inflect(struct trainer *trainer, struct str lemma, const char *ending,
                           bool doubled)
{
    char last = lemma.s[lemma.n - 1], before = lemma.n > 1 ? lemma.s[lemma.n - 2] : 'a';
    bool consonant_y = last == 'y' && !is_vowel(before);
    int n = (int)lemma.n;
    const char *link = "";
    if (*ending == 's') {
        n -= consonant_y;
        link = consonant_y ? "ie" : is_hissing(last, before) ? "e" : "";
    } else if (*ending == 'e') {
        n -= consonant_y || last == 'e';
        link = consonant_y ? "i" : "";
    } else if (last == 'e' && before == 'i') {
        n -= 2;
        link = "y";
    } else if (last == 'e' && !strchr("eoy", before)) {
        n--;
    }
    char twice[2] = {doubled ? last : '\0', '\0'};
    return arena_format(&trainer->doc.arena, "%.*s%s%s%s", n, lemma.s, link, twice, ending).s;
}

static void add_verb(struct trainer *trainer, struct str lemma, struct str forms)
{
    bool doubled = str_is(forms, "+");
    struct str participle = forms, past = str_split(&participle, '|');
    const char *base = arena_copy(&trainer->doc.arena, lemma).s;
    const char *vbd = inflect(trainer, lemma, "ed", doubled), *vbn = vbd;
    if (participle.s) {
        vbd = arena_copy(&trainer->doc.arena, past).s;
        vbn = arena_copy(&trainer->doc.arena, participle).s;
        const char *end = base + lemma.n - 1; /* "run": irregular verbs double as they must */
        doubled = lemma.n > 2 && is_vowel(end[-1]) && !is_vowel(end[-2]) && !is_vowel(*end) &&
                  !strchr("wxy", *end) && (lemma.n < 5 || strchr("tgn", *end)) &&
                  !str_ends(lemma, STR("en"));
    }
    add_sample(trainer, base, lemma, UPOS_VERB, "VB");
    add_sample(trainer, base, lemma, UPOS_VERB, "VBP");
    add_sample(trainer, inflect(trainer, lemma, "s", false), lemma, UPOS_VERB, "VBZ");
    add_sample(trainer, inflect(trainer, lemma, "ing", doubled), lemma, UPOS_VERB, "VBG");
    add_sample(trainer, vbd, lemma, UPOS_VERB, "VBD");
    add_sample(trainer, vbn, lemma, UPOS_VERB, "VBN");
}

static void add_row(struct trainer *trainer, struct str lemma, struct str part, struct str forms)
{
    const char *base = arena_copy(&trainer->doc.arena, lemma).s;
    struct str second = forms, first = str_split(&second, '|');
    if (str_is(part, "verb")) {
        add_verb(trainer, lemma, forms);
    } else if (str_is(part, "noun")) {
        add_sample(trainer, base, lemma, UPOS_NOUN, "NN");
        add_sample(trainer, arena_copy(&trainer->doc.arena, forms).s, lemma, UPOS_NOUN, "NNS");
    } else if (str_is(part, "adjective")) {
        add_sample(trainer, base, lemma, UPOS_ADJ, "JJ");
        add_sample(trainer, arena_copy(&trainer->doc.arena, first).s, lemma, UPOS_ADJ, "JJR");
        add_sample(trainer, arena_copy(&trainer->doc.arena, second).s, lemma, UPOS_ADJ, "JJS");
    } else {
        add_sample(trainer, base, lemma, UPOS_ADJ, "JJ");
    }
}

static void read_inflections(struct trainer *trainer, const char *path)
{
    struct file_map map;
    struct onr_error error;
    if (file_map_open(&map, path, &error) != ONR_OK)
        fail(&error);
    struct str rest = map.bytes, line;
    while ((line = str_split(&rest, '\n')).s) {
        struct str lemma = str_split(&line, '\t'), part = str_split(&line, '\t');
        if (lemma.n && lemma.s[0] != '#' && line.s && !str_is(lemma, "lemma"))
            add_row(trainer, lemma, part, line);
    }
    file_map_close(&map);
}

static int compare_samples(const void *a, const void *b)
{
    const struct sample *x = a, *y = b;
    if (x->tag != y->tag)
        return x->tag < y->tag ? -1 : 1;
    if (x->form != y->form)
        return x->form < y->form ? -1 : 1;
    if (x->lemma != y->lemma)
        return x->lemma < y->lemma ? -1 : 1;
    return x->written - y->written;
}

/* equal samples become one with a count */
static void merge_samples(struct trainer *trainer)
{
    struct sample *v = trainer->samples.v;
    uint32_t n = 0;
    qsort(v, trainer->samples.n, sizeof *v, compare_samples);
    for (uint32_t i = 0; i < trainer->samples.n; i++) {
        if (n && compare_samples(&v[n - 1], &v[i]) == 0)
            v[n - 1].count += v[i].count;
        else
            v[n++] = v[i];
    }
    trainer->samples.n = n;
}

/* The edit that makes the lemma of the lower-cased form, but for case; UINT32_MAX: too long. */
static uint32_t edit_of(struct trainer *trainer, const struct sample *sample)
{
    struct str lower = doc_string(&trainer->doc, sample->lower);
    struct str lemma = doc_string(&trainer->doc, sample->lemma);
    struct str plain = lemma_has_case(sample->tag, sample->written, lower)
                           ? doc_string(&trainer->doc, lower_intern(&trainer->doc, lemma))
                           : lemma;
    size_t same = 0;
    while (same < lower.n && same < plain.n && lower.s[same] == plain.s[same])
        same++;
    while (same > 0 && same < lower.n && ((uint8_t)lower.s[same] & 0xC0) == 0x80)
        same--;
    if (plain.n - same > LEMMA_APPEND || lower.n - same > 60)
        return UINT32_MAX;
    struct lemma_edit edit = {.strip = (uint8_t)(lower.n - same),
                              .n_append = (uint8_t)(plain.n - same)};
    memcpy(edit.append, plain.s + same, plain.n - same);
    for (uint32_t i = 0; i < trainer->n_edits; i++)
        if (memcmp(&trainer->edits[i], &edit, sizeof edit) == 0)
            return i;
    if (trainer->n_edits == N_EDITS)
        return UINT32_MAX;
    trainer->edits[trainer->n_edits] = edit;
    return trainer->n_edits++;
}

/* how the lemma is cased; UINT32_MAX: in no way that is known */
static uint32_t case_of(const struct trainer *trainer, const struct sample *sample, uint32_t edit)
{
    char out[256];
    struct str form = doc_string(&trainer->doc, sample->form);
    struct str lower = doc_string(&trainer->doc, sample->lower);
    struct str lemma = doc_string(&trainer->doc, sample->lemma);
    for (uint8_t c = LEMMA_LOWER; c <= LEMMA_TITLE; c++) {
        size_t n = lemma_apply(&trainer->edits[edit], c, form, lower, out, sizeof out);
        if (n && str_eq((struct str){out, n}, lemma))
            return c;
    }
    return UINT32_MAX;
}

static int compare_votes(const void *a, const void *b)
{
    const struct vote *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->value < y->value ? -1 : x->value > y->value;
}

struct rules {
    struct key *v;
    uint32_t n;
    struct keys map; /* the rules so far, for looking up what more general keys say */
    struct buf section;
};

static uint16_t find_rule(const struct rules *rules, const uint64_t *keys, uint32_t n)
{
    while (n-- > 0) {
        uint16_t value = keys_find(&rules->map, keys[n]);
        if (value)
            return value;
    }
    return 0;
}

static void index_rules(struct rules *rules)
{
    struct onr_error error;
    buf_clear(&rules->section);
    if (keys_write(&rules->section, rules->v, rules->n, &error) != ONR_OK ||
        keys_open(&rules->map, buf_str(&rules->section), "rules", &error) != ONR_OK)
        fail(&error);
}

/* per sample: its keys and what it votes for */
struct ballot {
    uint64_t keys[LEMMA_KEYS];
    uint32_t n, value, count;
    uint32_t min_level; /* shorter endings say nothing about other words */
};

/* The votes of one level; what the rules so far say stands in the low half of their values. */
static uint32_t collect(const struct rules *rules, const struct ballot *ballots, uint32_t n,
                        uint32_t level, struct vote *votes)
{
    uint32_t n_votes = 0;
    for (uint32_t i = 0; i < n; i++) {
        bool whole = level == LEMMA_ENDING + 1;
        bool silent =
            whole ? ballots[i].n < 2 : level + 1 >= ballots[i].n || ballots[i].min_level > level;
        if (silent)
            continue;
        uint32_t at = whole ? ballots[i].n - 1 : level;
        uint32_t known = find_rule(rules, ballots[i].keys, at);
        votes[n_votes++] = (struct vote){ballots[i].keys[at], ballots[i].value << 16 | known,
                                         whole ? ballots[i].count : 1};
    }
    qsort(votes, n_votes, sizeof *votes, compare_votes);
    return n_votes;
}

/* Adds the rules of one level: the winner of each key where it differs from what is known. */
static void add_level(struct rules *rules, const struct ballot *ballots, uint32_t n, uint32_t level)
{
    struct vote *votes = memory_alloc((n + 1) * sizeof *votes);
    uint32_t n_votes = collect(rules, ballots, n, level, votes), n_old = rules->n;
    for (uint32_t i = 0, end; i < n_votes; i = end) {
        uint32_t best = 0, best_weight = 0, all = 0;
        for (end = i; end < n_votes && votes[end].key == votes[i].key;) {
            uint32_t weight = 0, value = votes[end].value;
            for (; end < n_votes && votes[end].key == votes[i].key && votes[end].value == value;
                 end++)
                weight += votes[end].weight;
            all += weight;
            if (weight > best_weight) {
                best = value;
                best_weight = weight;
            }
        }
        bool enough = level == LEMMA_ENDING + 1 || all >= MIN_WORDS;
        if (enough && (best >> 16) + 1 != (best & 0xFFFF))
            rules->v[rules->n++] = (struct key){votes[i].key, (uint16_t)((best >> 16) + 1)};
    }
    free(votes);
    if (rules->n > n_old)
        index_rules(rules);
}

static void learn(struct rules *rules, const struct ballot *ballots, uint32_t n)
{
    rules->v = memory_alloc(((size_t)n * LEMMA_KEYS + 1) * sizeof *rules->v);
    buf_init(&rules->section, (size_t)1 << 28);
    for (uint32_t level = 0; level <= LEMMA_ENDING + 1; level++)
        add_level(rules, ballots, n, level);
}

static void write_model(const struct trainer *trainer, const struct rules *forms,
                        const struct rules *cases, const char *path)
{
    struct onr_error error;
    struct buf edits;
    buf_init(&edits, 1 << 24);
    buf_add(&edits, (struct str){(const char *)&trainer->n_edits, 4});
    buf_add(&edits,
            (struct str){(const char *)trainer->edits, trainer->n_edits * sizeof *trainer->edits});
    struct container_part parts[] = {{"lemma.edits", buf_str(&edits)},
                                     {"lemma.forms", buf_str(&forms->section)},
                                     {"lemma.cases", buf_str(&cases->section)}};
    if (container_write(path, parts, 3, &error) != ONR_OK)
        fail(&error);
    buf_release(&edits);
}

/* whether the form ends as its tag has it by rule; irregular forms teach nothing about others */
static bool is_regular(const struct trainer *trainer, const struct sample *sample)
{
    static const struct {
        const char *xpos, *ending;
    } rules[] = {{"VBD", "ed"},  {"VBN", "ed"}, {"VBZ", "s"},  {"VBG", "g"},  {"NNS", "s"},
                 {"NNS", "men"}, {"NNPS", "s"}, {"JJR", "er"}, {"JJS", "est"}};
    struct str lower = doc_string(&trainer->doc, sample->lower);
    bool inflected = false;
    for (uint32_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (lemma_tag((uint8_t)(sample->tag >> 56), str_of(rules[i].xpos)) == sample->tag) {
            if (str_ends(lower, str_of(rules[i].ending)))
                return true;
            inflected = true;
        }
    return !inflected;
}

static int train(int n, char **arguments)
{
    static struct trainer trainer;
    struct rules forms = {0}, cases = {0};
    doc_init(&trainer.doc);
    read_inflections(&trainer, arguments[1]);
    for (int i = 2; i < n; i++)
        read_samples(&trainer, arguments[i]);
    merge_samples(&trainer);
    struct ballot *edits = memory_alloc((trainer.samples.n + 1) * sizeof *edits);
    struct ballot *written = memory_alloc((trainer.samples.n + 1) * sizeof *written);
    uint32_t n_edits = 0, n_written = 0;
    for (uint32_t i = 0; i < trainer.samples.n; i++) {
        const struct sample *sample = &trainer.samples.v[i];
        struct ballot ballot = {.value = edit_of(&trainer, sample), .count = sample->count};
        if (ballot.value == UINT32_MAX)
            continue;
        ballot.n =
            lemma_form_keys(doc_string(&trainer.doc, sample->lower), sample->tag, ballot.keys);
        const struct lemma_edit *edit = &trainer.edits[ballot.value];
        bool special = edit->n_append > 3 || !is_regular(&trainer, sample);
        ballot.min_level = special ? LEMMA_ENDING + 1 : edit->strip;
        edits[n_edits++] = ballot;
        if (!lemma_has_case(sample->tag, sample->written, doc_string(&trainer.doc, sample->lower)))
            continue;
        ballot.value = case_of(&trainer, sample, ballot.value);
        for (uint32_t k = 0; k < ballot.n; k++)
            ballot.keys[k] = hash_mix(ballot.keys[k], sample->written);
        if (ballot.value != UINT32_MAX)
            written[n_written++] = ballot;
    }
    learn(&forms, edits, n_edits);
    learn(&cases, written, n_written);
    printf("%u samples, %u edits, %u rules of form, %u of case\n", trainer.samples.n,
           trainer.n_edits, forms.n, cases.n);
    write_model(&trainer, &forms, &cases, arguments[0]);
    return 0;
}

static int test(char **arguments)
{
    struct onr_error error;
    struct container container;
    struct lemma_model model;
    struct file_map map;
    struct doc doc;
    if (container_open(&container, arguments[0], &error) != ONR_OK ||
        lemma_bind(&model, &container, &error) != ONR_OK ||
        file_map_open(&map, arguments[1], &error) != ONR_OK)
        fail(&error);
    doc_init(&doc);
    doc.text = map.bytes;
    struct words words = {.rest = map.bytes, .first = true};
    struct str c[5];
    ARRAY(uint32_t) gold = {0};
    *array_push(&gold, &doc.arena) = 0;
    for (uint32_t sentence = 0; next_word(&words, c); words.first = false) {
        uint32_t at = (uint32_t)(c[1].s - map.bytes.s), lower = lower_intern(&doc, c[1]);
        sentence += words.first;
        struct token token = {.span = {at, at + (uint32_t)c[1].n}, .sentence = sentence};
        token.lower = lower;
        token.xpos = (uint16_t)doc_intern(&doc, c[4]);
        (void)upos_find(c[3], &token.upos);
        *array_push(&doc.tokens, &doc.arena) = token;
        uint32_t lemma = doc_intern(&doc, c[2]);
        *array_push(&gold, &doc.arena) = lemma;
    }
    clock_t start = clock();
    lemma_doc(&model, &doc);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    uint32_t right = 0;
    for (uint32_t i = 1; i < doc.tokens.n; i++) {
        right += doc.tokens.v[i].lemma == gold.v[i];
        if (doc.tokens.v[i].lemma != gold.v[i])
            fprintf(stderr, "%.*s\t%.*s\t%.*s\t%s %.*s\n", STR_ARG(token_form(&doc, i)),
                    STR_ARG(doc_string(&doc, gold.v[i])), STR_ARG(token_lemma(&doc, i)),
                    upos_name(doc.tokens.v[i].upos),
                    STR_ARG(doc_string(&doc, doc.tokens.v[i].xpos)));
    }
    printf("%u words, %.2f %% right, %.2f million words/s\n", doc.tokens.n - 1,
           100.0 * right / (doc.tokens.n - 1), (doc.tokens.n - 1) / seconds / 1e6);
    return 0;
}

int main(int n, char **arguments)
{
    if (n == 4 && strcmp(arguments[1], "--test") == 0)
        return test(arguments + 2);
    if (n >= 4)
        return train(n - 1, arguments + 1);
    fputs("usage: lemma-train OUT.model INFLECTIONS.tsv TRAIN.conllu...\n       lemma-train --test "
          "MODEL "
          "FILE.conllu\n",
          stderr);
    return 2;
}
