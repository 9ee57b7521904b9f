/* quotes: stretches between quotation marks. */
#ifndef ONR_MEANING_STATEMENT_QUOTES_H
#define ONR_MEANING_STATEMENT_QUOTES_H

#include <stdbool.h>

#include "doc/doc.h"

struct quote {
    struct span span;                 /* with its marks */
    uint32_t first_token, last_token; /* tokens inside, marks included; 0 = none */
    uint32_t block;
    uint32_t n_words;   /* tokens inside that are no punctuation */
    uint32_t statement; /* the statement that took it, 0 = none yet */
    bool open;          /* no closing mark: it runs to the end of its paragraph */
};

struct quotes {
    ARRAY(struct quote) list; /* in text order; element 0 is a dummy */
};

/* Needs: blocks, tokens. Gives all quotations of headline, body and caption blocks, allocated in
 * `scratch`, and sets TOKEN_QUOTED on the tokens inside. Marks: straight, curly, angle, doubled
 * apostrophes, TeX style; single ones where no double one is open. One missing mark never reaches
 * beyond its paragraph. */
struct quotes find_quotes(struct doc *doc, struct arena *scratch);

/* the quote whose marks enclose byte `at`, 0 = none */
uint32_t quote_at(const struct quotes *quotes, uint32_t at);

#endif
