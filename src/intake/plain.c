/* plain: a plain text is its own article; nothing but its bytes is known. */
#include "intake/article.h"

enum onr_status article_from_text(struct doc *doc, const struct raw_article *raw,
                                  const struct article_tools *tools, struct onr_error *error)
{
    (void)tools;
    struct article_fields fields = {0};
    fields.v[FIELD_TEXT] = buf_str(&raw->bytes);
    return article_fill_fields(
        doc, &fields, &(struct article_source){raw->origin, article_place(doc, raw)}, error);
}
