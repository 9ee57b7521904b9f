/* conllu_read: takes sentences and tokens from CoNLL-U. The text is rebuilt from the forms, since
 * "# text" comments may be missing or wrong; only words, surface tokens and SpaceAfter are read.
 * Every line must have ten columns and ids must count up; else it is an error with its line. */
#include "lang/conllu.h"
#include "lang/lower.h"
#include "text/utf8.h"

enum { COLUMNS = 10 };

struct reader {
    struct doc *doc;
    struct conllu_comments *comments;
    struct onr_error *error;
    char *text; /* being rebuilt; as long as the input, which is enough */
    uint32_t n_text;
    uint32_t line;
    uint32_t next_id;                  /* of the word that must come next */
    struct span surface;               /* of the multiword token being read */
    uint32_t surface_id, surface_last; /* its first and last word id; 0 = none */
    bool surface_space;
    bool in_sentence, new_paragraph, pending_space;
    struct str comment_lines; /* of the sentence to come, within the input */
};

static enum onr_status fault(struct reader *reader, const char *what)
{
    return error_set(reader->error, ONR_ERR_FORMAT, "CoNLL-U line %u: %s", reader->line, what);
}

struct str conllu_cut(struct str *rest, uint32_t *line, uint32_t max_sentences)
{
    size_t at = 0, sentence = 0;
    uint32_t n_sentences = 0, lines = 0, sentence_lines = 0;
    bool has_words = false;
    while (at < rest->n) {
        const char *newline = memchr(rest->s + at, '\n', rest->n - at);
        size_t end = newline ? (size_t)(newline - rest->s) : rest->n;
        struct str text = str_cut(rest->s, at, end);
        if (n_sentences > 0 && !has_words &&
            (str_starts(text, STR("# newdoc")) || n_sentences >= max_sentences))
            break;
        at = newline ? end + 1 : end;
        lines++;
        if (str_trim(text).n == 0) {
            n_sentences += has_words;
            has_words = false;
            sentence = at;
            sentence_lines = lines;
        } else if (text.s[0] != '#') {
            has_words = true;
        }
    }
    if (at < rest->n && !has_words && sentence > 0) { /* comments before newdoc belong to it */
        at = sentence;
        lines = sentence_lines;
    }
    struct str block = rest->n ? str_cut(rest->s, 0, at) : (struct str){NULL, 0};
    *rest = str_cut(rest->s, at, rest->n);
    *line += lines;
    return block;
}

static uint32_t cut_columns(struct str line, struct str columns[COLUMNS])
{
    uint32_t n = 0;
    struct str rest = line;
    while (n < COLUMNS) {
        struct str cell = str_split(&rest, '\t');
        if (!cell.s)
            return n;
        columns[n++] = cell;
    }
    return rest.s ? n + 1 : n;
}

static bool has_space_after(struct str misc)
{
    struct str part;
    while ((part = str_split(&misc, '|')).s)
        if (str_is(part, "SpaceAfter=No"))
            return false;
    return true;
}

static void begin_sentence(struct reader *reader)
{
    struct doc *doc = reader->doc;
    if (doc->blocks.n == 1 || reader->new_paragraph) {
        struct block *block = array_push(&doc->blocks, &doc->arena);
        if (reader->n_text) {
            memcpy(reader->text + reader->n_text, "\n\n", 2);
            reader->n_text += 2;
        }
        *block = (struct block){.span = {reader->n_text, reader->n_text},
                                .paragraph = doc->blocks.n - 1,
                                .kind = BLOCK_BODY};
    } else if (reader->pending_space) {
        reader->text[reader->n_text++] = ' ';
    }
    reader->pending_space = false;
    struct sentence *sentence = array_push(&doc->sentences, &doc->arena);
    *sentence = (struct sentence){.span = {reader->n_text, reader->n_text},
                                  .first_token = doc->tokens.n,
                                  .block = doc->blocks.n - 1};
    reader->in_sentence = true;
    reader->new_paragraph = false;
    reader->next_id = 1;
    reader->surface_id = 0;
    if (reader->comments) {
        uint32_t id = doc_intern(doc, reader->comment_lines);
        *array_push(&reader->comments->v, &doc->arena) = id;
    }
}

static struct span append_form(struct reader *reader, struct str form)
{
    if (reader->pending_space)
        reader->text[reader->n_text++] = ' ';
    reader->pending_space = false;
    struct span span = {reader->n_text, reader->n_text + (uint32_t)form.n};
    memcpy(reader->text + reader->n_text, form.s, form.n);
    reader->n_text = span.end;
    return span;
}

static void add_word(struct reader *reader, struct str form, struct span span, uint8_t flags)
{
    struct doc *doc = reader->doc;
    uint32_t lower = lower_intern(doc, form);
    struct token *token = array_push(&doc->tokens, &doc->arena);
    *token = (struct token){
        .span = span, .sentence = doc->sentences.n - 1, .lower = lower, .flags = flags};
    reader->next_id++;
}

/* A word of the multiword token: its own bytes where they follow those taken so far, else none (or
 * all of them for the first word). */
