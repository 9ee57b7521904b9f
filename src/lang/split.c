/* split: walks over the blocks and their chunks (stretches without white space), asks boundary.c
 * between every two whether a sentence ends there, and hands the chunks to token.c. A blank line
 * always ends a sentence. A single newline is a hard wrap when the first word of the next line
 * would not have fitted on the line, judged by the widest line of the text; else it ends a
 * paragraph. A stop right before a capital ("said.The") parts a chunk in two. */
#include "lang/split.h"

#include "lang/lower.h"
#include "lang/splitter.h"

enum { WRAP_WIDTH = 110 };

enum onr_status split_bind(struct split_model *model, const struct container *container,
                           struct onr_error *error)
{
    *model = (struct split_model){0};
    enum onr_status status =
        keys_open(&model->words, container_find(container, "split.words"), "split.words", error);
    struct str weights = container_find(container, "split.weights");
    if (status != ONR_OK || !weights.s)
        return status;
    uint32_t n = 0;
    if (weights.n >= 8)
        memcpy(&n, weights.s, 4);
    if (n == 0 || (n & (n - 1)) || weights.n != 8 + (size_t)n)
        return error_set(error, ONR_ERR_MODEL,
                         "section split.weights: its size and count disagree");
    memcpy(&model->threshold, weights.s + 4, 4);
    model->weights = (const int8_t *)weights.s + 8;
    model->mask = n - 1;
    return ONR_OK;
}

static void close_sentence(struct splitter *splitter)
{
    struct doc *doc = splitter->doc;
    if (splitter->first_token == 0)
        return;
    struct sentence *sentence = &doc->sentences.v[doc->sentences.n - 1];
    sentence->n_tokens = doc->tokens.n - splitter->first_token;
    sentence->span.end = doc->tokens.v[doc->tokens.n - 1].span.end;
    splitter->first_token = 0;
}

void splitter_add(struct splitter *splitter, uint32_t start, uint32_t end, uint8_t flags)
{
    struct doc *doc = splitter->doc;
    if (splitter->first_token && !(flags & TOKEN_MWT_REST) &&
        doc->tokens.n - splitter->first_token >= SENTENCE_CAP)
        close_sentence(splitter);
    if (splitter->first_token == 0) {
        splitter->first_token = doc->tokens.n;
        struct sentence *sentence = array_push(&doc->sentences, &doc->arena);
        *sentence = (struct sentence){
            .span = {start, end}, .first_token = doc->tokens.n, .block = splitter->block};
    }
    uint32_t lower = lower_intern(doc, str_cut(splitter->text.s, start, end));
    struct token *token = array_push(&doc->tokens, &doc->arena);
    *token = (struct token){
        .span = {start, end}, .sentence = doc->sentences.n - 1, .lower = lower, .flags = flags};
}

struct walk {
    struct splitter *splitter;
    uint32_t at, end;     /* what is left of the region */
    uint32_t line, width; /* start of the current line; widest line of the text, 0 = not wrapped */
    uint32_t newlines, indent; /* in the white space before the last chunk found */
};

static uint32_t skip_space(struct walk *walk)
{
    struct str text = walk->splitter->text;
    uint32_t at = walk->at, line = at;
    walk->newlines = 0;
    while (at < walk->end) {
        struct character c = char_at(text, at);
        if (c.class != CHAR_SPACE)
            break;
        at += c.n;
        if (text.s[at - 1] == '\n') {
            walk->newlines++;
            line = at;
        }
    }
    walk->indent = walk->newlines ? at - line : 0;
    return at;
}

static bool is_address(struct str chunk)
{
    return memchr(chunk.s, '@', chunk.n) || memchr(chunk.s, '/', chunk.n) ||
           str_starts(chunk, STR("www."));
}

/* "said.The": two small letters, a stop, perhaps a closing quote, a capital and a small letter or a
 * space; not in addresses. at: just after the stop. */
static bool parts_here(struct str text, uint32_t start, uint32_t at, uint32_t end)
{
    uint32_t mark = at - 1, stop = end - start > 200 ? start + 200 : end;
    struct character c = char_at(text, at);
    if (c.class == CHAR_QUOTE && c.n > 1) {
        at += c.n;
        c = char_class_at(text, at) == CHAR_SPACE ? c : char_at(text, at);
    }
    if (c.class != CHAR_UPPER || at >= end || mark < start + 2)
        return false;
    uint8_t before = char_of_byte(text.s[mark - 1]), second = char_of_byte(text.s[mark - 2]);
    if (text.s[mark] == '.' && (before != CHAR_LOWER || second != CHAR_LOWER))
        return false;
    uint8_t after = char_class_at(text, at + c.n);
    if (!char_is_word(before) || (after != CHAR_LOWER && at + c.n < end))
        return false;
    return !is_address(str_cut(text.s, start, stop));
}

