/* doc: the document that all stages share.
 *
 * Stand-off layers: arrays of small fixed structs in the document arena. Links between layers are
 * indices, 0 = none (element 0 of every layer is a dummy); places in the text are byte offsets into
 * doc->text, end excluded. Strings that are not text of the article are interned: a uint32_t id,
 * equal ids = equal strings, 0 = "". Each stage appends its own layer or fills its own fields, in
 * the order of src/engine/read.c; the comment of each layer names the stage. */
#ifndef ONR_DOC_DOC_H
#define ONR_DOC_DOC_H

#include "base/arena.h"
#include "base/array.h"
#include "base/str.h"

struct span {
    uint32_t start, end;
};

/* a run of elements in one of the pools doc->spans or doc->ids */
struct range {
    uint32_t first, n;
};

/* ---- article and blocks: src/intake ---- */

/* ids are of strings; 0 = not given */
struct article {
    uint32_t id, origin, title, dateline, agency, url, source, language;
    uint32_t published; /* as given, normalised to ISO 8601 date or date-time; 0 = unknown */
    uint32_t modified, crawled; /* the same: last changed; got by a crawler */
    uint32_t embargo, status;   /* until when; "canceled" …: intake/release.h; 0 = none */
    int32_t published_day;      /* days since 1970-01-01, INT32_MIN = unknown */
    struct range byline;        /* doc->ids: string ids of the authors */
    bool foreign;               /* not in English (intake/language.c) */
};

enum block_kind {
    BLOCK_HEADLINE,
    BLOCK_BYLINE,
    BLOCK_DATELINE,
    BLOCK_BODY,
    BLOCK_CAPTION,
    BLOCK_CREDIT,
    BLOCK_BOILERPLATE,
    BLOCK_CORRECTION,
    BLOCK_KINDS
};

struct block {
    struct span span;
    uint32_t paragraph; /* blocks of one paragraph (dateline + body) share a number from 1 */
    uint8_t kind;       /* enum block_kind */
};

/* ---- sentences and tokens: src/lang/split.c; tags, tree, names: parse.c; lemmas: lemma.c ---- */

struct sentence {
    struct span span;
    uint32_t first_token, n_tokens;
    uint32_t block;
    uint32_t root; /* token whose head is 0 */
};

enum upos {
    UPOS_X, /* also: not tagged yet */
    UPOS_ADJ,
    UPOS_ADP,
    UPOS_ADV,
    UPOS_AUX,
    UPOS_CCONJ,
    UPOS_DET,
    UPOS_INTJ,
    UPOS_NOUN,
    UPOS_NUM,
    UPOS_PART,
    UPOS_PRON,
    UPOS_PROPN,
    UPOS_PUNCT,
    UPOS_SCONJ,
    UPOS_SYM,
    UPOS_VERB,
    UPOS_TAGS
};

/* Universal relations with the English subtypes that meaning needs; names in doc/names.c. */
enum deprel {
    REL_DEP, /* also: not parsed yet, or a relation without an entry here */
    REL_ROOT,
    REL_ACL,
    REL_ACL_RELCL,
    REL_ADVCL,
    REL_ADVCL_RELCL,
    REL_ADVMOD,
    REL_AMOD,
    REL_APPOS,
    REL_AUX,
    REL_AUX_PASS,
    REL_CASE,
    REL_CC,
    REL_CC_PRECONJ,
    REL_CCOMP,
    REL_COMPOUND,
    REL_COMPOUND_PRT,
    REL_CONJ,
    REL_COP,
    REL_CSUBJ,
    REL_CSUBJ_PASS,
    REL_DET,
    REL_DET_PREDET,
    REL_DISCOURSE,
    REL_DISLOCATED,
    REL_EXPL,
    REL_FIXED,
    REL_FLAT,
    REL_GOESWITH,
    REL_IOBJ,
    REL_LIST,
    REL_MARK,
    REL_NMOD,
    REL_NMOD_POSS,
    REL_NMOD_DESC,
    REL_NMOD_UNMARKED,
    REL_NSUBJ,
    REL_NSUBJ_OUTER,
    REL_NSUBJ_PASS,
    REL_NUMMOD,
    REL_OBJ,
    REL_OBL,
    REL_OBL_AGENT,
    REL_OBL_UNMARKED,
    REL_ORPHAN,
    REL_PARATAXIS,
    REL_PUNCT,
    REL_REPARANDUM,
    REL_VOCATIVE,
    REL_XCOMP,
    REL_COUNT
};

