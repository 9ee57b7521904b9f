-- Version 3: indices that hold all that lists and sums look at, and no more.

DROP INDEX event_date;
CREATE INDEX event_date ON event (date, id, article, counted);

DROP INDEX dyad_countries;
CREATE INDEX dyad_countries
    ON dyad (source_country, target_country, date, quad, goldstein, counted)
    WHERE counted = 1 AND source_country IS NOT NULL AND target_country IS NOT NULL;
-- the event in front of the rest: whether a country takes part in it is one look
CREATE INDEX dyad_source_country
    ON dyad (source_country, event, target_country, quad, counted) WHERE source_country IS NOT NULL;
CREATE INDEX dyad_target_country
    ON dyad (target_country, event, source_country, quad, counted) WHERE target_country IS NOT NULL;
