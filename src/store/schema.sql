-- The store, version 1: what onrecord keeps of articles, the same in SQLite and in PostgreSQL.
--
-- Written in the words that both understand; store/schema.c changes INTEGER, REAL, BLOB, STRICT
-- and WITHOUT ROWID for PostgreSQL, where all of it lies in the schema "onrecord". What only one of
-- them has (full text above all) stands in schema-sqlite.sql and schema-postgresql.sql; what later
-- versions changed in schema-claims.sql, schema-lists.sql and schema-packed.sql, in this order.
--
-- Words that are used throughout:
--   n        the id in the record of its article: 0, 1, 2 … (man onrecord-record)
--   spans    places in article.text in bytes, end excluded, as JSON: [[0,91],[140,163]]; packed in
--            SQLite since version 4
--   date     YYYY-MM-DD
--   counted  1, or 0 where it repeats another article of the same story: leave those out of sums
-- A column that is NULL says that the text does not tell.

-- places with coordinates at which something was said or done; each stands once
CREATE TABLE place (
    id        INTEGER PRIMARY KEY,
    name      TEXT NOT NULL,
    country   TEXT,                 -- ISO 3166-1 alpha-3
    division  TEXT,                 -- first-level division it lies in
    kind      TEXT,                 -- country, city, region …
    lat       REAL,
    lon       REAL,
    geonames  INTEGER               -- id of GeoNames
) STRICT;

-- who is meant, across articles: one row a person, organization or country
CREATE TABLE identity (
    id         INTEGER PRIMARY KEY,
    name       TEXT NOT NULL,       -- the name met first, not in capitals
    kind       TEXT NOT NULL,       -- person, organization, country, place
    country    TEXT,                -- ISO 3166-1 alpha-3
    actor      TEXT,                -- CAMEO actor code as met last
    role       TEXT,                -- as met last
    first_date TEXT,                -- days of the first and last article that name it
    last_date  TEXT
) STRICT;

-- by which names identities are found; a key is a name in small letters, without accents, marks and
-- single initials
CREATE TABLE alias (
    key      TEXT NOT NULL,
    form     TEXT NOT NULL,         -- name; part: first or last word of a person's name; code: of a
                                    -- country; split: name of one split off, not found by the rule
    identity INTEGER NOT NULL REFERENCES identity (id),
    PRIMARY KEY (key, identity, form)
) STRICT, WITHOUT ROWID;

CREATE TABLE article (
    id          INTEGER PRIMARY KEY,
    name        TEXT NOT NULL,      -- id in the record: given by the source, or a hash of the text
    source      TEXT NOT NULL,      -- publisher, '' where unknown
    fingerprint INTEGER NOT NULL,   -- of all that was read; equal: nothing new
    origin      TEXT,               -- file, url or feed entry it was read from
    url         TEXT,
    title       TEXT,
    byline      TEXT,               -- authors, with "; " between them
    dateline    TEXT,
    agency      TEXT,
    published   TEXT,               -- date, or date and time: 2024-11-01T14:05:00Z
    modified    TEXT,
    language    TEXT,
    story       TEXT,               -- articles that tell the same story share it
    counted     INTEGER NOT NULL,
    text        BLOB NOT NULL,      -- compressed: see article_text
    UNIQUE (name, source)
) STRICT;
CREATE INDEX article_published ON article (published);
CREATE INDEX article_story ON article (story);

-- who takes part in an article: whoever says or is told something, does something or has it done to
CREATE TABLE entity (
    id        INTEGER PRIMARY KEY,
    article   INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    n         INTEGER NOT NULL,
    identity  INTEGER REFERENCES identity (id),  -- NULL: nobody that other articles could name
    found     INTEGER REFERENCES identity (id),  -- what the rule said, where a ruling says otherwise
    because   TEXT,                 -- the rule: new, name, name+country, surname+country+role …
    name      TEXT NOT NULL,
    kind      TEXT NOT NULL,        -- person, organization, country, place, group, unnamed
    country   TEXT,
    actor     TEXT,                 -- CAMEO actor code: PRKGOV
    sectors   TEXT,                 -- role codes with blanks between: GOV MIL
    role      TEXT,                 -- as the text gives it
    spans     TEXT NOT NULL         -- of its mentions
) STRICT;
CREATE INDEX entity_article ON entity (article);
CREATE INDEX entity_identity ON entity (identity) WHERE identity IS NOT NULL;
CREATE INDEX entity_country ON entity (country) WHERE country IS NOT NULL;

