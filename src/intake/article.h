/* article: the worker's half of intake. Turns the raw bytes of one article into the text and the
 * article fields of a document, and notices what was odd about them. */
#ifndef ONR_INTAKE_ARTICLE_H
#define ONR_INTAKE_ARTICLE_H

#include "base/error.h"
#include "doc/doc.h"
#include "intake/html/page.h"
#include "intake/intake.h"

enum article_field {
    FIELD_ID,
    FIELD_TITLE,
    FIELD_TEXT,
    FIELD_PUBLISHED,
    FIELD_URL,
    FIELD_SOURCE,
    FIELD_LANGUAGE,
    FIELD_AUTHORS,  /* several: separated by newlines, semicolons, commas or "and" */
    FIELD_MODIFIED, /* date of the last change */
    FIELD_HTML,     /* a page; a piece of HTML that is the story; what it is about */
    FIELD_FRAGMENT,
    FIELD_SUMMARY,
    FIELD_ADDRESS,  /* where it was got: stands in for a url that it does not tell itself */
    FIELD_DATELINE, /* where the text tells none */
    FIELD_STATUS,   /* see release.h */
    FIELD_EMBARGO,  /* date before which it is not to be published */
    FIELD_NOTE,     /* to editors */
    ARTICLE_FIELDS
};

/* What an article brought along; {NULL,0} = not given. Any bytes. */
struct article_fields {
    struct str v[ARTICLE_FIELDS];
};

/* Where an article comes from, for messages and the record. */
struct article_source {
    const char *origin; /* file name or address; becomes article.origin */
    const char *place;  /* "origin" or "origin:line"; messages of errors begin with it */
};

/* What a worker lends for filling documents. */
struct article_tools {
    const struct world *world; /* words of markup and boilerplate; may be NULL */
    struct arena *scratch;     /* as before on return */
};

/* Needs: an empty document (doc_reset). Fills doc->text, doc->article and notices.
 *   plain text: the bytes are the text; JSON: fields by their names, see fields.h;
 *   HTML, also as a field of JSON: see html/page.h.
 *   The text is kept byte for byte, except: a byte order mark is dropped, NUL bytes become spaces,
 *   invalid UTF-8 becomes U+FFFD; each with a notice. A title that does not already begin the text
 *   is put in front of it with a blank line.
 * ONR_ERR_FORMAT (no JSON object, no text in it) and ONR_ERR_LIMIT leave the document empty; the
 * message begins with "origin:" or "origin:line:". ONR_END: there is no article in it, and none was
 * promised. */
ONR_CHECKED enum onr_status article_fill(struct doc *doc, const struct raw_article *raw,
                                         const struct article_tools *tools,
                                         struct onr_error *error);

/* The same from fields that are already apart, as a caller of the library has them. */
ONR_CHECKED enum onr_status article_fill_fields(struct doc *doc,
                                                const struct article_fields *fields,
                                                const struct article_source *source,
                                                struct onr_error *error);

/* Normalises a publication date (see intake/date.h) into doc->article; false, and nothing changed,
 * when it is unreadable. */
bool article_set_published(struct doc *doc, struct str date);

/* adds the names in a list of authors ("A. Smith, B. Jones and C. Wu") to article.byline */
void article_add_authors(struct doc *doc, struct str list);

/* ---- the forms: jsonl.c, plain.c, webpage.c; called by article_fill ---- */

enum onr_status article_from_json(struct doc *doc, const struct raw_article *raw,
                                  const struct article_tools *tools, struct onr_error *error);
enum onr_status article_from_text(struct doc *doc, const struct raw_article *raw,
                                  const struct article_tools *tools, struct onr_error *error);
enum onr_status article_from_html(struct doc *doc, const struct raw_article *raw,
                                  const struct article_tools *tools, struct onr_error *error);
/* "origin" or "origin:line" in the document's arena */
const char *article_place(struct doc *doc, const struct raw_article *raw);

#endif
