/* forms: which functions read what. Detection asks the rows in their order. */
#include "intake/forms.h"

#include <strings.h>

#include "intake/stream/unpack.h"
#include "intake/warc/record.h"

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
    [INTAKE_JSON] = {.name = "json",
                     .endings = ".json",
                     .detect = json_array_detect,
                     .next = json_array_next,
                     .fill = article_from_json},
    [INTAKE_NINJS] = {.name = "ninjs",
                      .endings = "",
                      .next = json_array_next,
                      .fill = article_from_json},
    [INTAKE_CSV] = {.name = "csv",
                    .endings = ".csv .tsv",
                    .detect = csv_detect,
                    .next = csv_next,
                    .fill = csv_fill},
    [INTAKE_IPTC7901] = {.name = "iptc7901",
                         .binary = true,
                         .endings = ".iptc .7901",
                         .detect = iptc7901_detect,
                         .next = iptc7901_next,
                         .fill = iptc7901_fill},
    [INTAKE_WARC] = {.name = "warc",
                     .endings = ".warc",
                     .binary = true,
                     .detect = warc_detect,
                     .next = warc_next,
                     .fill = record_fill},
    [INTAKE_ARC] = {.name = "arc",
                    .endings = ".arc",
                    .binary = true,
                    .detect = arc_detect,
                    .next = arc_next,
                    .fill = record_fill},
    [INTAKE_FEED] = {.name = "feed",
                     .endings = ".rss .atom .rdf .xml",
                     .detect = feed_detect,
                     .next = feed_next,
                     .fill = feed_fill},
    [INTAKE_NITF] = {.name = "nitf",
                     .endings = ".nitf .xml",
                     .detect = nitf_detect,
                     .next = nitf_next,
                     .fill = nitf_fill},
    [INTAKE_NEWSML_G2] = {.name = "newsml-g2",
                          .endings = ".xml",
                          .detect = newsml_g2_detect,
                          .next = newsml_g2_next,
                          .fill = newsml_fill},
    [INTAKE_NEWSML_1] = {.name = "newsml1",
                         .endings = ".xml",
                         .detect = newsml_1_detect,
                         .next = newsml_1_next,
                         .fill = newsml_fill},
    [INTAKE_LDC] = {.name = "ldc",
                    .endings = ".sgml .sgm",
                    .detect = ldc_detect,
                    .next = ldc_next,
                    .fill = ldc_fill},
    [INTAKE_REUTERS] = {.name = "reuters21578",
                        .endings = ".sgm",
                        .detect = reuters_detect,
                        .next = reuters_next,
                        .fill = reuters_fill},
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
