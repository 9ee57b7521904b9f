/* home: an article with a dateline is at home in the country of its dateline, if headline or first
 * paragraph name that country before any other; where the dateline's place is in no table, in the
 * only country that those name. One without a dateline is at home in the country that nearly all it
 * names belongs to. "The army" of such an article is that country's army. What is named with an
 * indefinite article, with a number or with a further name ("a Western diplomat", "two officials")
 * may be anybody's and is left alone, and so are diplomats, who are at home elsewhere. */
#include "meaning/entity/home.h"

#include "meaning/entity/facts.h"
#include "meaning/entity/noun_phrase.h"

enum { COUNTRIES_MAX = 16, COMMON_LEAST = 4 };

struct countries {
    char codes[COUNTRIES_MAX][4];
    uint32_t n;
};

static bool has_country(const struct countries *countries, const char *code)
{
    for (uint32_t i = 0; i < countries->n; i++)
        if (memcmp(countries->codes[i], code, 3) == 0)
            return true;
    return false;
}

/* the countries that names and adjectives of a sentence stand for */
static void add_countries(const struct coref *coref, const struct sentence *sentence,
                          struct countries *countries)
{
    uint32_t end = sentence->first_token + sentence->n_tokens;
    for (uint32_t at = sentence->first_token; at < end;) {
        struct sense sense;
        struct facts facts = {.actor = {NULL, 0}};
        uint32_t n = 1;
        if (facts_name_at(coref->world, coref->doc, at, end - 1, &sense, &n) &&
            sense.kind != SENSE_ORGANIZATION && sense.kind != SENSE_PERSON)
            facts_add_sense(coref->world, coref->doc, sense, &facts);
        if (facts.country[0] && countries->n < COUNTRIES_MAX &&
            !has_country(countries, facts.country))
            memcpy(countries->codes[countries->n++], facts.country, 4);
        at += n;
    }
}

/* of the dateline; of headline and first paragraph of the story */
static void find_countries(const struct coref *coref, struct countries *dateline,
                           struct countries *opening, bool *dated)
{
    const struct doc *doc = coref->doc;
    uint32_t story = 0;
    for (uint32_t s = 1; s < doc->sentences.n; s++) {
        const struct sentence *sentence = &doc->sentences.v[s];
        uint8_t kind = doc->blocks.v[sentence->block].kind;
        if (kind == BLOCK_DATELINE) {
            *dated = true;
            add_countries(coref, sentence, dateline);
            if (dateline->n > 1) /* "PARIS, Texas" is told by its end */
                memcpy(dateline->codes[0], dateline->codes[dateline->n - 1], 4);
        } else if (kind == BLOCK_HEADLINE) {
            add_countries(coref, sentence, opening);
        } else if (kind == BLOCK_BODY) {
            if (story && sentence->block != story)
                return;
            story = sentence->block;
            add_countries(coref, sentence, opening);
        }
    }
}

static const char *find_home(const struct countries *dateline, const struct countries *opening)
{
    if (dateline->n)
        return opening->n && memcmp(opening->codes[0], dateline->codes[0], 3) == 0
                   ? dateline->codes[0]
                   : NULL;
    return opening->n == 1 ? opening->codes[0] : NULL;
}

/* The country that three in four of all mentions of known countries belong to, NULL when none has
 * so many or when headline or first paragraph name another one first. */
static const char *find_common(const struct coref *coref, const struct countries *opening,
                               struct countries *all)
{
    const struct doc *doc = coref->doc;
    uint32_t counts[COUNTRIES_MAX] = {0}, n = 0, best = 0;
    for (uint32_t e = 1; e < doc->entities.n; e++) {
        const char *code = doc->entities.v[e].country;
        if (coref_root(coref, e) != e || !code[0])
            continue;
        n += coref->weight[e];
        if (!has_country(all, code) && all->n < COUNTRIES_MAX)
            memcpy(all->codes[all->n++], code, 4);
        for (uint32_t i = 0; i < all->n; i++)
            counts[i] += memcmp(all->codes[i], code, 3) == 0 ? coref->weight[e] : 0;
    }
    for (uint32_t i = 1; i < all->n; i++)
        best = counts[i] > counts[best] ? i : best;
    if (n < COMMON_LEAST || counts[best] * 4 < n * 3 ||
        (opening->n && memcmp(opening->codes[0], all->codes[best], 3) != 0))
        return NULL;
    return all->codes[best];
}

