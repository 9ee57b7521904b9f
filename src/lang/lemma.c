/* lemma: looks up how the form's ending is edited and how the lemma is cased, each by the most
 * special key that the treebanks have taught: whole form, then ever shorter endings, then the tag
 * alone. Regular inflection is thus a rule of a few endings and exceptions are rules of one word.
 * Names keep their capitals, as the treebanks have it. Spelling is not corrected. */
#include "lang/lemma.h"

enum { LEMMA_CAP = 128 };

enum onr_status lemma_bind(struct lemma_model *model, const struct container *container,
                           struct onr_error *error)
{
    *model = (struct lemma_model){0};
    struct str edits = container_find(container, "lemma.edits");
    if (!edits.s)
        return ONR_OK;
    uint32_t n = 0;
    if (edits.n >= 4)
        memcpy(&n, edits.s, 4);
    if (edits.n != 4 + (size_t)n * sizeof(struct lemma_edit))
        return error_set(error, ONR_ERR_MODEL, "section lemma.edits: its size and count disagree");
    model->edits = (const struct lemma_edit *)(const void *)(edits.s + 4);
    model->n_edits = n;
    for (uint32_t i = 0; i < n; i++)
        if (model->edits[i].n_append > LEMMA_APPEND)
            return error_set(error, ONR_ERR_MODEL, "section lemma.edits: edit %u is too long", i);
    enum onr_status status =
        keys_open(&model->forms, container_find(container, "lemma.forms"), "lemma.forms", error);
    return status != ONR_OK ? status
                            : keys_open(&model->cases, container_find(container, "lemma.cases"),
                                        "lemma.cases", error);
}

uint64_t lemma_tag(uint8_t upos, struct str xpos)
{
    uint64_t tag = 0;
    memcpy(&tag, xpos.s, xpos.n < 7 ? xpos.n : 7);
    return tag | (uint64_t)upos << 56;
}

uint8_t lemma_form_case(struct str form, bool first)
{
    uint32_t upper = 0, lower = 0;
    bool starts = false;
    for (size_t i = 0; i < form.n; i++) {
        bool is_upper = form.s[i] >= 'A' && form.s[i] <= 'Z';
        starts |= is_upper && i == 0;
        upper += is_upper;
        lower += (form.s[i] >= 'a' && form.s[i] <= 'z') || (uint8_t)form.s[i] >= 128;
    }
    if (upper == 0)
        return FORM_LOWER;
    if (starts && upper == 1 && (lower > 0 || first))
        return first ? FORM_FIRST : FORM_TITLE_CASE;
    return lower == 0 ? FORM_CAPITALS : FORM_MIXED;
}

bool lemma_has_case(uint64_t tag, uint8_t form_case, struct str lower)
{
    return form_case != FORM_LOWER || tag >> 56 == UPOS_PROPN || lower.n == 1;
}

uint32_t lemma_form_keys(struct str lower, uint64_t tag, uint64_t keys[LEMMA_KEYS])
{
    uint32_t n = 0;
    uint64_t hash = hash_mix(tag, 7);
    keys[n++] = hash;
    if (lower.n > LEMMA_WORD)
        return n;
    for (size_t i = lower.n; i > 0; i--) {
        hash = (hash ^ (uint8_t)lower.s[i - 1]) * 0x9E3779B97F4A7C15u;
        hash ^= hash >> 29;
        if (n <= LEMMA_ENDING)
            keys[n++] = hash;
    }
    keys[n++] = hash_mix(hash, lower.n);
    return n;
}

static uint16_t find_special(const struct keys *map, const uint64_t *keys, uint32_t n)
{
    while (n-- > 0) {
        uint16_t value = keys_find(map, keys[n]);
        if (value)
            return value;
    }
    return 0;
}

static char upper_byte(char byte)
{
    return byte >= 'a' && byte <= 'z' ? (char)(byte - 32) : byte;
}

size_t lemma_apply(const struct lemma_edit *edit, uint8_t lemma_case, struct str form,
                   struct str lower, char *out, size_t n)
{
    if (edit->strip > lower.n || lower.n - edit->strip + edit->n_append > n)
        return 0;
    size_t stem = lower.n - edit->strip, length = stem + edit->n_append;
    if (length == 0 || (stem < lower.n && ((uint8_t)lower.s[stem] & 0xC0) == 0x80))
        return 0;
    bool keep = lemma_case == LEMMA_KEEP && form.n == lower.n;
    memcpy(out, keep ? form.s : lower.s, stem);
    memcpy(out + stem, edit->append, edit->n_append);
    if (keep && lemma_form_case(form, false) == FORM_CAPITALS && form.n > 1)
        for (size_t i = stem; i < length; i++)
            out[i] = upper_byte(out[i]);
    if (lemma_case == LEMMA_TITLE)
        out[0] = upper_byte(out[0]);
    return length;
}

static uint32_t find_lemma(const struct lemma_model *model, struct doc *doc,
                           const struct token *token, bool first)
{
    struct str form = doc_slice(doc, token->span), lower = doc_string(doc, token->lower);
    uint64_t tag = lemma_tag(token->upos, doc_string(doc, token->xpos)), keys[LEMMA_KEYS];
    uint32_t n = lemma_form_keys(lower, tag, keys);
    for (uint32_t i = 0; i < n; i++) /* most are looked at, each after the last was not found */
        keys_fetch(&model->forms, keys[i]);
    uint16_t edit = find_special(&model->forms, keys, n);
    static const struct lemma_edit none = {0};
    const struct lemma_edit *how = edit && edit <= model->n_edits ? &model->edits[edit - 1] : &none;
    uint8_t written = lemma_form_case(form, first), cased = LEMMA_LOWER;
    if (lemma_has_case(tag, written, lower)) {
        for (uint32_t i = 0; i < n; i++)
            keys[i] = hash_mix(keys[i], written);
        uint16_t found = find_special(&model->cases, keys, n);
        cased = found ? (uint8_t)(found - 1) : token->upos == UPOS_PROPN ? LEMMA_KEEP : LEMMA_LOWER;
    }
    if (cased == LEMMA_LOWER && how->strip == 0 && how->n_append == 0)
        return token->lower;
    char lemma[LEMMA_CAP];
    size_t length = lemma_apply(how, cased, form, lower, lemma, sizeof lemma);
    if (length == 0)
        return cased == LEMMA_KEEP ? doc_intern(doc, form) : token->lower;
    return doc_intern(doc, (struct str){lemma, length});
}

/* "'s" is "have" before a participle that it does not make passive: "he's gone" */
static bool is_have(struct doc *doc, const struct token *token)
{
    return token->upos == UPOS_AUX && token->deprel == REL_AUX && token->head &&
           token->head < doc->tokens.n && str_is(doc_string(doc, token->lower), "'s") &&
           str_is(doc_string(doc, doc->tokens.v[token->head].xpos), "VBN");
}

void lemma_doc(const struct lemma_model *model, struct doc *doc)
{
    uint32_t sentence = 0;
    bool first = true;
    for (uint32_t i = 1; i < doc->tokens.n; i++) {
        struct token *token = &doc->tokens.v[i];
        first |= token->sentence != sentence;
        sentence = token->sentence;
        token->lemma = is_have(doc, token) ? doc_intern(doc, STR("have"))
                                           : find_lemma(model, doc, token, first);
        first &= token->upos == UPOS_PUNCT;
    }
}
