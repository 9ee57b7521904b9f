/* release: one table for the vocabularies of NewsML, ninjs and NITF. The article is read whatever
 * its status: what to do with a withdrawn one is for the user to decide, who finds it in the
 * record. */
#include "intake/release.h"

#include <strings.h>

#include "intake/date.h"

static const char CANCELED[] = "canceled", WITHHELD[] = "withheld", EMBARGOED[] = "embargoed",
                  CORRECTED[] = "corrected", UPDATED[] = "updated";

enum { NOTE_MAX = 400 };

static const struct {
    const char *said, *word;
} WORDS[] = {
    {"canceled", CANCELED},    {"cancelled", CANCELED}, {"cancel", CANCELED},
    {"kill", CANCELED},        {"killed", CANCELED},    {"delete", CANCELED},
    {"deleted", CANCELED},     {"withdrawn", CANCELED}, {"withdraw", CANCELED},
    {"recall", CANCELED},      {"withheld", WITHHELD},  {"withhold", WITHHELD},
    {"embargoed", EMBARGOED},  {"embargo", EMBARGOED},  {"corrected", CORRECTED},
    {"correction", CORRECTED}, {"rectify", CORRECTED},  {"corrective", CORRECTED},
    {"update", UPDATED},       {"updated", UPDATED},    {"writethru", UPDATED},
};

static const struct {
    const char *word;
    enum notice_level level;
    const char *code, *message;
} NOTICES[] = {
    {CANCELED, NOTICE_WARNING, "article-canceled", "withdrawn by its publisher: not to be used"},
    {WITHHELD, NOTICE_WARNING, "article-withheld", "not to be published until told otherwise"},
    {EMBARGOED, NOTICE_WARNING, "article-embargoed", "under embargo"},
    {CORRECTED, NOTICE_INFO, "article-corrected", "corrects an earlier version"},
};

const char *release_word(struct str status)
{
    status = str_trim(status);
    const char *colon = status.n ? memchr(status.s, ':', status.n) : NULL;
    if (colon)
        status = str_cut(status.s, (size_t)(colon - status.s) + 1, status.n);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (status.n == strlen(WORDS[i].said) &&
            strncasecmp(status.s, WORDS[i].said, status.n) == 0)
            return WORDS[i].word;
    return NULL;
}

static void note_embargo(struct doc *doc, struct str date)
{
    char iso[DATE_LENGTH];
    int32_t day;
    if (!date_normalise(date, iso, &day))
        return;
    doc->article.embargo = doc_intern(doc, str_of(iso));
    doc_notice(doc, NOTICE_WARNING, "article-embargoed", (struct span){0, 0},
               "not for publication before %s", iso);
}

void release_note(struct doc *doc, const struct article_fields *fields)
{
    const struct span nowhere = {0, 0};
    const char *word = release_word(fields->v[FIELD_STATUS]);
    struct str note = str_trim(fields->v[FIELD_NOTE]);
    note_embargo(doc, fields->v[FIELD_EMBARGO]);
    if (word)
        doc->article.status = doc_intern(doc, str_of(word));
    for (size_t i = 0; word && i < sizeof NOTICES / sizeof *NOTICES; i++)
        if (NOTICES[i].word == word && !(word == EMBARGOED && doc->article.embargo))
            doc_notice(doc, NOTICES[i].level, NOTICES[i].code, nowhere, "%s", NOTICES[i].message);
    if (note.n > NOTE_MAX)
        for (note.n = NOTE_MAX; note.n && (note.s[note.n] & 0xC0) == 0x80;)
            note.n--;
    if (note.n)
        doc_notice(doc, NOTICE_INFO, "editors-note", nowhere, "%.*s", STR_ARG(note));
}
