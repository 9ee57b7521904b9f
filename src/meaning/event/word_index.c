/* word_index: a table's rows for the words of one document.
 *
 * A word of the document is searched once, its rows are kept under its string id until the document
 * is read. */
#include "meaning/event/word_index.h"

#include "meaning/tree.h"

void word_index_init(struct word_index *index, const struct table *table, const struct doc *doc,
                     struct arena *scratch)
{
    index->table = table;
    index->n_rows = doc->strings.v.n;
    index->rows = arena_alloc(scratch, index->n_rows * sizeof *index->rows);
}

uint32_t word_index_rows(struct word_index *index, const struct doc *doc, uint32_t string,
                         uint32_t *first)
{
    if (string >= index->n_rows)
        return table_find(index->table, doc_string(doc, string), first);
    struct word_rows *rows = &index->rows[string];
    if (!rows->known) {
        rows->n = (uint16_t)table_find(index->table, doc_string(doc, string), &rows->first);
        rows->known = true;
    }
    *first = rows->first;
    return rows->n;
}

uint32_t word_index_find(struct word_index *index, const struct doc *doc, uint32_t token,
                         uint32_t *first)
{
    char buffer[TREE_WORD];
    const struct token *t = &doc->tokens.v[token];
    struct str whole = tree_hyphenated(doc, token, buffer);
    uint32_t n = whole.n ? table_find(index->table, whole, first) : 0;
    if (!n)
        n = word_index_rows(index, doc, t->upos == UPOS_PROPN || !t->lemma ? t->lower : t->lemma,
                            first);
    if (n || t->upos != UPOS_VERB)
        return n;
    struct str lemma = token_lemma(doc, token);
    if (lemma.n < 3 || lemma.n + 1 > sizeof buffer)
        return 0;
    memcpy(buffer, lemma.s, lemma.n);
    buffer[lemma.n] = 'e';
    return table_find(index->table, (struct str){buffer, lemma.n + 1}, first);
}
