/* cues: finds the entry of a word in data/en/cues.tsv. A verb is tried with its particle ("point
 * out"), then with the preposition of an oblique ("call for"), then alone. */
#include "meaning/cues.h"

#include "doc/names.h"

enum column { COLUMN_CUE, COLUMN_POS, COLUMN_TAKES, COLUMN_STANDING, COLUMN_MEDIUM };

static const struct {
    const char *word;
    uint8_t bit;
} takes_words[] = {
    {"clause", TAKES_CLAUSE}, {"quote", TAKES_QUOTE},   {"obj", TAKES_OBJ},
    {"inf", TAKES_INF},       {"objinf", TAKES_OBJINF}, {"addressee", TAKES_ADDRESSEE},
};

static bool has_word(struct str list, struct str word)
{
    for (struct str rest = list; rest.s;) {
        if (str_eq(str_split(&rest, ' '), word))
            return true;
    }
    return false;
}

static bool find_row(const struct table *table, struct str key, const char *pos, struct cue *cue)
{
    uint32_t first, n = table_find(table, key, &first);
    for (uint32_t row = first; row < first + n; row++) {
        if (!str_is(table_cell(table, row, COLUMN_POS), pos))
            continue;
        *cue = (struct cue){.takes = table_cell(table, row, COLUMN_TAKES),
                            .medium = table_cell(table, row, COLUMN_MEDIUM)};
        for (size_t i = 0; i < sizeof takes_words / sizeof *takes_words; i++) {
            if (has_word(cue->takes, str_of(takes_words[i].word)))
                cue->takes_bits |= takes_words[i].bit;
        }
        standing_find(table_cell(table, row, COLUMN_STANDING), &cue->standing);
        return true;
    }
    return false;
}

/* lemma and a second word in a small buffer; empty when they don't fit */
static struct str join(char *room, size_t size, struct str lemma, struct str second)
{
    if (lemma.n + second.n + 1 > size)
        return (struct str){room, 0};
    memcpy(room, lemma.s, lemma.n);
    room[lemma.n] = ' ';
    memcpy(room + lemma.n + 1, second.s, second.n);
    return (struct str){room, lemma.n + 1 + second.n};
}

static bool find_with_particle(const struct table *table, const struct doc *doc, uint32_t token,
                               struct cue *cue)
{
    char room[64];
    const struct token *tokens = doc->tokens.v;
    for (uint32_t c = tokens[token].first_child; c; c = tokens[c].next) {
        uint32_t word = 0, object = 0;
        if (tokens[c].deprel == REL_COMPOUND_PRT || tokens[c].deprel == REL_XCOMP) {
            word = c;
        } else if (tokens[c].deprel == REL_OBL) {
            word = token_child(doc, c, REL_CASE);
            object = c;
        }
        if (word &&
            find_row(table,
                     join(room, sizeof room, token_lemma(doc, token), token_lemma(doc, word)),
                     "VERB", cue)) {
            cue->particle = word;
            cue->object = object;
            return true;
        }
    }
    return false;
}

bool cue_find(const struct world *world, const struct doc *doc, uint32_t token, struct cue *cue)
{
    const struct table *table = world_table(world, "cues");
    const struct token *t = &doc->tokens.v[token];
    if (!table)
        return false;
    switch (t->upos) {
    case UPOS_VERB:
        return find_with_particle(table, doc, token, cue) ||
               find_row(table, token_lemma(doc, token), "VERB", cue) ||
               (str_is(doc_string(doc, t->lower), "according") &&
                find_row(table, STR("according"), "ADP", cue));
    case UPOS_NOUN:
        return find_row(table, token_lemma(doc, token), "NOUN", cue);
    case UPOS_ADP:
    case UPOS_ADV:
        return find_row(table, doc_string(doc, t->lower), "ADP", cue);
    default:
        return false;
    }
}

bool cue_takes_preposition(const struct cue *cue, struct str preposition)
{
    return has_word(cue->takes, preposition);
}
