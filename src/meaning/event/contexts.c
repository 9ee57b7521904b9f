/* contexts: an act has contexts of its own ("deploy" is military); its clause may name more
 * ("trade talks", "the border dispute", "a law on the press").
 *
 * A word counts when it hangs on the act or on an operator over it without another clause between
 * them, and is no part of a name: the Ministry of Health is no matter of health. Such a context
 * holds for the event, whatever its code under operators. Nothing is looked for in other
 * sentences. */
#include "meaning/event/contexts.h"

enum { COLUMN_CLASSES = 1, COLUMN_CONTEXTS = 9, MAX_DEPTH = 8 };

static void add(struct doc *doc, struct str name, struct event *event)
{
    uint32_t context = doc_intern(doc, name);
    for (uint32_t i = 0; i < event->contexts.n; i++)
        if (doc->ids.v[event->contexts.first + i] == context)
            return;
    doc_range_add_id(doc, &event->contexts, context);
}

static bool is_of(const struct reading *reading, uint32_t token)
{
    if (token == reading->act.token)
        return true;
    for (uint32_t i = 0; i < reading->n_steps; i++)
        if (reading->steps[i].token == token)
            return true;
    return false;
}

static bool is_clause(uint8_t rel)
{
    return rel == REL_CCOMP || rel == REL_ADVCL || rel == REL_PARATAXIS || rel == REL_ACL_RELCL ||
           rel == REL_CSUBJ;
}

/* the word hangs on the act, an operator, or a phrase of theirs */
static bool is_near(const struct doc *doc, const struct reading *reading, uint32_t token)
{
    for (int i = 0; i < MAX_DEPTH && token; i++) {
        const struct token *t = &doc->tokens.v[token];
        if (is_of(reading, token))
            return true;
        if (is_clause(t->deprel) || (t->deprel == REL_CONJ && t->upos == UPOS_VERB))
            return false;
        token = t->head;
    }
    return false;
}

static void add_word(const struct frame_reader *frames, uint32_t token, struct event *event)
{
    const struct token *t = &frames->doc->tokens.v[token];
    uint32_t row, n = word_index_rows(frames->classes, frames->doc, t->lemma, &row);
    if (!n)
        n = word_index_rows(frames->classes, frames->doc, t->lower, &row);
    if (!n)
        return;
    struct str rest = table_cell(frames->classes->table, row, COLUMN_CLASSES);
    for (struct str class = str_split(&rest, ' '); class.s; class = str_split(&rest, ' '))
        if (str_starts(class, STR("on-")))
            add(frames->doc, (struct str){class.s + 3, class.n - 3}, event);
}

void contexts_fill(const struct codebook *book, const struct reading *reading, struct event *event)
{
    struct doc *doc = reading->frames->doc;
    uint32_t row;
    if (table_find(book->codes, reading->act.name, &row)) {
        struct str rest = table_cell(book->codes, row, COLUMN_CONTEXTS);
        while (rest.n)
            add(doc, str_split(&rest, ' '), event);
    }
    struct sentence sentence = doc->sentences.v[doc->tokens.v[reading->act.token].sentence];
    for (uint32_t i = 0; i < sentence.n_tokens; i++) {
        uint32_t token = sentence.first_token + i;
        const struct token *t = &doc->tokens.v[token];
        bool content = t->upos == UPOS_NOUN || t->upos == UPOS_ADJ || t->upos == UPOS_VERB ||
                       t->upos == UPOS_PROPN;
        if (content && t->name == NAME_NONE && !is_of(reading, token) &&
            is_near(doc, reading, token))
            add_word(reading->frames, token, event);
    }
}
