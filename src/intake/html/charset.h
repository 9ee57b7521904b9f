/* charset: a page in any encoding as UTF-8. */
#ifndef ONR_INTAKE_HTML_CHARSET_H
#define ONR_INTAKE_HTML_CHARSET_H

#include "intake/html/page.h"

/* The bytes as valid UTF-8 without a byte order mark: themselves or a copy in the arena. The
 * encoding is that of a byte order mark; else UTF-8 where the bytes are valid UTF-8, whatever they
 * say they are; else what HTTP (`http`, may be empty), then the page itself declares; else
 * windows-1252. Sets page->charset and n_repaired. */
struct str charset_to_utf8(struct page *page, struct arena *arena, struct str bytes,
                           struct str http);

#endif
