/* lower: lower-casing of word forms, with a short cut for ASCII, which nearly all are. */
#include "lang/lower.h"

#include "text/unicode.h"

enum { SHORT = 64 };

uint32_t lower_intern(struct doc *doc, struct str form)
{
    char lower[SHORT];
    bool plain = form.n <= SHORT, changed = false;
    for (size_t i = 0; plain && i < form.n; i++) {
        uint8_t byte = (uint8_t)form.s[i];
        bool upper = byte >= 'A' && byte <= 'Z';
        plain = byte < 128;
        changed |= upper;
        lower[i] = (char)(upper ? byte + 32 : byte);
    }
    if (plain)
        return doc_intern(doc, changed ? (struct str){lower, form.n} : form);
    return doc_intern(doc, unicode_lower_str(&doc->arena, form));
}