static bool is_public(const struct doc *doc, const struct entity *entity)
{
    static const char *const SECTORS[] = {"GOV", "MIL", "JUD", "LEG", "COP", "OPP",
                                          "PTY", "SPY", "LAB", "CVL", "REB"};
    if (!entity->sectors.n)
        return false;
    struct str sector = doc_string(doc, doc->ids.v[entity->sectors.first]);
    for (size_t i = 0; i < sizeof SECTORS / sizeof *SECTORS; i++)
        if (str_is(sector, SECTORS[i]))
            return true;
    return false;
}

static bool serves_abroad(struct str role)
{
    static const char *const WORDS[] = {"diplomat", "ambassador", "envoy", "delegation"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (str_find(role, str_of(WORDS[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

/* "Ethiopia sent troops": whose they are tells the subject of the clause */
static bool is_sent_by_another(const struct doc *doc, const struct mention *mention)
{
    const struct token *head = &doc->tokens.v[mention->head_token];
    uint32_t subject = head->deprel == REL_OBJ ? token_child(doc, head->head, REL_NSUBJ) : 0;
    uint32_t m = subject ? doc->tokens.v[subject].mention : 0;
    return m && doc->entities.v[doc->mentions.v[m].entity].country[0] && !mention->plural == 0 &&
           mention->first_token == mention->head_token;
}

/* "a", "two", "some", "Western", "its": words that say which, and may say another country's */
static bool is_anybodys(const struct doc *doc, const struct mention *mention)
{
    uint32_t first = mention->first_token;
    struct str word = token_lower(doc, first);
    if (str_is(word, "a") || str_is(word, "an") || str_is(word, "some") || str_is(word, "other") ||
        token_child(doc, mention->head_token, REL_NMOD) ||
        token_child(doc, mention->head_token, REL_COP) || is_sent_by_another(doc, mention) ||
        token_child(doc, mention->head_token, REL_NMOD_POSS))
        return true;
    for (uint32_t t = first; t <= mention->last_token; t++) {
        uint32_t opening = doc->sentences.v[doc->tokens.v[t].sentence].first_token;
        if (doc->tokens.v[t].upos == UPOS_NUM ||
            (doc->tokens.v[t].upos == UPOS_ADJ && token_is_capital(doc, t) && t != opening))
            return true;
    }
    return false;
}

static bool is_at_home(const struct doc *doc, const struct entity *entity)
{
    const struct mention *mention = &doc->mentions.v[entity->first_mention];
    if (entity->country[0] || entity->actor || entity->kind == ENTITY_PLACE ||
        mention->form == FORM_PRONOUN || !is_public(doc, entity) ||
        serves_abroad(doc_string(doc, entity->role)))
        return false;
    return entity->kind == ENTITY_PERSON || !is_anybodys(doc, mention);
}

void coref_home(struct coref *coref)
{
    struct doc *doc = coref->doc;
    struct countries dateline = {.n = 0}, opening = {.n = 0}, all = {.n = 0};
    bool dated = false;
    find_countries(coref, &dateline, &opening, &dated);
    const char *home = dated ? find_home(&dateline, &opening) : find_common(coref, &opening, &all);
    for (uint32_t e = 1; home && e < doc->entities.n; e++) {
        struct entity *entity = &doc->entities.v[e];
        if (coref_root(coref, e) != e || !is_at_home(doc, entity))
            continue;
        memcpy(entity->country, home, 3);
        entity->at_home = true;
    }
}
