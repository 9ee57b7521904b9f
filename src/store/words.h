/* words: what a user looks for in texts, "several words" -without word*, as a condition. */
#ifndef ONR_STORE_WORDS_H
#define ONR_STORE_WORDS_H

#include "store/sql.h"

/* Appends the condition that a text matches: all words, each whatever its ending; word* for all
 * that begin so; "…" for words in that order; -word for texts without it. `row` is the column with
 * the id of the row in `table` (article_search, statement_search), `text` the text as SQL.
 * ONR_ERR_ARG where there is no word to look for. */
ONR_CHECKED enum onr_status words_condition(struct sql *sql, enum db_kind kind, const char *words,
                                            const char *row, const char *table, const char *text,
                                            struct onr_error *error);

#endif
