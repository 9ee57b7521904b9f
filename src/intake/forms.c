/* forms: which functions read what. Detection asks the rows in their order. */
#include "intake/forms.h"

#include <strings.h>

#include "intake/stream/unpack.h"

static const struct form forms[INTAKE_FORMS] = {
    [INTAKE_AUTO] = {.name = "auto", .endings = ""},
    [INTAKE_TEXT] = {.name = "text",
                     .endings = ".txt",
                     .next = cut_whole,
                     .fill = article_from_text},
    [INTAKE_HTML] = {.name = "html",
                     .endings = ".html .htm .xhtml",
                     .detect = html_detect,
                     .next = cut_whole,
                     .fill = article_from_html},
    [INTAKE_JSONL] = {.name = "jsonl",
                      .endings = ".json .jsonl .ndjson",
                      .detect = jsonl_detect,
                      .next = jsonl_next,
                      .fill = article_from_json},
};

const struct form *form_row(enum intake_form form)
{
    return &forms[form];
}

bool form_find(struct str name, enum intake_form *form)
{
    for (int i = 0; i < INTAKE_FORMS; i++) {
        if (forms[i].name && str_is(name, forms[i].name)) {
            *form = (enum intake_form)i;
            return true;
        }
    }
    return false;
}

enum intake_form form_detect(struct str head)
{
    head = cut_visible(head);
    for (int i = 0; head.n && i < INTAKE_FORMS; i++)
        if (forms[i].detect && forms[i].detect(head))
            return (enum intake_form)i;
    return INTAKE_TEXT;
}

static bool has_ending(const char *name, size_t n, const char *endings)
{
    struct str rest = str_of(endings);
    for (struct str e = str_split(&rest, ' '); e.s; e = str_split(&rest, ' '))
        if (e.n && n > e.n && strncasecmp(name + n - e.n, e.s, e.n) == 0)
            return true;
    return false;
}

bool form_takes_name(const char *name, size_t n)
{
    bool archive;
    n = unpack_bare_name(name, n, &archive);
    for (int i = 0; !archive && i < INTAKE_FORMS; i++)
        if (has_ending(name, n, forms[i].endings))
            return true;
    return archive;
}
