/* fuzz_stories: any bytes as a state of stories, inside a container that is whole; what loads takes
 * an article more and comes back from a file as it was. */
#include <stdio.h>
#include <unistd.h>

#include "check.h"
#include "fuzz.h"
#include "model/container.h"
#include "story/stories.h"

static const char path[] = "fuzz_stories.state";

#define TEXT "Dockers at the port of Wexmouth began a strike on Monday over 120 jobs."

static void use(struct stories *stories)
{
    struct arena scratch;
    struct sketch_room room;
    struct stories *again;
    arena_init(&scratch, 1 << 16);
    struct sketch sketch = sketch_make(&room, STR(TEXT), &scratch);
    struct story_article article = {STR("one/more"), 20000};
    struct story story = stories_add(stories, &article, &sketch, NULL, NULL);
    CHECK(story.relation == RELATION_FIRST || story.of != NULL);
    CHECK(stories_save(stories, path, NULL) == ONR_OK);
    CHECK(stories_load(&again, path, (struct stories_limits){.articles = 1000}, NULL) == ONR_OK);
    CHECK(stories_held(again) == stories_held(stories));
    stories_free(again);
    arena_release(&scratch);
}

/* the first two bytes say where the sections end */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    if (n < 2)
        return 0;
    const char *s = (const char *)bytes + 2;
    size_t rest = n - 2, head = bytes[0] < rest ? bytes[0] : rest;
    size_t entries = (size_t)bytes[1] * 4 < rest - head ? (size_t)bytes[1] * 4 : rest - head;
    struct container_part parts[] = {
        {"stories", {s, head}},
        {"articles", {s + head, entries}},
        {"bytes", {s + head + entries, rest - head - entries}},
    };
    struct stories *stories;
    CHECK(container_write(path, parts, 3, NULL) == ONR_OK);
    if (stories_load(&stories, path, (struct stories_limits){.articles = 1000}, NULL) == ONR_OK) {
        use(stories);
        stories_free(stories);
    }
    unlink(path);
    return 0;
}
