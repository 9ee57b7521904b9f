/* fields: the table below lists what common dumps of news call things, in order of preference. */
#include "intake/fields.h"

#include <strings.h>

#include "intake/webpage.h"

static const struct {
    const char *name;
    enum article_field field;
} KNOWN[] = {
    {"id", FIELD_ID},
    {"uuid", FIELD_ID},
    {"guid", FIELD_ID},
    {"articleid", FIELD_ID},
    {"docid", FIELD_ID},
    {"uri", FIELD_ID},
    {"title", FIELD_TITLE},
    {"headline", FIELD_TITLE},
    {"heading", FIELD_TITLE},
    {"headlines", FIELD_TITLE},
    {"name", FIELD_TITLE},
    {"text", FIELD_TEXT},
    {"maintext", FIELD_TEXT},
    {"fulltext", FIELD_TEXT},
    {"articletext", FIELD_TEXT},
    {"articlebody", FIELD_TEXT},
    {"bodytext", FIELD_TEXT},
    {"body", FIELD_TEXT},
    {"content", FIELD_TEXT},
    {"article", FIELD_TEXT},
    {"story", FIELD_TEXT},
    {"contenttext", FIELD_TEXT},
    {"published", FIELD_PUBLISHED},
    {"datepublished", FIELD_PUBLISHED},
    {"datepublish", FIELD_PUBLISHED},
    {"publishdate", FIELD_PUBLISHED},
    {"publishedat", FIELD_PUBLISHED},
    {"publisheddate", FIELD_PUBLISHED},
    {"publicationdate", FIELD_PUBLISHED},
    {"pubdate", FIELD_PUBLISHED},
    {"datetimepub", FIELD_PUBLISHED},
    {"datetime", FIELD_PUBLISHED},
    {"date", FIELD_PUBLISHED},
    {"firstcreated", FIELD_PUBLISHED},
    {"contentcreated", FIELD_PUBLISHED},
    {"timestamp", FIELD_PUBLISHED},
    {"versioncreated", FIELD_MODIFIED},
    {"datemodified", FIELD_MODIFIED},
    {"modified", FIELD_MODIFIED},
    {"updated", FIELD_MODIFIED},
    {"url", FIELD_URL},
    {"link", FIELD_URL},
    {"canonicalurl", FIELD_URL},
    {"source", FIELD_SOURCE},
    {"publisher", FIELD_SOURCE},
    {"publication", FIELD_SOURCE},
    {"site", FIELD_SOURCE},
    {"sitename", FIELD_SOURCE},
    {"domain", FIELD_SOURCE},
    {"sourcedomain", FIELD_SOURCE},
    {"infosources", FIELD_SOURCE},
    {"copyrightholder", FIELD_SOURCE},
    {"language", FIELD_LANGUAGE},
    {"lang", FIELD_LANGUAGE},
    {"authors", FIELD_AUTHORS},
    {"author", FIELD_AUTHORS},
    {"byline", FIELD_AUTHORS},
    {"by", FIELD_AUTHORS},
    {"creator", FIELD_AUTHORS},
    {"html", FIELD_HTML},
    {"bodyhtml", FIELD_FRAGMENT},
    {"contenthtml", FIELD_FRAGMENT},
    {"bodies", FIELD_FRAGMENT},
    {"summary", FIELD_SUMMARY},
    {"descriptiontext", FIELD_SUMMARY},
    {"description", FIELD_SUMMARY},
    {"descriptions", FIELD_SUMMARY},
    {"abstract", FIELD_SUMMARY},
    {"excerpt", FIELD_SUMMARY},
    {"snippet", FIELD_SUMMARY},
    {"dateline", FIELD_DATELINE},
    {"located", FIELD_DATELINE},
    {"pubstatus", FIELD_STATUS},
    {"embargoed", FIELD_EMBARGO},
    {"embargo", FIELD_EMBARGO},
    {"ednote", FIELD_NOTE},
};

enum { N_KNOWN = sizeof KNOWN / sizeof *KNOWN };

uint32_t field_named(struct str name)
{
    char plain[24];
    size_t n = 0;
    for (size_t i = 0; i < name.n; i++) {
        char c = name.s[i];
        if (c == '_' || c == '-' || c == ' ')
            continue;
        if (n == sizeof plain)
            return FIELD_UNKNOWN;
        plain[n++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    for (uint32_t i = 0; i < N_KNOWN; i++)
        if (str_is(str_cut(plain, 0, n), KNOWN[i].name))
            return i;
    return FIELD_UNKNOWN;
}

enum article_field field_of(uint32_t known)
{
    return KNOWN[known].field;
}

static bool is_blank(const struct article_fields *fields, enum article_field field)
{
    return !str_trim(fields->v[field]).n;
}

static bool opens_with_tag(struct str text)
{
    static const char *const tags[] = {"<p>", "<p ", "<div", "<html", "<!doctype html",
                                       "<h1", "<h2"};
    text = str_trim(text);
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
        if (text.n > strlen(tags[i]) && strncasecmp(text.s, tags[i], strlen(tags[i])) == 0)
            return true;
    return false;
}

/* the text of a field, out of its HTML where it is that */
static struct str read_field(struct doc *doc, const struct article_tools *tools,
                             const struct article_fields *fields, enum article_field field)
{
    struct str text = fields->v[field];
    bool tags =
        field == FIELD_FRAGMENT ? memchr(text.s, '<', text.n) != NULL : opens_with_tag(text);
    if (!tags)
        return text;
    return webpage_fragment(doc, tools, text, str_trim(fields->v[FIELD_TITLE]));
}

enum onr_status fields_fill(struct doc *doc, const struct article_tools *tools,
                            struct article_fields *fields, const struct article_source *source,
                            struct onr_error *error)
{
    static const enum article_field texts[] = {FIELD_TEXT, FIELD_FRAGMENT, FIELD_HTML,
                                               FIELD_SUMMARY};
    size_t i = 0;
    while (i + 1 < sizeof texts / sizeof *texts && is_blank(fields, texts[i]))
        i++;
    if (is_blank(fields, FIELD_PUBLISHED))
        fields->v[FIELD_PUBLISHED] = fields->v[FIELD_MODIFIED];
    if (texts[i] == FIELD_HTML)
        return webpage_fill(doc, tools, fields, fields->v[FIELD_HTML], STR("utf-8"), source, error);
    struct arena_mark mark = arena_mark(tools->scratch);
    fields->v[FIELD_TEXT] = read_field(doc, tools, fields, texts[i]);
    enum onr_status status = article_fill_fields(doc, fields, source, error);
    arena_rewind(tools->scratch, mark);
    return status;
}