static void add_part(struct reader *reader, struct str form)
{
    struct span *left = &reader->surface;
    struct str rest = str_cut(reader->text, left->start, left->end);
    bool first = reader->next_id == reader->surface_id;
    bool last = reader->next_id == reader->surface_last;
    struct span span = {left->start, left->start + (uint32_t)form.n};
    if (!str_starts(rest, form))
        span.end = first ? left->end : left->start;
    if (last)
        span.end = left->end;
    left->start = span.end;
    uint8_t flags = first ? TOKEN_MWT_FIRST : TOKEN_MWT_REST;
    if (last && reader->surface_space)
        flags |= TOKEN_SPACE_AFTER;
    add_word(reader, form, span, flags);
    if (last)
        reader->surface_id = 0;
}

static enum onr_status read_range(struct reader *reader, const struct str *columns)
{
    struct str last = columns[0], first = str_split(&last, '-');
    uint32_t a, b;
    if (!str_to_u32(first, &a) || !str_to_u32(last, &b) || a != reader->next_id || b <= a)
        return fault(reader, "the range of this multiword token does not fit the words before it");
    reader->surface = append_form(reader, columns[1]);
    reader->surface_id = a;
    reader->surface_last = b;
    reader->surface_space = has_space_after(columns[9]);
    reader->pending_space = reader->surface_space;
    return ONR_OK;
}

static enum onr_status read_token(struct reader *reader, struct str line)
{
    struct str columns[COLUMNS];
    if (cut_columns(line, columns) != COLUMNS)
        return fault(reader, "a token needs ten columns, separated by tabs");
    if (columns[1].n == 0)
        return fault(reader, "the form is empty");
    if (!reader->in_sentence)
        begin_sentence(reader);
    if (memchr(columns[0].s, '.', columns[0].n))
        return ONR_OK; /* an empty node */
    if (memchr(columns[0].s, '-', columns[0].n))
        return reader->surface_id ? fault(reader, "a multiword token inside another")
                                  : read_range(reader, columns);
    uint32_t id;
    if (!str_to_u32(columns[0], &id) || id != reader->next_id)
        return fault(reader, "this word's id is not the one that comes next");
    if (reader->surface_id) {
        add_part(reader, columns[1]);
        return ONR_OK;
    }
    bool space = has_space_after(columns[9]);
    struct span span = append_form(reader, columns[1]);
    add_word(reader, columns[1], span, space ? TOKEN_SPACE_AFTER : 0);
    reader->pending_space = space;
    return ONR_OK;
}

static enum onr_status end_sentence(struct reader *reader)
{
    struct doc *doc = reader->doc;
    reader->comment_lines = (struct str){NULL, 0};
    if (!reader->in_sentence)
        return ONR_OK;
    struct sentence *sentence = &doc->sentences.v[doc->sentences.n - 1];
    sentence->n_tokens = doc->tokens.n - sentence->first_token;
    if (reader->surface_id)
        return fault(reader, "the sentence ends inside a multiword token");
    if (sentence->n_tokens == 0)
        return fault(reader, "a sentence without words");
    sentence->span.end = reader->n_text;
    doc->blocks.v[doc->blocks.n - 1].span.end = reader->n_text;
    reader->in_sentence = false;
    return ONR_OK;
}

static void read_comment(struct reader *reader, struct str line)
{
    reader->new_paragraph |= str_starts(line, STR("# newpar")) || str_starts(line, STR("# newdoc"));
    if (reader->comment_lines.s)
        reader->comment_lines.n = (size_t)(line.s + line.n - reader->comment_lines.s);
    else
        reader->comment_lines = line;
}

enum onr_status conllu_read(struct doc *doc, struct str block, uint32_t first_line,
                            struct conllu_comments *comments, struct onr_error *error)
{
    struct reader reader = {.doc = doc,
                            .comments = comments,
                            .error = error,
                            .line = first_line,
                            .text = arena_alloc(&doc->arena, block.n + 8)};
    if (block.n > UINT32_MAX - 8)
        return error_set(error, ONR_ERR_LIMIT, "CoNLL-U of more than 4 GiB in one document");
    if (utf8_invalid(block) != SIZE_MAX)
        return error_set(error, ONR_ERR_FORMAT, "CoNLL-U: invalid UTF-8");
    if (comments) {
        *comments = (struct conllu_comments){0};
        *array_push(&comments->v, &doc->arena) = 0;
    }
    enum onr_status status = ONR_OK;
    for (struct str line; status == ONR_OK && (line = str_split(&block, '\n')).s; reader.line++) {
        if (line.n && line.s[line.n - 1] == '\r')
            line.n--;
        if (str_trim(line).n == 0)
            status = end_sentence(&reader);
        else if (line.s[0] == '#' && !reader.in_sentence)
            read_comment(&reader, line);
        else if (line.s[0] != '#')
            status = read_token(&reader, line);
    }
    if (status == ONR_OK)
        status = end_sentence(&reader);
    doc->text = (struct str){reader.text, reader.n_text};
    return status;
}
