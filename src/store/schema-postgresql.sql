-- What only PostgreSQL has, behind schema.sql: full text over articles and statements, and the
-- aggregate that SQLite brings along.
CREATE VIEW article_text AS SELECT id, text FROM article;

CREATE INDEX article_search ON article USING gin (to_tsvector('english', text));
CREATE INDEX statement_search ON statement USING gin (to_tsvector('english', content));

CREATE FUNCTION group_concat_step (text, text, text) RETURNS text IMMUTABLE LANGUAGE sql AS
    $$ SELECT CASE WHEN $2 IS NULL THEN $1 WHEN $1 IS NULL THEN $2 ELSE $1 || $3 || $2 END $$;
CREATE AGGREGATE group_concat (text, text) (SFUNC = group_concat_step, STYPE = text);

CREATE TABLE store (version BIGINT NOT NULL);