/* the next chunk from walk->at; start == end: none is left */
static struct span find_chunk(struct walk *walk)
{
    struct str text = walk->splitter->text;
    uint32_t start = skip_space(walk), at = start;
    while (at < walk->end) {
        struct character c = char_at(text, at);
        if (c.class == CHAR_SPACE)
            break;
        at += c.n;
        if (c.class == CHAR_STOP && c.n == 1 && at < walk->end &&
            parts_here(text, start, at, walk->end)) {
            struct character quote = char_at(text, at);
            at += quote.class == CHAR_QUOTE ? quote.n : 0;
            break;
        }
    }
    walk->at = at;
    return (struct span){start, at};
}

/* whether the newline between the chunks is only a hard wrap */
static bool is_wrap(const struct walk *walk, struct span chunk, struct span next)
{
    if (walk->newlines > 1 || walk->width == 0)
        return false;
    uint32_t indent = 0;
    struct str text = walk->splitter->text;
    while (walk->line + indent < chunk.start &&
           char_at(text, walk->line + indent).class == CHAR_SPACE)
        indent++;
    return walk->indent <= indent + 1 &&
           chunk.end - walk->line + 1 + (next.end - next.start) > walk->width;
}

static void split_region(struct walk *walk)
{
    struct splitter *splitter = walk->splitter;
    struct str text = splitter->text;
    splitter->double_open = splitter->single_open = false;
    splitter->depth = 0;
    walk->line = walk->at;
    for (struct span chunk = find_chunk(walk), next; chunk.start < chunk.end; chunk = next) {
        next = find_chunk(walk);
        bool last = next.start == next.end;
        bool ends = last || (walk->newlines > 0 && !is_wrap(walk, chunk, next));
        if (!ends) {
            struct chunk_pair pair = {.start = chunk.start,
                                      .end = chunk.end,
                                      .next = next.start,
                                      .next_end = next.end,
                                      .gap = next.start == chunk.end ? GAP_NONE
                                             : walk->newlines        ? GAP_LINE
                                                                     : GAP_SPACE};
            ends = boundary_ends(splitter, &pair);
        }
        bool space = chunk.end == text.n || char_class_at(text, chunk.end) == CHAR_SPACE;
        splitter_add_chunk(splitter, chunk, ends, space);
        if (ends)
            close_sentence(splitter);
        if (walk->newlines > 1 || (walk->newlines && ends)) {
            splitter->double_open = splitter->single_open = false;
            splitter->depth = 0;
        }
        if (walk->newlines)
            walk->line = next.start - walk->indent;
    }
    close_sentence(splitter);
}

/* Width of the widest line that a newline ends inside the region. */
static uint32_t widest_line(struct str text, struct span region)
{
    uint32_t width = 0, line = region.start;
    for (;;) {
        const char *newline = memchr(text.s + line, '\n', region.end - line);
        if (!newline)
            return width;
        uint32_t end = (uint32_t)(newline - text.s), n = end - line;
        width = n > width ? n : width;
        line = end + 1;
    }
}

static bool has_tokens(const struct block *block)
{
    return block->kind != BLOCK_BYLINE && block->kind != BLOCK_CREDIT &&
           block->kind != BLOCK_BOILERPLATE;
}

void split_doc_judged(const struct split_model *model, struct doc *doc, struct split_judge *judge)
{
    struct splitter splitter = {.model = model, .doc = doc, .text = doc->text, .judge = judge};
    struct span all = {0, (uint32_t)doc->text.n};
    uint32_t width = 0;
    for (uint32_t i = 0; i < doc->blocks.n || i == 0; i++) {
        if (i == 0 ? doc->blocks.n > 1 : !has_tokens(&doc->blocks.v[i]))
            continue;
        uint32_t widest = widest_line(doc->text, i ? doc->blocks.v[i].span : all);
        width = widest > width ? widest : width;
    }
    for (uint32_t i = 0; i < doc->blocks.n || i == 0; i++) {
        if (i == 0 ? doc->blocks.n > 1 : !has_tokens(&doc->blocks.v[i]))
            continue;
        struct span region = i ? doc->blocks.v[i].span : all;
        splitter.block = i;
        struct walk walk = {.splitter = &splitter,
                            .at = region.start,
                            .end = region.end,
                            .width = width <= WRAP_WIDTH ? width : 0};
        split_region(&walk);
    }
}

void split_doc(const struct split_model *model, struct doc *doc)
{
    split_doc_judged(model, doc, NULL);
}
