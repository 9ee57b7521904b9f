/* bundle: what the store keeps of one article, taken out of the document by the thread that read
 * it, so that little is left to the one that writes. It owns its strings and outlives the document.
 *
 * Left out are entities that say and do nothing, are told nothing and to whom nothing is done. A
 * collective with known members ("both ministers") is replaced by them. */
#ifndef ONR_STORE_BUNDLE_H
#define ONR_STORE_BUNDLE_H

#include "doc/doc.h"
#include "story/sketch.h"

struct zstd_packer;

struct bundle_entity {
    uint32_t n;           /* id in the record */
    struct str name, key; /* key: see bundle_key */
    struct str country, actor, sectors, role;
    struct str spans; /* these and others packed: store/spans.h */
    uint8_t kind;     /* enum entity_kind */
    bool named;       /* has a name that other articles may use */
};

struct bundle_place {
    struct str name, country, division, kind;
    double lat, lon; /* NAN = unknown */
    uint32_t geonames;
};

/* indices into the bundle's entities */
struct bundle_list {
    uint32_t *v, n;
};

struct bundle_statement {
    uint32_t n;
    int64_t within; /* n of a statement, -1 = none */
    const char *kind, *standing, *evidence;
    struct str cue, content, date, said, medium, via;
    struct str content_spans, speaker_spans, cue_spans;
    struct bundle_list speakers, addressees;
    uint32_t place;         /* index + 1 of the bundle's places, 0 = none */
    struct str proposition; /* claim/proposition.h; none without a date */
    bool negated;
};

/* indices + 1 of the bundle's entities, 0 = that side is empty */
struct bundle_dyad {
    uint32_t source, target;
};

struct bundle_event {
    uint32_t n;
    struct str cameo, plover, mode, contexts, words, date, happened, because, spans;
    const char *status;
    uint8_t quad;
    double goldstein;
    uint32_t place;
    ARRAY(struct bundle_dyad) dyads;
    struct bundle_list on_word_of; /* n of statements */
};

struct bundle {
    struct arena arena;
    uint64_t fingerprint;
    uint64_t ns; /* processor time of filling it */
    struct str name, source, origin, url, title, byline, dateline, agency, published, modified;
    struct str language, text;
    struct str packed; /* the text, compressed */
    int32_t day;       /* of publication, days since 1970-01-01, or DAY_NONE */
    struct sketch sketch;
    struct sketch_room sketch_room;
    bool again; /* to be written even where the store knows it as it is */
    ARRAY(struct bundle_place) places;
    ARRAY(struct bundle_entity) entities;
    ARRAY(struct bundle_statement) statements;
    ARRAY(struct bundle_event) events;
};

void bundle_init(struct bundle *bundle);
void bundle_release(struct bundle *bundle);

/* A number for all that an article brings: its text and what is told of it. Needs: text and article
 * fields as they were before any stage added to them. */
uint64_t bundle_fingerprint(const struct doc *doc);

/* Replaces what the bundle held. Needs: statements, events (or as much as was read). The
 * fingerprint is that of the document before it was read; the packer has bundle_dictionary(). */
void bundle_fill(struct bundle *bundle, const struct doc *doc, uint64_t fingerprint,
                 struct zstd_packer *packer);

/* What texts are compressed against: prose of the kind. Never to be changed: stores that there are
 * need it. */
struct str bundle_dictionary(void);

/* The name as it is compared with others: small letters without accents, words of letters and
 * digits with single blanks between, without initials and, in front, "the". In the arena. */
struct str bundle_key(struct arena *arena, struct str name);

#endif
