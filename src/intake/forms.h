/* forms: the table of what articles come in. To add a form: a line in enum intake_form, a row in
 * forms.c, and a file with its three functions. */
#ifndef ONR_INTAKE_FORMS_H
#define ONR_INTAKE_FORMS_H

#include "intake/article.h"
#include "intake/intake.h"

struct form {
    const char *name;    /* as in --from; NULL: not to be asked for by name */
    const char *endings; /* of file names taken from folders and archives, separated by spaces */
    bool binary;         /* bytes that are no text are to be expected in it */

    /* Whether a stream with these first bytes is in this form; byte order mark and white space in
     * front are gone. NULL: never found by itself. */
    bool (*detect)(struct str head);
    /* Cuts the next article off in->top into raw, which is cleared and has its origin, form and
     * place. ONR_OK; ONR_END; an error with origin and place in front. in->done = true (or ONR_END)
     * tells that nothing is left; after an error it is called again unless in->done is set or the
     * stream has ended. raw->bytes is for `fill` alone and need not be what stood in the input. */
    enum onr_status (*next)(struct intake *in, struct raw_article *raw, struct onr_error *error);
    /* The worker's half: an empty document filled from raw; see article_fill. */
    enum onr_status (*fill)(struct doc *doc, const struct raw_article *raw,
                            const struct article_tools *tools, struct onr_error *error);
};

const struct form *form_row(enum intake_form form);
/* the form of that name ("auto" is one); false when there is none */
bool form_find(struct str name, enum intake_form *form);
/* INTAKE_TEXT where no other form claims the first bytes */
enum intake_form form_detect(struct str head);
/* a file or member with this name is taken for one with articles */
bool form_takes_name(const char *name, size_t n);

/* ---- for the forms: ways of cutting (cut.c) ---- */

/* the whole stream: `next` of forms with one article a file */
enum onr_status cut_whole(struct intake *in, struct raw_article *raw, struct onr_error *error);
/* For a form whose stream_more failed with `status`, its message in in->pending: what stands in
 * raw->bytes is given out first (ONR_OK, marked as cut) and the message at the next call, or the
 * message at once when nothing stands there. */
enum onr_status cut_broken_off(struct intake *in, struct raw_article *raw, enum onr_status status,
                               struct onr_error *error);
/* One line, without its end, behind raw->bytes (left out when it is too long, which is an
 * ONR_ERR_LIMIT). Counts in->line; sets in->done behind the last. */
enum onr_status cut_line(struct intake *in, struct raw_article *raw, struct onr_error *error);
/* takes n bytes off the stream on top; in->line counts the lines that end in them */
void cut_take(struct intake *in, size_t n);
/* without a byte order mark and white space */
struct str cut_visible(struct str head);

/* ---- the forms ---- */

#define FORM(name)                                                              \
    bool name##_detect(struct str head);                                        \
    enum onr_status name##_next(struct intake *in, struct raw_article *raw,     \
                                struct onr_error *error);                       \
    enum onr_status name##_fill(struct doc *doc, const struct raw_article *raw, \
                                const struct article_tools *tools, struct onr_error *error)
FORM(csv);
FORM(feed);
FORM(iptc7901);
FORM(ldc);
FORM(nitf);
FORM(reuters);
#undef FORM
bool json_array_detect(struct str head);
enum onr_status json_array_next(struct intake *in, struct raw_article *raw,
                                struct onr_error *error);
bool newsml_1_detect(struct str head);
enum onr_status newsml_1_next(struct intake *in, struct raw_article *raw, struct onr_error *error);
bool newsml_g2_detect(struct str head);
enum onr_status newsml_g2_next(struct intake *in, struct raw_article *raw, struct onr_error *error);
enum onr_status newsml_fill(struct doc *doc, const struct raw_article *raw,
                            const struct article_tools *tools, struct onr_error *error);
bool html_detect(struct str head);
bool jsonl_detect(struct str head);
enum onr_status jsonl_next(struct intake *in, struct raw_article *raw, struct onr_error *error);

#endif
