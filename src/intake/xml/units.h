/* units: a stream of XML or SGML cut into the elements that are articles. */
#ifndef ONR_INTAKE_XML_UNITS_H
#define ONR_INTAKE_XML_UNITS_H

#include "intake/intake.h"

struct unit_rule {
    const char *names[3]; /* of the elements, without prefix and case, NULL behind the last */
    bool nested;          /* may stand in one another; the outermost is the article */
    const char *needs;    /* one without these bytes is no article and passed over; NULL: all are */
    const char *missing;  /* "no <item> or <entry>": why a stream gave nothing */
};

/* `next` of a form (intake/forms.h). raw->bytes: what stood in front of the first unit (XML
 * declaration, start tags, titles, at most UNITS_HEAD bytes, but no document type), then the unit.
 * Well-formedness is not asked for: a unit that is not closed ends where the next begins. */
enum onr_status units_next(struct intake *in, struct raw_article *raw, struct onr_error *error,
                           const struct unit_rule *rule);

enum { UNITS_HEAD = 16 << 10 };

/* The local name of the first element, behind declarations and comments; empty where the bytes are
 * no markup. For `detect`. */
struct str units_root(struct str head);

#endif
