/* batch: copies sentences into the network's arrays and varies them on the way.
 *
 * Variations: a headline in capitals, a headline with each word capitalised, a sentence in small
 * letters, one without its final stop, one set in quotation marks or brackets. Words seen rarely
 * lose their own rows now and then, so that the network learns to read unknown ones from their
 * parts, and any word may lose some of its parts. */
#include "batch.h"

#include <ctype.h>

enum { FORM_MAX = 64 };

enum variation { AS_IS, CAPITALS, TITLE, SMALL, NO_STOP, QUOTED, BRACKETED, VARIATIONS };

static uint32_t slot_of(struct str form)
{
    return (uint32_t)hash_bytes(form, 5) & (COUNT_SLOTS - 1);
}

uint32_t *batch_count_forms(const struct corpus *corpus)
{
    uint32_t *counts = memory_alloc(COUNT_SLOTS * sizeof *counts);
    for (uint32_t s = 0; s < corpus->sentences.n; s++)
        for (uint32_t i = 0; i < corpus->sentences.v[s].n; i++)
            counts[slot_of(corpus->sentences.v[s].words[i].form)]++;
    return counts;
}

static struct str vary_form(struct str form, enum variation variation, char out[FORM_MAX])
{
    bool clitic = form.s[0] == '\'' || str_is(form, "n't");
    if (form.n >= FORM_MAX || variation == AS_IS || variation > SMALL ||
        (clitic && variation == TITLE))
        return form;
    for (size_t i = 0; i < form.n; i++) {
        int c = (unsigned char)form.s[i];
        if (variation == SMALL)
            c = tolower(c);
        else if (variation == CAPITALS || i == 0)
            c = toupper(c);
        out[i] = (char)c;
    }
    return (struct str){out, form.n};
}

static void set_features(struct batch *batch, uint32_t at, struct str form,
                         const struct batch_plan *plan)
{
    features_find(form, &batch->features[at]);
    batch->vector[at] = vectors_find(plan->vectors, batch->features[at].key);
}

static void drop_parts(struct word_features *features, struct random *random)
{
    for (uint32_t k = 2; k < FEATURE_KINDS; k++)
        if (random_unit(random) < 0.05F)
            features->rows[k] = UINT32_MAX;
    if (random_unit(random) < 0.05F)
        features->n_trigrams = 0;
}

static void drop(struct batch *batch, uint32_t at, uint32_t count, struct random *random)
{
    float rare = 0.25F / (0.25F + (float)count);
    if (random_unit(random) < rare || random_unit(random) < 0.03F) {
        batch->features[at].rows[0] = batch->features[at].rows[1] = UINT32_MAX;
        if (random_unit(random) < 0.25F)
            batch->vector[at] = UINT32_MAX;
    }
    if (random_unit(random) < 0.03F)
        batch->vector[at] = UINT32_MAX;
    drop_parts(&batch->features[at], random);
}

/* a mark that the variation adds, hung on the root as punctuation is */
static void add_mark(struct batch *batch, const char *form, const struct word *like, uint32_t root,
                     const struct batch_plan *plan)
{
    uint32_t at = batch->n_words++;
    set_features(batch, at, str_of(form), plan);
    batch->tag[at] = batch->rel[at] = batch->head[at] = batch->name[at] = (struct target){0};
    batch->next[at] = -1;
    if (like->has_tree)
        batch->head[at] = target_of(root);
    if (like->name != NAME_UNKNOWN)
        batch->name[at] = target_of(0);
}

/* heads move by `shift` */
static void set_targets(struct batch *batch, uint32_t at, const struct word *word, uint32_t shift)
{
    batch->tag[at] = batch->rel[at] = batch->head[at] = batch->name[at] = (struct target){0};
    if (word->soft) {
        batch->tag[at] = word->soft->tag;
        batch->rel[at] = word->soft->rel;
        batch->head[at] = word->soft->head;
        batch->name[at] = word->soft->name;
    } else if (word->has_tree) {
        batch->tag[at] = target_of(word->tag);
        batch->rel[at] = target_of(word->rel);
        batch->head[at] = target_of(word->head);
    }
    if (!word->soft && word->name != NAME_UNKNOWN)
        batch->name[at] = target_of((uint32_t)word->name);
    struct target *head = &batch->head[at];
    for (uint32_t k = 0; k < head->n; k++)
        head->label[k] = (uint16_t)(head->label[k] + (head->label[k] ? shift : 0));
}

