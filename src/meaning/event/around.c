/* around: statements by the sentences that their content reaches into, so that looking for the one
 * around a word does not pass all those of a long document. */
#include "meaning/event/around.h"

/* the first sentence that ends behind the byte */
static uint32_t sentence_behind(const struct doc *doc, uint32_t byte)
{
    uint32_t low = 0, high = doc->sentences.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->sentences.v[middle].span.end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void add(struct around *around, uint32_t sentence, uint32_t statement, struct arena *scratch)
{
    uint32_t first = around->first[sentence];
    if (first && around->entries.v[first].statement == statement)
        return;
    *array_push(&around->entries, scratch) = (struct around_entry){statement, first};
    around->first[sentence] = around->entries.n - 1;
}

void around_init(struct around *around, const struct doc *doc, struct arena *scratch)
{
    around->first = arena_alloc(scratch, doc->sentences.n * sizeof *around->first);
    *array_push(&around->entries, scratch) = (struct around_entry){0, 0};
    for (uint32_t i = doc->statements.n; i-- > 1;) {
        struct range content = doc->statements.v[i].content;
        for (uint32_t j = content.first; j < content.first + content.n; j++) {
            struct span span = doc->spans.v[j];
            for (uint32_t s = sentence_behind(doc, span.start);
                 s < doc->sentences.n && doc->sentences.v[s].span.start < span.end; s++)
                add(around, s, i, scratch);
        }
    }
}

uint32_t around_find(const struct around *around, const struct doc *doc, uint32_t token)
{
    struct span word = doc->tokens.v[token].span;
    uint32_t best = 0, best_size = UINT32_MAX;
    for (uint32_t e = around->first[doc->tokens.v[token].sentence]; e;
         e = around->entries.v[e].next) {
        struct range content = doc->statements.v[around->entries.v[e].statement].content;
        uint32_t size = 0;
        bool inside = false;
        for (uint32_t j = content.first; j < content.first + content.n; j++) {
            struct span span = doc->spans.v[j];
            size += span.end - span.start;
            inside = inside || (span.start <= word.start && word.end <= span.end);
        }
        if (inside && size < best_size) {
            best = around->entries.v[e].statement;
            best_size = size;
        }
    }
    return best;
}
