/* quoted_persons: who I, we and you are inside quotations. "I" is the one speaker of the statement
 * whose content holds the pronoun, the innermost where statements nest; "we" is the speaker when a
 * body or a country speaks; "you" is the one addressee. With several speakers, or none, nobody is
 * meant. The mention moves to that entity; one left without mentions is dead. */
#include "meaning/entity/noun_phrase.h"
#include "meaning/meaning.h"

enum person { THIRD, FIRST_SINGULAR, FIRST_PLURAL, SECOND };

static enum person person_of(struct str word)
{
    static const struct {
        const char *word;
        enum person person;
    } WORDS[] = {
        {"i", FIRST_SINGULAR},
        {"me", FIRST_SINGULAR},
        {"my", FIRST_SINGULAR},
        {"mine", FIRST_SINGULAR},
        {"myself", FIRST_SINGULAR},
        {"we", FIRST_PLURAL},
        {"us", FIRST_PLURAL},
        {"our", FIRST_PLURAL},
        {"ours", FIRST_PLURAL},
        {"ourselves", FIRST_PLURAL},
        {"you", SECOND},
        {"your", SECOND},
        {"yours", SECOND},
        {"yourself", SECOND},
    };
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (str_is(word, WORDS[i].word))
            return WORDS[i].person;
    return THIRD;
}

static bool holds(const struct doc *doc, const struct statement *statement, uint32_t at)
{
    for (uint32_t i = 0; i < statement->content.n; i++) {
        struct span span = doc->spans.v[statement->content.first + i];
        if (span.start <= at && at < span.end)
            return true;
    }
    return false;
}

static uint32_t content_bytes(const struct doc *doc, const struct statement *statement)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < statement->content.n; i++) {
        struct span span = doc->spans.v[statement->content.first + i];
        n += span.end - span.start;
    }
    return n;
}

/* the statement in whose words byte `at` stands, the shortest of several; 0 = none */
static uint32_t statement_around(const struct doc *doc, uint32_t at)
{
    uint32_t found = 0, least = UINT32_MAX;
    for (uint32_t s = 1; s < doc->statements.n; s++) {
        const struct statement *statement = &doc->statements.v[s];
        if (!holds(doc, statement, at))
            continue;
        uint32_t n = content_bytes(doc, statement);
        if (n < least) {
            least = n;
            found = s;
        }
    }
    return found;
}

static uint32_t only_one(const struct doc *doc, struct range range)
{
    if (range.n != 1)
        return 0;
    uint32_t entity = doc->ids.v[range.first];
    return doc->entities.v[entity].members.n ? 0 : entity;
}

static uint32_t meant_by(const struct doc *doc, const struct statement *statement,
                         enum person person)
{
    if (person == SECOND)
        return only_one(doc, statement->addressees);
    uint32_t speaker = only_one(doc, statement->speakers);
    uint8_t kind = doc->entities.v[speaker].kind;
    if (person == FIRST_PLURAL)
        return kind == ENTITY_ORGANIZATION || kind == ENTITY_COUNTRY || kind == ENTITY_GROUP
                   ? speaker
                   : 0;
    return kind == ENTITY_PERSON || kind == ENTITY_UNNAMED ? speaker : 0;
}

static void take_out(struct doc *doc, uint32_t mention)
{
    struct entity *entity = &doc->entities.v[doc->mentions.v[mention].entity];
    uint32_t before = 0, m = entity->first_mention;
    while (m && m != mention) {
        before = m;
        m = doc->mentions.v[m].next;
    }
    uint32_t next = doc->mentions.v[mention].next;
    if (before)
        doc->mentions.v[before].next = next;
    else
        entity->first_mention = next;
    if (entity->last_mention == mention)
        entity->last_mention = before;
}

static void put_in(struct doc *doc, uint32_t mention, uint32_t e)
{
    struct entity *entity = &doc->entities.v[e];
    uint32_t before = 0, next = entity->first_mention;
    uint32_t at = doc->mentions.v[mention].span.start;
    while (next && doc->mentions.v[next].span.start < at) {
        before = next;
        next = doc->mentions.v[next].next;
    }
    doc->mentions.v[mention].next = next;
    doc->mentions.v[mention].entity = e;
    if (before)
        doc->mentions.v[before].next = mention;
    else
        entity->first_mention = mention;
    if (!next)
        entity->last_mention = mention;
}

/* "The mayor told me …": the one whom a statement addresses by this mention */
static void address(struct doc *doc, uint32_t m)
{
    const struct mention *mention = &doc->mentions.v[m];
    for (uint32_t s = 1; s < doc->statements.n; s++) {
        struct statement *statement = &doc->statements.v[s];
        if (statement->addressee_token != mention->head_token)
            continue;
        statement->addressees = (struct range){0};
        doc_range_add_id(doc, &statement->addressees, mention->entity);
    }
}

void resolve_quoted_persons(const struct world *world, struct arena *scratch, struct doc *doc)
{
    (void)world;
    (void)scratch;
    for (uint32_t m = 1; m < doc->mentions.n; m++) {
        const struct mention *mention = &doc->mentions.v[m];
        if (mention->form != FORM_PRONOUN ||
            !(doc->tokens.v[mention->head_token].flags & TOKEN_QUOTED))
            continue;
        enum person person = person_of(token_lower(doc, mention->head_token));
        uint32_t s = person == THIRD ? 0 : statement_around(doc, mention->span.start);
        uint32_t entity = s ? meant_by(doc, &doc->statements.v[s], person) : 0;
        if (!entity || entity == mention->entity)
            continue;
        take_out(doc, m);
        put_in(doc, m, entity);
        address(doc, m);
    }
}