enum name_type { NAME_NONE, NAME_PERSON, NAME_ORGANIZATION, NAME_PLACE, NAME_TYPES };

enum token_flag {
    TOKEN_SPACE_AFTER = 1, /* white space (or the end) follows the surface token */
    TOKEN_MWT_FIRST = 2,   /* first word of a multiword token: "don't", "Russia's" */
    TOKEN_MWT_REST = 4,    /* a later word of it */
    TOKEN_NAME_BEGIN = 8,  /* begins a name; later tokens of it have `name` set without this flag */
    TOKEN_QUOTED = 16,     /* inside quotation marks (set by find_quotes) */
};

/* One syntactic word. Its span is its own bytes; the words of a multiword token partition its
 * bytes ("do" + "n't"). */
struct token {
    struct span span;
    uint32_t sentence;
    uint32_t head;        /* token index in the document; 0 = root (or not parsed) */
    uint32_t lemma;       /* string id */
    uint32_t lower;       /* string id of the lower-cased form, ’ folded to ' */
    uint32_t first_child; /* smallest token index with head == this, 0 = none */
    uint32_t next;        /* next larger token index with the same head, 0 = none */
    uint32_t mention;     /* mention whose head token this is (set by the mentions stage) */
    uint16_t xpos;        /* string id of the Penn tag */
    uint8_t upos;         /* enum upos */
    uint8_t deprel;       /* enum deprel */
    uint8_t name;         /* enum name_type */
    uint8_t flags;        /* enum token_flag */
};

/* ---- times and places: src/meaning/time/times.c, places.c ---- */

enum time_type { TIME_DATE, TIME_TIME, TIME_DURATION, TIME_SET };

struct time {
    struct span span;
    uint32_t value; /* string id, TIMEX3 value; 0 = unresolved */
    uint32_t first_token, last_token;
    int32_t day;  /* first day it covers, days since 1970-01-01; INT32_MIN = none */
    uint8_t type; /* enum time_type */
};

enum place_use {
    PLACE_LOCATION,  /* where something is or happens */
    PLACE_ACTOR,     /* stands for those who act there */
    PLACE_ATTRIBUTE, /* tells what something belongs to */
    PLACE_ADJECTIVE, /* "Russian", "Texans" */
    PLACE_USES
};

/* why this place of that name */
enum place_by {
    PLACE_BY_NOTHING,    /* not known */
    PLACE_BY_NAME,       /* no other is known */
    PLACE_BY_CONTAINER,  /* told behind it: "Paris, Texas" */
    PLACE_BY_NEIGHBOURS, /* near other places of the article */
    PLACE_BY_DIVISION,   /* in the same division as they */
    PLACE_BY_COUNTRY,    /* in the same country as they, or as those who act */
    PLACE_BY_KIND,       /* the kind told beside it */
    PLACE_BY_PROMINENCE, /* the best known */
    PLACE_BYS
};

struct place {
    struct span span;
    uint32_t name;     /* string id */
    uint32_t kind;     /* string id: country, city, region … */
    uint32_t division; /* string id: name of the first-level division it lies in, 0 = none */
    uint32_t head_token;
    float lat, lon;        /* degrees; NAN = unknown */
    char country[4];       /* ISO 3166-1 alpha-3 or "" */
    uint32_t geonames;     /* GeoNames id, 0 = unknown */
    uint32_t by_name;      /* string id: the container told, the division, the country … */
    uint16_t n_candidates; /* places of that name */
    uint8_t use;           /* enum place_use */
    uint8_t by;            /* enum place_by */
};

