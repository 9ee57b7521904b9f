-- Version 2: what is needed to tell which articles tell the same story, and which statements say the
-- same.

-- the text of an article reduced to a few hundred numbers (story/pack.h)
CREATE TABLE sketch (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    day     INTEGER,                -- of publication, days since 1970-01-01
    sketch  BLOB NOT NULL           -- in PostgreSQL in hexadecimal digits
) STRICT;

-- what a statement says in words that can be compared; not every statement has that
CREATE TABLE proposition (
    statement INTEGER PRIMARY KEY REFERENCES statement (id) ON DELETE CASCADE,
    words     TEXT NOT NULL,        -- s@prk o@rus =send troop: see man onrecord-claims
    negated   INTEGER NOT NULL      -- 1 where it says that this is not so
) STRICT;

-- statements that say the same, or deny it, or will not say whether it is so; made anew from
-- propositions after articles are added
CREATE TABLE claim (
    id         INTEGER PRIMARY KEY,
    statement  INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE, -- whose words stand for it
    first_date TEXT,
    last_date  TEXT,
    statements INTEGER NOT NULL,
    speakers   INTEGER NOT NULL,
    disputed   INTEGER NOT NULL     -- 1 where some say that it is so and some that it is not
) STRICT;
CREATE INDEX claim_last ON claim (last_date);

CREATE TABLE claim_statement (
    claim     INTEGER NOT NULL REFERENCES claim (id) ON DELETE CASCADE,
    statement INTEGER NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    stance    TEXT NOT NULL         -- asserts, denies, declines …: the standing towards the claim
) STRICT;
CREATE INDEX claim_statement_claim ON claim_statement (claim);
CREATE INDEX claim_statement_statement ON claim_statement (statement);
