/* fuzz_html: any bytes as a web page; what comes out is valid UTF-8 without NUL bytes and no longer
 * than what went in could make it. */
#include "base/arena.h"
#include "check.h"
#include "fuzz.h"
#include "intake/html/page.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct world *world; /* for the words of markup; open as long as the program */
    struct onr_error error;
    if (!world && world_open(&world, &error) != ONR_OK)
        return 0;
    struct str input = {(const char *)bytes, n};
    struct arena arena;
    struct page page;
    arena_init(&arena, 1 << 20);
    page_read(&page, &arena, world, input, &(struct page_source){.url = STR("http://a.example/")});
    const struct str strings[] = {page.text,     page.title,   page.url,       page.source,
                                  page.language, page.authors, page.published, page.modified};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        CHECK(!strings[i].n || (utf8_invalid(strings[i]) == SIZE_MAX &&
                                memchr(strings[i].s, 0, strings[i].n) == NULL));
    CHECK(page.text.n <= 8 * n + 64 && page.charset);
    arena_release(&arena);
    return 0;
}
