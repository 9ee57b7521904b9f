-- Version 4: what is the same in many rows, or takes many letters for few bytes, is kept short.

-- where articles were read from; many of them from one file
CREATE TABLE origin (
    id   INTEGER PRIMARY KEY,
    name TEXT NOT NULL              -- file, url or feed entry
) STRICT;
INSERT INTO origin (id, name)
    SELECT min(id), origin FROM article WHERE origin IS NOT NULL GROUP BY origin;
CREATE INDEX origin_name ON origin (name);
ALTER TABLE article RENAME COLUMN origin TO origin_name;
ALTER TABLE article ADD COLUMN origin INTEGER REFERENCES origin (id);
UPDATE article SET origin = (SELECT o.id FROM origin o WHERE o.name = article.origin_name)
    WHERE origin_name IS NOT NULL;
ALTER TABLE article DROP COLUMN origin_name;
DROP INDEX origin_name;

-- articles that those added later are compared with: made of their texts, no longer kept beside
CREATE TABLE recent (
    article INTEGER PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    day     INTEGER                 -- of publication, days since 1970-01-01
) STRICT;
INSERT INTO recent (article, day) SELECT article, day FROM sketch ORDER BY article;
DROP TABLE sketch;

-- what has no day cannot be gathered into claims
DELETE FROM proposition WHERE statement IN (SELECT id FROM statement WHERE date IS NULL);
