/* cues: finds the entry of a word in data/en/cues.tsv. A verb is tried with a second word
 * (particle: "point out", preposition: "call for", noun: "have comment"), then alone. */
#include "meaning/statement/cues.h"

#include "doc/names.h"
#include "meaning/statement/source.h"

enum column { COLUMN_CUE, COLUMN_POS, COLUMN_TAKES, COLUMN_STANDING, COLUMN_MEDIUM };

static const struct {
    const char *word;
    uint16_t bit;
} takes_words[] = {
    {"clause", TAKES_CLAUSE},       {"quote", TAKES_QUOTE},     {"obj", TAKES_OBJ},
    {"self", TAKES_SELF},           {"inf", TAKES_INF},         {"objinf", TAKES_OBJINF},
    {"addressee", TAKES_ADDRESSEE}, {"negated", TAKES_NEGATED}, {"passive", TAKES_PASSIVE},
    {"party", TAKES_PARTY},
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

static bool find_pair(const struct table *table, const struct doc *doc, uint32_t token,
                      uint32_t second, struct cue *cue)
{
    char room[64];
    if (!second ||
        !find_row(table, join(room, sizeof room, token_lemma(doc, token), token_lemma(doc, second)),
                  "VERB", cue))
        return false;
    cue->particle = second;
    return true;
}

static bool find_with_second_word(const struct table *table, const struct doc *doc, uint32_t token,
                                  struct cue *cue)
{
    const struct token *tokens = doc->tokens.v;
    for (uint32_t c = tokens[token].first_child; c; c = tokens[c].next) {
        switch (tokens[c].deprel) {
        case REL_OBL:
            if (c > token && !is_time(doc, c) &&
                find_pair(table, doc, token, token_child(doc, c, REL_CASE), cue) &&
                (cue->takes_bits & TAKES_OBJ)) {
                cue->object = c;
                return true;
            }
            if (find_pair(table, doc, token, c, cue))
                return true;
            break;
        case REL_ADVCL: /* "called on Monday for them to resign" */
            if (c > token && find_pair(table, doc, token, token_child(doc, c, REL_MARK), cue) &&
                (cue->takes_bits & TAKES_OBJ))
                return true;
            break;
        case REL_COMPOUND_PRT:
        case REL_XCOMP: /* "make clear", but not "decline to comment" */
            if (tokens[c].upos != UPOS_VERB && find_pair(table, doc, token, c, cue))
                return true;
            break;
        case REL_OBJ:
        case REL_NSUBJ_PASS:
            if (find_pair(table, doc, token, c, cue))
                return true;
            break;
        default:
            break;
        }
    }
    return false;
}

/* "Mohammad Said al-Sahhaf": a capital inside a sentence, right behind a name */
static bool is_part_of_name(const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    bool capital = doc->text.s[t->span.start] >= 'A' && doc->text.s[t->span.start] <= 'Z';
    uint8_t block = doc->blocks.v[doc->sentences.v[t->sentence].block].kind;
    return capital && block != BLOCK_HEADLINE && token + 1 < doc->tokens.n &&
           t->sentence == t[-1].sentence && t->sentence == t[1].sentence &&
           t[-1].name == NAME_PERSON && t[1].upos == UPOS_PROPN && t->upos == UPOS_VERB &&
           str_is(doc_string(doc, t->lower), "said");
}

bool cue_find(const struct world *world, const struct doc *doc, uint32_t token, struct cue *cue)
{
    const struct table *table = world_table(world, "cues");
    const struct token *t = &doc->tokens.v[token];
    if (!table || is_part_of_name(doc, token))
        return false;
    switch (t->upos) {
    case UPOS_VERB:
        return find_with_second_word(table, doc, token, cue) ||
               find_row(table, token_lemma(doc, token), "VERB", cue) ||
               (str_is(doc_string(doc, t->lower), "according") &&
                find_row(table, STR("according"), "ADP", cue));
    case UPOS_NOUN:
        return find_row(table, token_lemma(doc, token), "NOUN", cue);
    case UPOS_ADJ:
        return find_row(table, token_lemma(doc, token), "ADJ", cue);
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