/* ---- mentions and entities: src/meaning/entity/mentions.c, coref.c, actors.c ---- */

enum mention_form { FORM_NAME, FORM_TITLE, FORM_PRONOUN, FORM_METONYM, FORM_NOMINAL, FORM_COUNT };

struct mention {
    struct span span;
    uint32_t head_token, first_token, last_token; /* inclusive */
    uint32_t entity;
    uint32_t next;          /* next mention of the same entity in text order, 0 = last */
    uint8_t form;           /* enum mention_form */
    uint8_t name;           /* enum name_type of the name inside, NAME_NONE for nominals */
    uint8_t plural, gender; /* gender: 0 unknown, 'm', 'f', 'n' */
};

enum entity_kind {
    ENTITY_PERSON,
    ENTITY_ORGANIZATION,
    ENTITY_COUNTRY,
    ENTITY_PLACE,
    ENTITY_GROUP,
    ENTITY_UNNAMED,
    ENTITY_KINDS
};

enum entity_office { OFFICE_UNKNOWN, OFFICE_HELD, OFFICE_OVER, OFFICE_OTHER_DAYS };
struct entity {
    uint32_t name;          /* string id */
    uint32_t role;          /* string id, as the text gives it; 0 = none */
    uint32_t first_mention; /* chain through mention.next */
    uint32_t last_mention;
    uint32_t actor;       /* string id of the CAMEO actor code, 0 = none */
    struct range sectors; /* doc->ids: string ids of role codes (GOV, MIL …) */
    struct range members; /* doc->ids: entities of a collective ("both ministers"), may be empty */
    char country[4];      /* alpha-3 or "" */
    uint8_t kind;         /* enum entity_kind */
    uint8_t gender;       /* 0 unknown, 'm', 'f', 'n' */
    uint8_t at_home;      /* 1: no words tell the country, it is the article's own */
    uint8_t office;       /* enum entity_office: what people.tsv told of a person named */
    uint8_t owned;        /* 1: country or sectors are those of whom it belongs to */
    uint32_t country_by, sectors_by, actor_by; /* rows that told them: world/lexicon.h, 0 = none */
};

/* ---- statements: src/meaning/statement/statements.c and its neighbours ---- */

enum statement_kind { SAID_DIRECT, SAID_INDIRECT, SAID_MIXED };

enum speaker_by { BY_SYNTAX, BY_PRONOUN, BY_CARRIED_OVER, BY_COLLECTIVE, BY_PASSIVE, BY_COUNT };

enum standing {
    STANDING_ASSERTS,
    STANDING_CONFIRMS,
    STANDING_DENIES,
    STANDING_NEITHER, /* neither-confirms-nor-denies */
    STANDING_DECLINES,
    STANDING_SILENT,
    STANDING_PLEDGES,
    STANDING_THREATENS,
    STANDING_PREDICTS,
    STANDING_ALLEGES,
    STANDING_ASKS,
    STANDING_DEMANDS,
    STANDING_SPECULATES,
    STANDING_COUNT
};

enum evidence { EVIDENCE_NULL, EVIDENCE_NONE_GIVEN, EVIDENCE_CITED };

struct statement {
    struct range speakers;                  /* doc->ids: entity ids */
    struct range speaker_spans, content;    /* doc->spans, in text order */
    struct range addressees;                /* doc->ids: entity ids */
    struct range question;                  /* doc->spans */
    struct span cue;                        /* start == end: a quotation that stands alone */
    uint32_t cue_token, cue_lemma;          /* 0 = none */
    uint32_t source_token, addressee_token; /* head tokens of both in this sentence, 0 = none */
    uint32_t when, where;                   /* time, place */
    /* string ids, 0 = none; standing_by: what led to the standing */
    uint32_t medium, via, standing_by;
    uint32_t within; /* statement that reports this one, 0 = none */
    uint8_t kind, speaker_by, standing, evidence;
};

/* ---- events: src/meaning/event/events.c and its neighbours ---- */

