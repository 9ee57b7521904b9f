/* fuzz_robots: any bytes as a robots.txt, with themselves as a path, and as a list of feeds or a
 * feed; rules and links come out whole. */
#include "check.h"
#include "fetch/links.h"
#include "fetch/robots.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct str input = {(const char *)bytes, n};
    struct arena arena;
    struct robots robots;
    struct links links = {0};
    arena_init(&arena, 1 << 16);
    robots_read(&robots, &arena, input, "onrecord");
    CHECK(robots.delay_ms <= 60000);
    for (uint32_t i = 0; i < robots.rules.n; i++)
        CHECK(robots.rules.v[i].path.n > 0 && robots.rules.v[i].path.n <= n);
    robots_allow(&robots, input);
    links_of_opml(&links, &arena, input);
    links_of_feed(&links, &arena, input);
    for (uint32_t i = 0; i < links.list.n; i++)
        CHECK(links.list.v[i].n > 0);
    arena_release(&arena);
    return 0;
}
