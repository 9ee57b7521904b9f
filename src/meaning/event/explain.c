/* explain: an event's act, operators and roles with the edges of the tree that joined them. */
#include "meaning/event/explain.h"

#include "doc/names.h"
#include "meaning/tree.h"

/* the relation that a step rests on: of the word below to it, or, for one that hangs below itself,
 * its own */
static const char *edge(const struct doc *doc, const struct step *step, uint32_t below)
{
    uint32_t word = tree_first_conjunct(doc, below);
    bool above = step->governor && doc->tokens.v[step->token].head != below;
    return deprel_name(doc->tokens.v[above ? word : step->token].deprel);
}

static struct str add_role(const struct doc *doc, struct str text, const char *role, uint32_t word,
                           struct arena *scratch)
{
    if (!word)
        return text;
    const struct token *t = &doc->tokens.v[word];
    return arena_format(scratch, "%.*s; %s: %.*s (%s%s%.*s)", STR_ARG(text), role,
                        STR_ARG(token_form(doc, word)), deprel_name(t->deprel),
                        t->head ? " of " : "",
                        STR_ARG(t->head ? token_lemma(doc, t->head) : STR("")));
}

struct str explain_reading(const struct reading *reading, struct arena *scratch)
{
    const struct doc *doc = reading->frames->doc;
    uint32_t below = reading->act.token;
    struct str text = arena_format(scratch, "%.*s: %.*s", STR_ARG(reading->act.name),
                                   STR_ARG(token_lemma(doc, below)));
    for (uint32_t i = 0; i < reading->n_steps; i++) {
        const struct step *step = &reading->steps[i];
        text = arena_format(scratch, "%.*s; %.*s: %.*s (%s)", STR_ARG(text), STR_ARG(step->name),
                            STR_ARG(token_lemma(doc, step->token)), edge(doc, step, below));
        if (step->governor && doc->tokens.v[step->token].head != below)
            below = step->token;
    }
    text = add_role(doc, text, "source", reading->source, scratch);
    return add_role(doc, text, "target", reading->target, scratch);
}
