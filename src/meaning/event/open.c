/* open: by mood, mark and tense alone, whether the clause of an act leaves it open. An infinitive
 * is a purpose, an ability or a duty; what hangs on "would" or on a condition still to be met has
 * not been done either. Which words over an act say the same is told by operators.tsv. */
#include "meaning/event/open.h"

#include "meaning/tree.h"

static bool has_aux(const struct doc *doc, uint32_t verb, const char *const *words)
{
    for (uint32_t c = doc->tokens.v[verb].first_child; c; c = doc->tokens.v[c].next)
        for (const char *const *word = words; doc->tokens.v[c].deprel == REL_AUX && *word; word++)
            if (tree_lower_is(doc, c, *word))
                return true;
    return false;
}

static const char *const UNREAL[] = {"would", "could", "may", "might", NULL};

/* "to focus on ending the war", "to issue a statement condemning the raid", "would follow them in
 * recognising it": part of what has not been done */
static bool is_open_gerund(const struct doc *doc, uint32_t token)
{
    static const char *const words[] = {"on", "of", "for", "about", "at"};
    const struct token *t = &doc->tokens.v[token];
    if (!tree_xpos_is(doc, token, "VBG") || t->deprel == REL_ACL_RELCL)
        return false;
    if (t->deprel == REL_ADVCL && has_aux(doc, t->head, UNREAL))
        return true;
    if (t->deprel == REL_ACL && doc->tokens.v[t->head].deprel == REL_OBJ &&
        tree_is_infinitive(doc, doc->tokens.v[t->head].head))
        return true;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (tree_is_infinitive(doc, t->head) && tree_has_case(doc, token, str_of(words[i])))
            return true;
    return false;
}

/* "taking the town would cut them off" */
static bool is_supposed(const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    return t->deprel == REL_CSUBJ && has_aux(doc, t->head, UNREAL);
}

/* "will not end it until they meet the demands": in the present, or after what is still to come */
static bool is_awaited(const struct doc *doc, uint32_t token)
{
    static const char *const still[] = {"will", "'ll", "would", "wo", "must", "can", NULL};
    uint32_t aux = token_child(doc, token, REL_AUX);
    if (!aux)
        aux = token_child(doc, token, REL_AUX_PASS);
    if (doc->tokens.v[token].deprel != REL_ADVCL || !tree_has_case(doc, token, STR("until")))
        return false;
    uint32_t finite = aux ? aux : token;
    return tree_xpos_is(doc, finite, "VBZ") || tree_xpos_is(doc, finite, "VBP") ||
           has_aux(doc, doc->tokens.v[token].head, still);
}

/* purpose, ability, obligation */
static bool is_aim(const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    return t->upos == UPOS_VERB && tree_has_case(doc, token, STR("to")) &&
           (t->deprel == REL_ADVCL || t->deprel == REL_ACL || t->deprel == REL_XCOMP);
}

bool act_is_open(const struct doc *doc, uint32_t token)
{
    return is_aim(doc, token) || is_open_gerund(doc, token) || is_supposed(doc, token) ||
           is_awaited(doc, token);
}

bool noun_is_definite(const struct doc *doc, uint32_t noun)
{
    static const char *const words[] = {"the", "this", "that", "these", "those"};
    uint32_t det = token_child(doc, noun, REL_DET);
    for (size_t i = 0; det && i < sizeof words / sizeof *words; i++)
        if (tree_lower_is(doc, det, words[i]))
            return true;
    return token_child(doc, noun, REL_NMOD_POSS) != 0;
}
