/* lemma: dictionary forms from word form and tags.
 *
 * A model file holds three sections for it:
 *     lemma.edits   u32 n, then n × struct lemma_edit: how a form becomes its lemma
 *     lemma.forms   keys: (tag, ending or whole form) → edit number + 1; the most special key wins
 *     lemma.cases   keys: (tag, case of the form, ending or whole form) → enum lemma_case + 1 */
#ifndef ONR_LANG_LEMMA_H
#define ONR_LANG_LEMMA_H

#include "doc/doc.h"
#include "lang/keys.h"
#include "model/container.h"

enum { LEMMA_APPEND = 13, LEMMA_ENDING = 7, LEMMA_KEYS = LEMMA_ENDING + 2, LEMMA_WORD = 32 };

struct lemma_edit {
    uint8_t strip;    /* bytes taken off the end of the lower-cased form */
    uint8_t n_append; /* bytes put there instead */
    char append[LEMMA_APPEND + 1];
};

enum lemma_case { LEMMA_LOWER, LEMMA_KEEP, LEMMA_TITLE };

/* how a form is written */
enum form_case { FORM_LOWER, FORM_TITLE_CASE, FORM_FIRST, FORM_CAPITALS, FORM_MIXED };

struct lemma_model {
    const struct lemma_edit *edits;
    uint32_t n_edits;
    struct keys forms, cases;
};

/* Sections that are absent leave every lemma the lower-cased form, names as written. */
ONR_CHECKED enum onr_status lemma_bind(struct lemma_model *model, const struct container *container,
                                       struct onr_error *error);

/* The stage find_lemmas of lang.h. Needs: tokens (lower), upos, xpos; head and
 * deprel where it was parsed. Adds: lemma. */
void lemma_doc(const struct lemma_model *model, struct doc *doc);

/* ---- shared with the trainer ---- */

/* both tags in one number */
uint64_t lemma_tag(uint8_t upos, struct str xpos);
/* FORM_FIRST: title case at the start of a sentence */
uint8_t lemma_form_case(struct str form, bool first);
/* false: such a form is lower-case and so is its lemma, for all but names and single letters */
bool lemma_has_case(uint64_t tag, uint8_t form_case, struct str lower);
/* Keys from general to special: tag alone, tag and ending of 1 … LEMMA_ENDING bytes, tag and whole
 * form. Returns their number. */
uint32_t lemma_form_keys(struct str lower, uint64_t tag, uint64_t keys[LEMMA_KEYS]);
/* Writes the lemma to out, at most n bytes; returns its length, or 0 when the edit does not fit. */
size_t lemma_apply(const struct lemma_edit *edit, uint8_t lemma_case, struct str form,
                   struct str lower, char *out, size_t n);

#endif
