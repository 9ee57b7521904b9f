/* conllu: writes a document in CoNLL-U (universaldependencies.org/format.html). Features and
 * enhanced dependencies are not known to the document and left "_". Heads are numbered within the
 * sentence; a token that was not parsed has "_" as head and relation. */
#include "lang/conllu.h"

#include "doc/names.h"

static void add_number(struct buf *out, uint32_t number)
{
    char digits[10];
    uint32_t n = 0;
    do
        digits[n++] = (char)('0' + number % 10);
    while (number /= 10);
    while (n)
        buf_byte(out, digits[--n]);
}

/* form or lemma: no tab or newline may enter a column */
static void add_cell(struct buf *out, struct str cell)
{
    if (cell.n == 0)
        buf_byte(out, '_');
    for (size_t i = 0, run = 0; i <= cell.n; i++) {
        if (i < cell.n && cell.s[i] != '\t' && cell.s[i] != '\n' && cell.s[i] != '\r')
            continue;
        buf_add(out, str_cut(cell.s, run, i));
        if (i < cell.n)
            buf_byte(out, ' ');
        run = i + 1;
    }
}

static void add_text(struct buf *out, struct str text)
{
    buf_text(out, "# text = ");
    bool space = false;
    for (size_t i = 0; i < text.n; i++) {
        bool is_space = (uint8_t)text.s[i] <= ' ';
        if (!is_space || !space)
            buf_byte(out, is_space ? ' ' : text.s[i]);
        space = is_space;
    }
    buf_byte(out, '\n');
}

static void add_comments(struct buf *out, const struct doc *doc, uint32_t index, uint32_t number)
{
    const struct sentence *sentence = &doc->sentences.v[index];
    if (index == 1)
        buf_text(out, "# newdoc\n");
    if (index == 1 || sentence->block != doc->sentences.v[index - 1].block)
        buf_text(out, "# newpar\n");
    buf_text(out, "# sent_id = ");
    add_number(out, number);
    buf_byte(out, '\n');
    add_text(out, doc_slice(doc, sentence->span));
}

static uint32_t last_of_surface(const struct doc *doc, uint32_t token)
{
    while (token + 1 < doc->tokens.n && doc->tokens.v[token + 1].flags & TOKEN_MWT_REST &&
           doc->tokens.v[token + 1].sentence == doc->tokens.v[token].sentence)
        token++;
    return token;
}

static void add_surface(struct buf *out, const struct doc *doc, uint32_t first, uint32_t base)
{
    uint32_t last = last_of_surface(doc, first);
    const struct token *v = doc->tokens.v;
    add_number(out, first - base);
    buf_byte(out, '-');
    add_number(out, last - base);
    buf_byte(out, '\t');
    add_cell(out, doc_slice(doc, (struct span){v[first].span.start, v[last].span.end}));
    buf_text(out, "\t_\t_\t_\t_\t_\t_\t_\t");
    buf_text(out, v[last].flags & TOKEN_SPACE_AFTER ? "_\n" : "SpaceAfter=No\n");
}

static void add_misc(struct buf *out, const struct token *token)
{
    bool in_surface = token->flags & (TOKEN_MWT_FIRST | TOKEN_MWT_REST);
    bool no_space = !in_surface && !(token->flags & TOKEN_SPACE_AFTER);
    if (token->name) {
        buf_text(out, token->flags & TOKEN_NAME_BEGIN ? "NE=B-" : "NE=I-");
        buf_text(out, name_type_name(token->name));
        if (no_space)
            buf_byte(out, '|');
    }
    if (no_space)
        buf_text(out, "SpaceAfter=No");
    else if (!token->name)
        buf_byte(out, '_');
}

static void add_word(struct buf *out, const struct doc *doc, uint32_t index, uint32_t base)
{
    const struct token *token = &doc->tokens.v[index];
    bool is_tagged = token->upos || token->xpos;
    add_number(out, index - base);
    buf_byte(out, '\t');
    add_cell(out, token_form(doc, index));
    buf_byte(out, '\t');
    add_cell(out, token_lemma(doc, index));
    buf_byte(out, '\t');
    buf_text(out, is_tagged ? upos_name(token->upos) : "_");
    buf_byte(out, '\t');
    add_cell(out, doc_string(doc, token->xpos));
    buf_text(out, "\t_\t");
    bool is_root = doc->sentences.v[token->sentence].root == index;
    if (token->head || is_root) {
        add_number(out, token->head ? token->head - base : 0);
        buf_byte(out, '\t');
        buf_text(out, deprel_name(token->deprel));
    } else {
        buf_text(out, "_\t_");
    }
    buf_text(out, "\t_\t");
    add_misc(out, token);
    buf_byte(out, '\n');
}

void conllu_write(struct buf *out, const struct doc *doc, const struct conllu_comments *comments,
                  uint32_t *sentence_number)
{
    uint32_t number = sentence_number ? *sentence_number : 1;
    for (uint32_t i = 1; i < doc->sentences.n; i++, number++) {
        const struct sentence *sentence = &doc->sentences.v[i];
        if (comments && i < comments->v.n) {
            struct str lines = doc_string(doc, comments->v.v[i]);
            buf_add(out, lines);
            if (lines.n)
                buf_byte(out, '\n');
        } else {
            add_comments(out, doc, i, number);
        }
        uint32_t base = sentence->first_token - 1;
        for (uint32_t t = base + 1; t <= base + sentence->n_tokens; t++) {
            if (doc->tokens.v[t].flags & TOKEN_MWT_FIRST)
                add_surface(out, doc, t, base);
            add_word(out, doc, t, base);
        }
        buf_byte(out, '\n');
    }
    if (sentence_number)
        *sentence_number = number;
}
