/* acts: looks a token up in acts.tsv and takes the first row that fits its part of speech and its
 * neighbours. It does not say whether the act took place: that is for the operators above it. */
#include "meaning/event/acts.h"

#include "meaning/tree.h"

enum { COLUMN_LEMMA, COLUMN_POS, COLUMN_FRAME, COLUMN_NEED, COLUMN_ACT };

static bool is_verb_place(const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    return t->upos == UPOS_VERB && t->deprel != REL_AMOD && t->deprel != REL_COMPOUND &&
           t->deprel != REL_CASE;
}

/* a common noun that heads its phrase: "attack" but not "attack helicopter" */
static bool is_noun_place(const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    return (t->upos == UPOS_NOUN || (t->upos == UPOS_PROPN && t->name == NAME_NONE)) &&
           t->deprel != REL_COMPOUND && t->deprel != REL_AMOD && t->deprel != REL_FLAT;
}

bool act_find(struct word_index *acts, const struct frame_reader *reader, uint32_t token,
              struct act *act)
{
    const struct doc *doc = reader->doc;
    uint8_t upos = doc->tokens.v[token].upos;
    if (upos != UPOS_VERB && upos != UPOS_NOUN && upos != UPOS_PROPN)
        return false;
    uint32_t first, n = word_index_find(acts, doc, token, &first);
    if (!n)
        return false;
    bool verb = is_verb_place(doc, token), noun = is_noun_place(doc, token);
    if (upos == UPOS_PROPN && frame_word_fits(reader, token, STR("@time")))
        return false; /* March is a month before it is a protest */
    for (uint32_t row = first; row < first + n; row++) {
        struct str pos = table_cell(acts->table, row, COLUMN_POS);
        if (str_is(pos, "verb") ? !verb : !noun)
            continue;
        if (!frame_fits(reader, token, table_cell(acts->table, row, COLUMN_NEED)))
            continue;
        *act = (struct act){.token = token,
                            .row = row,
                            .name = table_cell(acts->table, row, COLUMN_ACT),
                            .frame = frame_split(table_cell(acts->table, row, COLUMN_FRAME)),
                            .noun = !verb,
                            .light = str_is(pos, "light")};
        return act->name.n > 0;
    }
    return false;
}
