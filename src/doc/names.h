/* names: the written forms of the document's enumerations, as CoNLL-U and RECORD.md have them. */
#ifndef ONR_DOC_NAMES_H
#define ONR_DOC_NAMES_H

#include <stdbool.h>

#include "base/str.h"
#include "doc/doc.h"

const char *upos_name(uint8_t upos);
const char *deprel_name(uint8_t deprel);  /* with subtype, "nsubj:pass" */
const char *name_type_name(uint8_t type); /* PER ORG LOC */
const char *block_kind_name(uint8_t kind);
const char *mention_form_name(uint8_t form);
const char *entity_kind_name(uint8_t kind);
const char *statement_kind_name(uint8_t kind);
const char *speaker_by_name(uint8_t by);
const char *standing_name(uint8_t standing);
const char *evidence_name(uint8_t evidence); /* NULL for EVIDENCE_NULL */
const char *event_status_name(uint8_t status);
const char *time_type_name(uint8_t type);
const char *place_use_name(uint8_t use);

/* the other way round; false when unknown */
bool upos_find(struct str name, uint8_t *upos);
/* an unknown subtype falls back to its base relation; an unknown relation to REL_DEP */
uint8_t deprel_find(struct str name);
bool standing_find(struct str name, uint8_t *standing);

/* relation without subtype: REL_ACL_RELCL → REL_ACL */
uint8_t deprel_base(uint8_t deprel);

#endif
