/* tables: those that rows are inserted into, in an order in which each refers to earlier ones. */
#ifndef ONR_STORE_TABLES_H
#define ONR_STORE_TABLES_H

#include "store/db.h"

#define TABLE(n, table, n_columns_, columns_)                                            \
    {                                                                                    \
        .number = (n), .name = (table), .n_columns = (n_columns_), .columns = (columns_) \
    }

static const struct db_table TABLE_PLACE =
    TABLE(0, "place", 8, "id, name, country, division, kind, lat, lon, geonames");
static const struct db_table TABLE_IDENTITY =
    TABLE(1, "identity", 8, "id, name, kind, country, actor, role, first_date, last_date");
static const struct db_table TABLE_ALIAS = TABLE(2, "alias", 3, "key, form, identity");
static const struct db_table TABLE_ORIGIN = TABLE(3, "origin", 2, "id, name");
static const struct db_table TABLE_ARTICLE =
    TABLE(4, "article", 16,
          "id, name, source, fingerprint, origin, url, title, byline, dateline, agency, published,"
          " modified, language, story, counted, text");
static const struct db_table TABLE_ENTITY =
    TABLE(5, "entity", 13,
          "id, article, n, identity, found, because, name, kind, country, actor, sectors, role,"
          " spans");
static const struct db_table TABLE_STATEMENT =
    TABLE(6, "statement", 18,
          "id, article, n, within, kind, standing, cue, content, date, said, place, medium, via,"
          " evidence, counted, content_spans, speaker_spans, cue_spans");
static const struct db_table TABLE_SPEAKER = TABLE(7, "speaker", 2, "statement, entity");
static const struct db_table TABLE_ADDRESSEE = TABLE(8, "addressee", 2, "statement, entity");
static const struct db_table TABLE_EVENT =
    TABLE(9, "event", 17,
          "id, article, n, cameo, plover, mode, contexts, quad, goldstein, status, words, date,"
          " happened, place, because, counted, spans");
static const struct db_table TABLE_DYAD =
    TABLE(10, "dyad", 9,
          "event, source, target, source_country, target_country, date, quad, goldstein, counted");
static const struct db_table TABLE_ON_WORD_OF = TABLE(11, "on_word_of", 2, "event, statement");

static const struct db_table TABLE_RECENT = TABLE(12, "recent", 2, "article, day");
static const struct db_table TABLE_PROPOSITION =
    TABLE(13, "proposition", 3, "statement, words, negated");
static const struct db_table TABLE_CLAIM =
    TABLE(14, "claim", 7, "id, statement, first_date, last_date, statements, speakers, disputed");
static const struct db_table TABLE_CLAIM_STATEMENT =
    TABLE(15, "claim_statement", 3, "claim, statement, stance");

/* of SQLite alone */
static const struct db_table TABLE_ARTICLE_SEARCH = TABLE(16, "article_search", 2, "rowid, text");
static const struct db_table TABLE_STATEMENT_SEARCH =
    TABLE(17, "statement_search", 2, "rowid, content");

#undef TABLE

#endif
