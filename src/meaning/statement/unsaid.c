/* unsaid: cues with words behind them that nobody has said: what one will, could or only wants to
 * say, what is denied by "without" or "short of", letters that are only mentioned, "say" for
 * "for instance". From modals, marks and the verb above the cue. */
#include "meaning/statement/unsaid.h"

#include "meaning/statement/setting.h"
#include "meaning/statement/standing.h"

bool has_quoted_piece(const struct doc *doc, const struct attribution *a)
{
    for (uint8_t i = 0; i < a->n_pieces; i++) {
        if (doc->tokens.v[a->pieces[i].last].flags & TOKEN_QUOTED)
            return true;
    }
    return false;
}

static bool is_quotation(const struct doc *doc, const struct attribution *a)
{
    const struct tokens *piece = &a->pieces[0];
    return a->n_pieces && piece->last > piece->first + 3 &&
           (doc->tokens.v[piece->first].flags & TOKEN_QUOTED) &&
           (doc->tokens.v[piece->last].flags & TOKEN_QUOTED);
}

/* "will ask", "could say": nothing has been said; 'could only quip: "…"' has */
static bool is_unreal(const struct doc *doc, const struct attribution *a)
{
    uint32_t cue = a->token;
    static const char *const modals[] = {"will",  "would", "could", "should", "may",
                                         "might", "can",   "must",  "'ll",    "'d"};
    if (is_negated(doc, cue) || is_quotation(doc, a))
        return false;
    for (uint32_t c = doc->tokens.v[cue].first_child; c && c < cue; c = doc->tokens.v[c].next) {
        for (size_t i = 0; i < sizeof modals / sizeof *modals; i++) {
            if (doc->tokens.v[c].upos == UPOS_AUX &&
                str_is(doc_string(doc, doc->tokens.v[c].lower), modals[i]))
                return true;
        }
    }
    return false;
}

/* quoted words that are not all of them those of a speaker around the cue */
static bool quotes_others(const struct doc *doc, const struct attribution *a)
{
    return has_quoted_piece(doc, a) && !(doc->tokens.v[a->token].flags & TOKEN_QUOTED);
}

/* "if he denies", "wants to say", "tried to persuade": nothing has been said either, but
 * "went on to say" tells that it has */
static bool is_only_thought(const struct doc *doc, const struct attribution *a)
{
    static const char *const real[] = {"begin", "continue", "go",   "hasten", "have", "keep",
                                       "like",  "manage",   "rush", "start",  "take", "use"};
    uint32_t mark = token_child(doc, a->token, REL_MARK), over = doc->tokens.v[a->token].head;
    if (tree_lower_is(doc, mark, "if") || tree_lower_is(doc, mark, "unless"))
        return true;
    if (!tree_lower_is(doc, mark, "to") || quotes_others(doc, a))
        return false;
    for (size_t i = 0; i < sizeof real / sizeof *real; i++) {
        if (tree_lemma_is(doc, over, real[i]))
            return false;
    }
    return true;
}

/* "stopped short of predicting", "aimed at persuading", "without saying" */
static bool is_avoided(const struct doc *doc, const struct attribution *a)
{
    static const char *const marks[] = {"at", "before", "from", "without"};
    uint32_t mark = token_child(doc, a->token, REL_MARK);
    bool avoided = tree_lower_is(doc, mark, "of") && tree_lower_is(doc, mark - 1, "short");
    for (size_t i = 0; i < sizeof marks / sizeof *marks && !avoided; i++)
        avoided = tree_lower_is(doc, mark, marks[i]);
    return avoided && tree_xpos_is(doc, a->token, "VBG") && !quotes_others(doc, a);
}

/* "wrote two letters", "a paper was written by …": what words stand in, not the words */
static bool is_only_written(const struct world *world, const struct doc *doc,
                            const struct attribution *a)
{
    uint32_t thing = token_child(doc, a->token, a->passive ? REL_NSUBJ_PASS : REL_OBJ);
    return !a->has_clause && tree_lemma_is(doc, a->token, "write") &&
           setting_is_occasion(world, doc, thing);
}

/* "a big port, say Oslo": for instance */
static bool is_instance(const struct doc *doc, const struct attribution *a)
{
    return tree_lower_is(doc, a->token, "say") && tree_is_comma(doc, a->token - 1) &&
           !token_child(doc, a->token, REL_NSUBJ) && !token_child(doc, a->token, REL_AUX) &&
           !token_child(doc, a->token, REL_MARK);
}

/* "statistics are not available", but "was not available for comment" */
static bool is_unavailable_thing(const struct doc *doc, const struct attribution *a)
{
    if (!tree_lemma_is(doc, a->token, "available"))
        return false;
    for (uint32_t c = doc->tokens.v[a->token].first_child; c; c = doc->tokens.v[c].next) {
        if (tree_lemma_is(doc, c, "comment") || tree_lemma_is(doc, c, "interview"))
            return false;
    }
    return true;
}

bool is_unsaid(const struct world *world, const struct doc *doc, const struct attribution *a)
{
    return is_unreal(doc, a) || is_only_thought(doc, a) || is_avoided(doc, a) ||
           is_only_written(world, doc, a) || is_instance(doc, a) || is_unavailable_thing(doc, a);
}
