/* fuzz_intake: any bytes as an input of each form; every article that comes out has valid UTF-8,
 * NUL-terminated, and the input ends. */
#include <stdlib.h>

#include "fuzz.h"
#include "intake/article.h"
#include "intake/date.h"
#include "intake/intake.h"
#include "text/utf8.h"

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void read_input(struct doc *doc, struct arena *scratch, struct raw_article *raw,
                       struct str input, enum intake_form form)
{
    struct intake in;
    struct onr_error error;
    enum onr_status status;
    size_t n = 0;
    intake_open_memory(&in, input, "fuzz", form);
    while ((status = intake_next(&in, raw, &error)) != ONR_END) {
        check(++n <= input.n + 1);
        if (status != ONR_OK)
            continue;
        doc_reset(doc);
        status = article_fill(doc, raw, &(struct article_tools){NULL, scratch}, &error);
        check((status == ONR_OK) == (doc->text.n > 0));
        check(utf8_invalid(doc->text) == SIZE_MAX && doc->text.s[doc->text.n] == '\0');
        for (uint32_t id = 1; id < doc->strings.v.n; id++)
            check(utf8_invalid(doc_string(doc, id)) == SIZE_MAX);
    }
    intake_close(&in);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct str input = {(const char *)bytes, n};
    struct raw_article raw;
    struct doc doc;
    char date[DATE_LENGTH];
    int32_t day;
    if (date_normalise(input, date, &day))
        check(date_normalise(str_of(date), date, &day));
    struct arena scratch;
    doc_init(&doc);
    arena_init(&scratch, 1 << 20);
    raw_article_init(&raw);
    for (int form = 0; form < INTAKE_FORMS; form++)
        read_input(&doc, &scratch, &raw, input, (enum intake_form)form);
    raw_article_release(&raw);
    arena_release(&scratch);
    doc_release(&doc);
    return 0;
}