static void add_word(struct batch *batch, const struct word *word, struct str form,
                     enum variation variation, const struct batch_plan *plan, struct random *random)
{
    uint32_t at = batch->n_words;
    char changed[FORM_MAX];
    set_features(batch, at, vary_form(form, variation, changed), plan);
    uint32_t shift = variation == QUOTED || variation == BRACKETED;
    set_targets(batch, at, word, shift);
    batch->next[at] = -1;
    if (plan->counts)
        drop(batch, at, plan->counts[slot_of(form)], random);
    batch->n_words++;
}

/* a final mark that nothing hangs on can go */
static bool can_lose_last(const struct sentence_of_words *sentence)
{
    if (sentence->n < 3 || !ispunct((unsigned char)sentence->words[sentence->n - 1].form.s[0]))
        return false;
    for (uint32_t i = 0; i < sentence->n; i++)
        if (sentence->words[i].head == sentence->n)
            return false;
    return sentence->words[sentence->n - 1].head != 0;
}

/* Teachers may have thought of the last word as a head; where it is left out they cannot have. */
static void forget_heads_beyond(struct target *head, uint32_t n)
{
    uint32_t kept = 0;
    for (uint32_t k = 0; k < head->n; k++)
        if (head->label[k] <= n) {
            head->label[kept] = head->label[k];
            head->share[kept++] = head->share[k];
        }
    head->n = (uint16_t)kept;
}

static enum variation choose(const struct sentence_of_words *sentence,
                             const struct batch_plan *plan, struct random *random)
{
    if (plan->variation <= 0 || random_unit(random) >= plan->variation)
        return AS_IS;
    enum variation variation = 1 + (enum variation)random_below(random, VARIATIONS - 1);
    return variation == NO_STOP && !can_lose_last(sentence) ? AS_IS : variation;
}

static void add_sentence(struct batch *batch, const struct sentence_of_words *sentence,
                         const struct batch_plan *plan, struct random *random)
{
    enum variation variation = choose(sentence, plan, random);
    bool marks = variation == QUOTED || variation == BRACKETED;
    uint32_t n = sentence->n - (variation == NO_STOP), root = 0;
    for (uint32_t i = 0; i < sentence->n; i++)
        if (sentence->words[i].head == 0)
            root = i + 2;
    if (marks)
        add_mark(batch, variation == QUOTED ? "\"" : "[", &sentence->words[0], root, plan);
    struct str forms[CORPUS_MAX_SENTENCE];
    for (uint32_t i = 0; i < sentence->n; i++)
        forms[i] = sentence->words[i].form;
    if (plan->names)
        name_list_vary(plan->names, sentence, plan->renaming, forms, random);
    for (uint32_t i = 0; i < n; i++)
        add_word(batch, &sentence->words[i], forms[i], variation, plan, random);
    for (uint32_t i = batch->n_words - n; variation == NO_STOP && i < batch->n_words; i++)
        forget_heads_beyond(&batch->head[i], n);
    if (marks)
        add_mark(batch, variation == QUOTED ? "\"" : "]", &sentence->words[0], root, plan);
    uint32_t length = batch->n_words - batch->first[batch->n_sentences];
    batch->longest = length > batch->longest ? length : batch->longest;
    batch->first[++batch->n_sentences] = batch->n_words;
}

bool batch_fill(struct batch *batch, const struct corpus *corpus, const uint32_t *order,
                uint32_t *next, uint32_t limit, const struct batch_plan *plan,
                struct random *random)
{
    batch->n_words = batch->n_sentences = batch->longest = 0;
    batch->first[0] = 0;
    batch->context = NULL;
    while (*next < corpus->sentences.n) {
        const struct sentence_of_words *sentence =
            &corpus->sentences.v[order ? order[*next] : *next];
        if (batch->n_sentences && batch->n_words + sentence->n + 2 > limit)
            break;
        add_sentence(batch, sentence, plan, random);
        ++*next;
    }
    if (plan->finish && batch->n_sentences)
        plan->finish(batch, plan->with);
    return batch->n_sentences > 0;
}
