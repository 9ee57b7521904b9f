/* acts: looks a token up in acts.tsv and takes the first row that fits its part of speech and its
 * neighbours. It does not say whether the act took place: that is for the operators above it. */
#include "meaning/event/acts.h"

#include "meaning/tree.h"

enum { COLUMN_LEMMA, COLUMN_POS, COLUMN_FRAME, COLUMN_NEED, COLUMN_ACT };

/* "feel threatened", "remain divided": how somebody feels, not what is done to him */
static bool is_state(const struct doc *doc, uint32_t token)
{
    static const char *const verbs[] = {"feel", "seem", "look", "appear", "sound", "remain"};
    const struct token *t = &doc->tokens.v[token];
    if (t->deprel != REL_XCOMP || !tree_xpos_is(doc, token, "VBN") ||
        token_child(doc, token, REL_AUX_PASS))
        return false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        if (tree_lemma_is(doc, t->head, verbs[i]))
            return true;
    return false;
}

/* "elect" of "president-elect"; "re-elect" and words that the table has whole are verbs */
static bool is_tail(const struct word_index *acts, const struct doc *doc, uint32_t token)
{
    static const char *const prefixes[] = {"re", "co", "pre", "over", "counter"};
    const struct token *tokens = doc->tokens.v;
    char buffer[TREE_WORD];
    uint32_t row;
    if (token < 3 || !str_is(token_form(doc, token - 1), "-") ||
        tokens[token - 1].span.end != tokens[token].span.start ||
        tokens[token - 2].span.end != tokens[token - 1].span.start)
        return false;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (tree_lower_is(doc, token - 2, prefixes[i]))
            return false;
    struct str whole = tree_hyphenated(doc, token, buffer);
    return !whole.n || !table_find(acts->table, whole, &row);
}

static bool is_verb_place(const struct word_index *acts, const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    return t->upos == UPOS_VERB && t->deprel != REL_AMOD && t->deprel != REL_COMPOUND &&
           t->deprel != REL_CASE && !tree_is_quality(doc, token) && !is_state(doc, token) &&
           !is_tail(acts, doc, token);
}

/* an adjective that is said of its subject: "is responsible", not "the responsible ministers" */
static bool is_adjective_place(const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    return t->upos == UPOS_ADJ && t->deprel != REL_AMOD && t->deprel != REL_COMPOUND &&
           t->deprel != REL_ADVMOD && t->deprel != REL_DET;
}

/* "described it as an attack", "as an act of aggression": no other act than what is described */
static bool is_description(const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    return tree_has_case(doc, token, STR("as")) || tree_has_case(doc, token, STR("than")) ||
           (t->deprel == REL_NMOD && tree_lemma_is(doc, t->head, "act") &&
            tree_has_case(doc, t->head, STR("as")));
}

/* a common noun that heads its phrase: "attack" but not "attack helicopter" */
static bool is_noun_place(const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    return (t->upos == UPOS_NOUN || (t->upos == UPOS_PROPN && t->name == NAME_NONE)) &&
           t->deprel != REL_COMPOUND && t->deprel != REL_AMOD && t->deprel != REL_FLAT &&
           !is_description(doc, token);
}

/* the part of speech in the terms of acts.tsv that the token has where it stands; NULL = none */
static const char *part_of_speech(const struct word_index *acts, const struct doc *doc,
                                  uint32_t token)
{
    if (is_verb_place(acts, doc, token))
        return "verb";
    if (is_adjective_place(doc, token))
        return "adj";
    return is_noun_place(doc, token) ? "noun" : NULL;
}

bool act_find(struct word_index *acts, const struct frame_reader *reader, uint32_t token,
              struct act *act)
{
    const struct doc *doc = reader->doc;
    uint8_t upos = doc->tokens.v[token].upos;
    if (upos != UPOS_VERB && upos != UPOS_NOUN && upos != UPOS_PROPN && upos != UPOS_ADJ)
        return false;
    uint32_t first, n = word_index_find(acts, doc, token, &first);
    if (!n)
        return false;
    const char *place = part_of_speech(acts, doc, token);
    if (!place)
        return false;
    if (upos == UPOS_PROPN && frame_word_fits(reader, token, STR("@time")))
        return false; /* March is a month before it is a protest */
    for (uint32_t row = first; row < first + n; row++) {
        struct str pos = table_cell(acts->table, row, COLUMN_POS);
        bool light = str_is(pos, "light");
        if (!str_is(light ? STR("noun") : pos, place))
            continue;
        if (!frame_fits(reader, token, table_cell(acts->table, row, COLUMN_NEED)))
            continue;
        *act = (struct act){.token = token,
                            .row = row,
                            .name = table_cell(acts->table, row, COLUMN_ACT),
                            .frame = frame_split(table_cell(acts->table, row, COLUMN_FRAME)),
                            .noun = str_is(STR("noun"), place),
                            .light = light};
        return act->name.n > 0;
    }
    return false;
}