-- what users decided about identities: whatever the rule takes for `found` is `becomes`, in one
-- article or in all (article NULL)
CREATE TABLE ruling (
    id      INTEGER PRIMARY KEY,
    found   INTEGER NOT NULL REFERENCES identity (id),
    becomes INTEGER NOT NULL REFERENCES identity (id),
    article TEXT,                   -- article.name
    source  TEXT,                   -- article.source
    made    TEXT NOT NULL           -- date and time of the decision
) STRICT;
CREATE INDEX ruling_found ON ruling (found);

CREATE TABLE statement (
    id            INTEGER PRIMARY KEY,
    article       INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    n             INTEGER NOT NULL,
    within        INTEGER,          -- n of the statement that reports this one
    kind          TEXT NOT NULL,    -- direct, indirect, mixed
    standing      TEXT NOT NULL,    -- asserts, denies, declines, pledges …
    cue           TEXT,             -- lemma of the verb or noun that carries it
    content       TEXT NOT NULL,    -- the words
    date          TEXT,             -- day it was said: as told, else of the article
    said          TEXT,             -- the time told, TIMEX value
    place         INTEGER REFERENCES place (id),
    medium        TEXT,
    via           TEXT,
    evidence      TEXT,             -- cited, none-given
    counted       INTEGER NOT NULL,
    content_spans TEXT NOT NULL,
    speaker_spans TEXT NOT NULL,
    cue_spans     TEXT NOT NULL
) STRICT;
CREATE INDEX statement_article ON statement (article);
CREATE INDEX statement_date ON statement (date);

CREATE TABLE speaker (
    statement INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    entity    INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    PRIMARY KEY (statement, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX speaker_entity ON speaker (entity);

CREATE TABLE addressee (
    statement INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    entity    INTEGER NOT NULL REFERENCES entity (id) ON DELETE CASCADE,
    PRIMARY KEY (statement, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX addressee_entity ON addressee (entity);

CREATE TABLE event (
    id         INTEGER PRIMARY KEY,
    article    INTEGER NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    n          INTEGER NOT NULL,
    cameo      TEXT,
    plover     TEXT,
    mode       TEXT,
    contexts   TEXT,                -- with blanks between
    quad       INTEGER NOT NULL,    -- 1 verbal 2 material cooperation 3 verbal 4 material conflict
    goldstein  REAL,
    status     TEXT NOT NULL,       -- happened, planned, alleged, denied …
    words      TEXT NOT NULL,       -- of its trigger
    date       TEXT,                -- day it took or takes place: as told, else of the article
    happened   TEXT,                -- the time told, TIMEX value
    place      INTEGER REFERENCES place (id),
    because    TEXT,                -- what coded it so
    counted    INTEGER NOT NULL,
    spans      TEXT NOT NULL        -- of its trigger
) STRICT;
CREATE INDEX event_article ON event (article);
CREATE INDEX event_date ON event (date);
CREATE INDEX event_place ON event (place) WHERE place IS NOT NULL;

-- who to whom: one row for each source and each target of an event, the unit in which events are
-- counted; one side may be empty. A reciprocal event has a row each way. What sums need is repeated
-- here.
CREATE TABLE dyad (
    event          INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    source         INTEGER REFERENCES entity (id) ON DELETE CASCADE,
    target         INTEGER REFERENCES entity (id) ON DELETE CASCADE,
    source_country TEXT,
    target_country TEXT,
    date           TEXT,
    quad           INTEGER NOT NULL,
    goldstein      REAL,
    counted        INTEGER NOT NULL
) STRICT;
CREATE INDEX dyad_event ON dyad (event);
CREATE INDEX dyad_source ON dyad (source);
CREATE INDEX dyad_target ON dyad (target);
CREATE INDEX dyad_countries
    ON dyad (source_country, target_country, date, quad, goldstein, counted);

-- on whose word an event stands; none: the article states it in its own voice
CREATE TABLE on_word_of (
    event     INTEGER NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    statement INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    PRIMARY KEY (event, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX on_word_of_statement ON on_word_of (statement);