enum event_status {
    EVENT_HAPPENED,
    EVENT_ONGOING,
    EVENT_PLANNED,
    EVENT_PLEDGED,
    EVENT_THREATENED,
    EVENT_PREDICTED,
    EVENT_ASKED,
    EVENT_DEMANDED,
    EVENT_REFUSED,
    EVENT_HYPOTHETICAL,
    EVENT_ALLEGED,
    EVENT_DENIED,
    EVENT_DID_NOT_HAPPEN,
    EVENT_STATUSES
};

struct event {
    struct range sources, targets; /* doc->ids: entity ids */
    struct range trigger;          /* doc->spans */
    struct range contexts;         /* doc->ids: string ids */
    struct range on_word_of;       /* doc->ids: statement ids */
    uint32_t head_token;           /* of the first trigger */
    uint32_t cameo, plover, mode;  /* string ids */
    uint32_t when, where;
    uint32_t because; /* string id */
    float goldstein;
    uint8_t quad, status, reciprocal;
};

/* ---- notices: any stage ---- */

enum notice_level { NOTICE_INFO, NOTICE_WARNING };

struct notice {
    struct span span;       /* {0,0} = none */
    uint32_t code, message; /* string ids */
    uint8_t level;
};

/* ---- the document ---- */

struct doc {
    struct arena arena;
    struct str text; /* valid UTF-8, NUL-terminated */
    struct article article;
    ARRAY(struct block) blocks;
    ARRAY(struct sentence) sentences;
    ARRAY(struct token) tokens;
    ARRAY(struct time) times;
    ARRAY(struct place) places;
    ARRAY(struct mention) mentions;
    ARRAY(struct entity) entities;
    ARRAY(struct statement) statements;
    ARRAY(struct event) events;
    ARRAY(struct notice) notices;
    ARRAY(struct span) spans; /* pool behind struct range */
    ARRAY(uint32_t) ids;      /* pool behind struct range */
    struct {
        ARRAY(struct str) v; /* id → string, NUL-terminated */
        uint32_t *slots;     /* open-addressed hash of ids */
        uint32_t n_slots;
    } strings;
};

void doc_init(struct doc *doc);
void doc_release(struct doc *doc);
/* empties all layers (element 0 of each in place) and keeps the memory for the next article */
void doc_reset(struct doc *doc);

/* interned string: the same id for the same bytes */
uint32_t doc_intern(struct doc *doc, struct str s);
/* id of s if it was interned before, else UINT32_MAX */
uint32_t doc_interned(const struct doc *doc, struct str s);
struct str doc_string(const struct doc *doc, uint32_t id);

/* text between two offsets, and of a token */
struct str doc_slice(const struct doc *doc, struct span span);
struct str token_form(const struct doc *doc, uint32_t token);
/* the lemma as a string */
struct str token_lemma(const struct doc *doc, uint32_t token);

/* first child of `head` with that relation (enum deprel), 0 = none. Walk all children with
 * for (c = tokens.v[head].first_child; c; c = tokens.v[c].next) */
uint32_t token_child(const struct doc *doc, uint32_t head, uint8_t deprel);
/* true when `token` is `ancestor` or below it */
bool token_is_below(const struct doc *doc, uint32_t token, uint32_t ancestor);
/* smallest and largest token index of the subtree of head */
void token_subtree(const struct doc *doc, uint32_t head, uint32_t *first, uint32_t *last);
/* fills first_child / next of all tokens and sentence.root from head; called after parsing */
void doc_link_children(struct doc *doc);

/* Appending to the pools. A range that is no longer the newest in its pool is moved to the end of
 * it first; begin with an empty range ({0}). */
void doc_range_add_id(struct doc *doc, struct range *range, uint32_t id);
void doc_range_add_span(struct doc *doc, struct range *range, struct span span);

void doc_notice(struct doc *doc, uint8_t level, const char *code, struct span span,
                const char *format, ...) __attribute__((format(printf, 5, 6)));

#endif
