/* parse: what `onrecord parse` does with a chunk. It runs the stages of the language core from the
 * table of engine/read.c, without the blocks before and the meaning behind them. */
#include "engine/parse.h"

#include <assert.h>
#include <inttypes.h>

#include "base/error.h"
#include "intake/article.h"

static void run_core(struct onr_reader *reader, const char *first_stage)
{
    unsigned first, last;
    bool found = stage_find(first_stage, &first) && stage_find("lemmas", &last);
    assert(found);
    if (found)
        read_stages(reader, first, last);
}

/* "# text = " with every stretch of white space as one blank */
static void add_text(struct buf *out, struct str text)
{
    buf_text(out, "# text = ");
    for (size_t i = 0; i < text.n; i++) {
        bool is_space = (unsigned char)text.s[i] <= ' ';
        if (!is_space || (unsigned char)text.s[i - 1] > ' ')
            buf_byte(out, is_space ? ' ' : text.s[i]);
    }
}

/* true where a blank line stands between the sentence before and this one */
static bool begins_paragraph(const struct doc *doc, uint32_t sentence)
{
    uint32_t from = sentence > 1 ? doc->sentences.v[sentence - 1].span.end : 0;
    unsigned lines = 0;
    for (uint32_t i = from; i < doc->sentences.v[sentence].span.start; i++)
        lines += doc->text.s[i] == '\n';
    return sentence == 1 || lines > 1;
}

/* newdoc at the start of the input, newpar, sent_id, text */
static void comment_sentences(struct onr_reader *reader, uint64_t at)
{
    struct doc *doc = &reader->doc;
    struct buf *out = &reader->out;
    for (uint32_t i = 0; i < doc->sentences.n; i++) {
        const struct sentence *sentence = &doc->sentences.v[i];
        buf_clear(out);
        if (i > 0) {
            buf_text(out, i == 1 && at == 0 ? "# newdoc\n" : "");
            buf_text(out, begins_paragraph(doc, i) ? "# newpar\n" : "");
            buf_format(out, "# sent_id = %" PRIu64 "\n", at + sentence->span.start);
            add_text(out, doc_slice(doc, sentence->span));
        }
        uint32_t *comment = array_push(&reader->comments.v, &doc->arena);
        *comment = doc_intern(doc, buf_str(out));
    }
}

static bool is_blank(struct str s)
{
    return str_trim(s).n == 0;
}

enum onr_status parse_prose(struct onr_reader *reader, const struct raw_article *raw,
                            struct onr_error *error)
{
    if (is_blank(buf_str(&raw->bytes)))
        return ONR_OK;
    struct raw_article whole = *raw;
    whole.form = INTAKE_TEXT;
    enum onr_status status =
        article_fill(&reader->doc, &whole,
                     &(struct article_tools){reader->engine->world, &reader->scratch}, error);
    if (status != ONR_OK)
        return status;
    run_core(reader, "sentences");
    comment_sentences(reader, raw->at);
    return ONR_OK;
}

enum onr_status parse_conllu(struct onr_reader *reader, const struct raw_article *raw,
                             struct onr_error *error)
{
    struct onr_error fault;
    enum onr_status status = conllu_read(&reader->doc, buf_str(&raw->bytes), (uint32_t)raw->line,
                                         &reader->comments, &fault);
    if (status != ONR_OK)
        return error_set(error, status, "%s: %s", raw->origin, fault.message);
    run_core(reader, "parse");
    return ONR_OK;
}
