/* statements: who said what.
 *
 * Method. Every cue with content is an attribution (attribution.c). Its content is then squared
 * with the quotation marks: a piece that reaches into a quotation takes the whole of it, over as
 * many sentences as it has; quotations that follow in the same paragraph without a cue of their own
 * continue the statement; a quotation left open at the end of a paragraph goes on in the next. A
 * paragraph that is one quotation without any cue is carried over from the speaker before. The
 * record's other fields are filled in statement_details.c. Titles, nicknames and scare quotes make
 * no statement, because only quotations beside a cue or filling a paragraph do. */
#include "meaning/meaning.h"
#include "meaning/statement/attribution.h"
#include "meaning/statement/quotes.h"
#include "meaning/statement/source.h"
#include "meaning/statement/speaker_tags.h"
#include "meaning/statement/standing.h"
#include "meaning/statement/statement_details.h"
#include "meaning/statement/unsaid.h"

#include "doc/names.h"
#include "text/unicode.h"
#include "text/utf8.h"

struct stage {
    const struct world *world;
    struct doc *doc;
    struct arena *scratch;
    struct quotes quotes;
    uint32_t n_cued; /* found[1 … n_cued - 1] have a cue, those behind stand alone */
    ARRAY(struct attribution) found; /* 0 is a dummy; first those with a cue, then those without */
};

static uint32_t block_of(const struct doc *doc, uint32_t token)
{
    return doc->sentences.v[doc->tokens.v[token].sentence].block;
}

/* ---- attributions and quotations ---- */

/* cuts what the attribution clause itself covers out of a piece */
static void cut_frame(struct attribution *a, struct tokens frame)
{
    for (uint8_t i = 0; i < a->n_pieces; i++) {
        struct tokens *piece = &a->pieces[i];
        if (piece->last < frame.first || piece->first > frame.last)
            continue;
        struct tokens behind = {frame.last + 1, piece->last};
        if (piece->first >= frame.first) {
            piece->first = behind.first;
        } else {
            piece->last = frame.first - 1;
            attribution_add(a, behind);
        }
    }
}

static void claim_quote(struct stage *stage, uint32_t q, uint32_t statement)
{
    if (!stage->quotes.list.v[q].statement)
        stage->quotes.list.v[q].statement = statement;
}

/* a piece with a clause that overlaps a quotation grows to the whole of it */
static void grow_to_quotes(struct stage *stage, uint32_t index)
{
    struct attribution *a = &stage->found.v[index];
    for (uint8_t i = 0; i < a->n_pieces; i++) {
        struct tokens *piece = &a->pieces[i];
        uint32_t start = stage->doc->tokens.v[piece->first].span.start;
        uint32_t end = stage->doc->tokens.v[piece->last].span.end;
        uint32_t ends[] = {quote_at(&stage->quotes, start), quote_at(&stage->quotes, end - 1)};
        for (int k = 0; k < 2; k++) {
            const struct quote *quote = &stage->quotes.list.v[ends[k]];
            bool holds_cue = a->token >= quote->first_token && a->token <= quote->last_token;
            if (!ends[k] || holds_cue || !quote->first_token)
                continue;
            if (quote->first_token < piece->first)
                piece->first = quote->first_token;
            if (quote->last_token > piece->last)
                piece->last = quote->last_token;
            claim_quote(stage, ends[k], index);
        }
    }
    cut_frame(a, a->frame);
}

/* ', and "…"': the quotation that is coordinated with the words up to `token`, with no cue before
 * it, and closes their sentence; 0 = none */
static uint32_t coordinated_quote(const struct stage *stage, uint32_t token)
{
    const struct doc *doc = stage->doc;
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[token].sentence];
    uint32_t end = s->first_token + s->n_tokens, first = token + 1;
    struct cue cue;
    if (first < end && tree_is_comma(doc, first))
        first++;
    if (first >= end || doc->tokens.v[first].upos != UPOS_CCONJ)
        return 0;
    uint32_t t = first;
    while (t < end && t < first + 5 && !(doc->tokens.v[t].flags & TOKEN_QUOTED)) {
        if (cue_find(stage->world, doc, t++, &cue))
            return 0;
    }
    uint32_t q = t < end ? quote_at(&stage->quotes, doc->tokens.v[t].span.start) : 0;
    const struct quote *quote = &stage->quotes.list.v[q];
    return q && quote->first_token == t && quote->last_token + 2 >= end ? q : 0;
}

/* 'called him "a brave man"', 'called him a "fighter"': a quotation right behind an object */
static void take_quoted_name(struct stage *stage, uint32_t index)
{
    const struct doc *doc = stage->doc;
    struct attribution *a = &stage->found.v[index];
    struct tokens *piece = &a->pieces[a->n_pieces - 1];
    uint32_t t = piece->last + 1;
    if (a->has_clause || piece->first < a->token || !(a->cue.takes_bits & TAKES_OBJ))
        return;
    while (t < piece->last + 4 && t < doc->tokens.n && !(doc->tokens.v[t].flags & TOKEN_QUOTED) &&
           (doc->tokens.v[t].upos == UPOS_DET || doc->tokens.v[t].upos == UPOS_ADV))
        t++;
    uint32_t q = t < doc->tokens.n ? quote_at(&stage->quotes, doc->tokens.v[t].span.start) : 0;
    if (q && stage->quotes.list.v[q].first_token == t &&
        doc->tokens.v[t].sentence == doc->tokens.v[a->token].sentence) {
        piece->last = stage->quotes.list.v[q].last_token;
        claim_quote(stage, q, index);
    }
}

/* 'said he felt well, and "we will see how it goes."' */
static void take_quoted_conjunct(struct stage *stage, uint32_t index)
{
    struct attribution *a = &stage->found.v[index];
    struct tokens *piece = &a->pieces[a->n_pieces - 1];
    if (!a->has_clause || piece->first < a->token)
        return;
    uint32_t q = coordinated_quote(stage, piece->last);
    if (q) {
        piece->last = stage->quotes.list.v[q].last_token;
        claim_quote(stage, q, index);
    }
}

/* the words of a speaker quoted by another end where the quotation ends */
static void keep_in_quote(struct stage *stage, struct attribution *a)
{
    const struct token *t = &stage->doc->tokens.v[a->token];
    if (!(t->flags & TOKEN_QUOTED))
        return;
    const struct quote *quote = &stage->quotes.list.v[quote_at(&stage->quotes, t->span.start)];
    for (uint8_t i = 0; i < a->n_pieces; i++) {
        if (a->pieces[i].first < quote->first_token + 1)
            a->pieces[i].first = quote->first_token + 1;
        if (a->pieces[i].last >= quote->last_token)
            a->pieces[i].last = quote->last_token - 1;
    }
}

/* "X warned that A, adding that B", "X said A but warned that B": A ends before B's cue */
static void cut_outer(struct stage *stage, const struct attribution *inner)
{
    const struct doc *doc = stage->doc;
    if (!inner->cut_before || !inner->has_clause)
        return;
    for (uint32_t i = stage->found.n - 1; --i > 0;) {
        struct attribution *a = &stage->found.v[i];
        if (doc->tokens.v[a->token].sentence != doc->tokens.v[inner->token].sentence)
            return;
        for (uint8_t k = 0; k < a->n_pieces; k++) {
            struct tokens *piece = &a->pieces[k];
            if (a->token < inner->cut_before && piece->first < inner->cut_before &&
                piece->last >= inner->cut_before)
                piece->last = inner->cut_before - 1;
        }
    }
}

static bool overlaps(const struct attribution *a, struct tokens tokens)
{
    for (uint8_t i = 0; i < a->n_pieces; i++) {
        if (a->pieces[i].first <= tokens.last && tokens.first <= a->pieces[i].last)
            return true;
    }
    return false;
}

/* "X said A, Y reported": the frame of the outer cue is no part of what X said */
static void cut_reported(struct stage *stage, const struct attribution *outer)
{
    const struct doc *doc = stage->doc;
    for (uint32_t i = stage->found.n - 1; --i > 0;) {
        struct attribution *a = &stage->found.v[i];
        struct tokens cue = {a->token, a->token};
        if (doc->tokens.v[a->token].sentence != doc->tokens.v[outer->token].sentence)
            return;
        if (overlaps(outer, cue) && outer->frame.first > a->token)
            cut_frame(a, outer->frame);
    }
}

static uint32_t last_token_of(const struct attribution *a)
{
    uint32_t last = a->frame.last > a->token ? a->frame.last : a->token;
    for (uint8_t i = 0; i < a->n_pieces; i++) {
        if (a->pieces[i].last > last)
            last = a->pieces[i].last;
    }
    return last;
}

/* no word but marks between two tokens */
static bool only_marks_between(const struct doc *doc, uint32_t from, uint32_t to)
{
    while (++from < to) {
        if (!tree_is_mark(doc, from))
            return false;
    }
    return true;
}

static bool is_first_or_second_person(const struct doc *doc, uint32_t token)
{
    static const char *const words[] = {"i", "we", "you", "us", "me"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (str_is(doc_string(doc, doc->tokens.v[token].lower), words[i]))
            return true;
    }
    return false;
}

static bool is_nobody(const struct doc *doc, uint32_t token)
{
    return doc->tokens.v[token].deprel == REL_EXPL || tree_lower_is(doc, token, "nobody") ||
           tree_lower_is(doc, token, "none") || tree_lower_is(doc, token, "nothing");
}

/* "goes on to say": its infinitive is the cue */
static bool leads_to_cue(const struct stage *stage, const struct attribution *a)
{
    const struct doc *doc = stage->doc;
    uint32_t infinitive = token_child(doc, a->token, REL_XCOMP);
    struct cue cue;
    return infinitive > a->token &&
           tree_lower_is(doc, token_child(doc, infinitive, REL_MARK), "to") &&
           !(a->cue.takes_bits & (TAKES_INF | TAKES_OBJINF)) && infinitive != a->cue.particle &&
           doc->tokens.v[infinitive].upos == UPOS_VERB &&
           cue_find(stage->world, doc, infinitive, &cue);
}

/* "the vote signals a change", "the storm threatens to turn": of a cue that other things do as
 * well, an object or infinitive makes a statement only of what can speak. Notes and letters
 * (data/en/occasions.tsv) can. */
static bool is_speechless(const struct stage *stage, const struct attribution *a)
{
    const struct doc *doc = stage->doc;
    const struct token *source = &doc->tokens.v[a->antecedent];
    const struct table *written = world_table(stage->world, "occasions");
    uint32_t row;
    return (a->cue.takes_bits & TAKES_PARTY) &&
           (!a->has_clause || doc->tokens.v[a->pieces[0].first].upos == UPOS_PART) &&
           a->antecedent && source->upos == UPOS_NOUN && !source->mention &&
           !(written && table_find(written, token_lemma(doc, a->antecedent), &row)) &&
           doc->tokens.v[a->token].upos == UPOS_VERB && !has_quoted_piece(doc, a);
}

/* "was asked whether", "is accused of": worth keeping though nobody is named */
static bool is_telling_passive(const struct attribution *a)
{
    return a->passive &&
           (a->cue.takes_bits & TAKES_ADDRESSEE || a->cue.standing == STANDING_ALLEGES);
}

/* "Asked whether …, he said": the question of the statement it stands beside */
static bool is_question_of_answer(const struct stage *stage, const struct attribution *a)
{
    const struct doc *doc = stage->doc;
    const struct token *t = &doc->tokens.v[a->token];
    uint32_t above = t->deprel == REL_ACL ? doc->tokens.v[t->head].head : t->head;
    struct cue answer;
    if (a->source)
        return false;
    return answer_of_aside(doc, a->token) || (is_question_aside(doc, a->token) && above &&
                                              cue_find(stage->world, doc, above, &answer));
}

static bool is_wanted(const struct stage *stage, const struct attribution *a)
{
    const struct doc *doc = stage->doc;
    bool quoted = doc->tokens.v[a->token].flags & TOKEN_QUOTED;
    if (a->source && (quoted || a->cue.standing == STANDING_SPECULATES) &&
        is_first_or_second_person(doc, a->source))
        return false;
    if (!a->source && (quoted || !is_telling_passive(a)))
        return false;
    if (a->source && is_nobody(doc, a->source))
        return false;
    return !is_question_of_answer(stage, a) && !is_unsaid(stage->world, doc, a) &&
           !leads_to_cue(stage, a) && !is_speechless(stage, a) &&
           !standing_is_part_of_other(stage->world, doc, a->token);
}

static bool ends_sentence(const struct doc *doc, const struct quote *quote)
{
    static const char *const ends[] = {".", "!", "?", "...", "…"};
    for (uint32_t t = quote->last_token; t + 2 > quote->last_token; t--) {
        for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
            if (str_is(token_form(doc, t), ends[i]))
                return true;
        }
    }
    return false;
}

/* the last words of a quotation end a sentence: a title's seldom do */
static bool is_sentence_quoted(const struct doc *doc, const struct quote *quote)
{
    return quote->n_words > 4 && ends_sentence(doc, quote);
}

/* "He said:" at the end of a paragraph, with the quotation in the next; 'She agreed. "…"' */
static bool find_announced(struct stage *stage, uint32_t token, struct attribution *a)
{
    const struct doc *doc = stage->doc;
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[token].sentence];
    uint32_t next = s->first_token + s->n_tokens;
    if (s->root != token || next >= doc->tokens.n || !a->source ||
        (doc->tokens.v[token].flags & TOKEN_QUOTED) ||
        !(a->cue.takes_bits & (TAKES_CLAUSE | TAKES_QUOTE)))
        return false;
    bool colon = str_is(token_form(doc, next - 1), ":");
    uint32_t q = quote_at(&stage->quotes, doc->tokens.v[next].span.start);
    const struct quote *quote = &stage->quotes.list.v[q];
    if (!q || block_of(doc, next) != s->block + colon ||
        !(colon || (quote->first_token == next && is_sentence_quoted(doc, quote))))
        return false;
    attribution_add(a, (struct tokens){next, stage->quotes.list.v[q].last_token});
    return true;
}

/* the colon that ends the clause of a root, when no verb of saying that would have the words behind
 * it stands between; 0 = none */
static uint32_t colon_behind(const struct stage *stage, uint32_t root)
{
    const struct doc *doc = stage->doc;
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[root].sentence];
    for (uint32_t t = root + 1; t < s->first_token + s->n_tokens; t++) {
        struct cue cue;
        if (str_is(token_form(doc, t), ":"))
            return t + 1 < doc->tokens.n ? t : 0;
        if (doc->tokens.v[t].flags & TOKEN_QUOTED)
            return 0;
        if (doc->tokens.v[t].upos == UPOS_VERB && cue_find(stage->world, doc, t, &cue) &&
            (cue.takes_bits & (TAKES_CLAUSE | TAKES_QUOTE)))
            return 0;
    }
    return 0;
}

static bool is_act_of_party(const struct doc *doc, uint32_t root)
{
    const struct token *t = &doc->tokens.v[root];
    uint32_t subject = subject_of(doc, root);
    return doc->sentences.v[t->sentence].root == root && t->upos == UPOS_VERB &&
           !(t->flags & TOKEN_QUOTED) && doc->tokens.v[subject].mention &&
           !tree_is_passive(doc, root);
}

/* 'The mayor turned to the drivers: "…"', 'issued this statement:' and the quotation in the next
 * paragraph: a party does something, and behind a colon stand words of somebody. */
static bool find_introduced(struct stage *stage, uint32_t root, struct attribution *a)
{
    const struct doc *doc = stage->doc;
    uint32_t colon = is_act_of_party(doc, root) ? colon_behind(stage, root) : 0;
    if (!colon || block_of(doc, colon + 1) > block_of(doc, colon) + 1)
        return false;
    uint32_t q = quote_at(&stage->quotes, doc->tokens.v[colon + 1].span.start);
    const struct quote *quote = &stage->quotes.list.v[q];
    uint32_t source = subject_of(doc, root);
    if (!q || quote->first_token != colon + 1 || !is_sentence_quoted(doc, quote))
        return false;
    *a = (struct attribution){.token = root,
                              .frame = {root, colon},
                              .source = source,
                              .antecedent = source,
                              .has_clause = true};
    a->cue.takes_bits = TAKES_QUOTE;
    a->cue.standing = STANDING_ASSERTS;
    attribution_add(a, (struct tokens){quote->first_token, quote->last_token});
    return true;
}

/* a colon or dash between a quotation and its speaker */
static void find_beside_mark(struct stage *stage, uint32_t mark)
{
    struct attribution a;
    uint32_t last = stage->found.n - 1;
    bool tagged = last && stage->found.v[last].token == mark; /* by a speaker tag already */
    if (tagged || !(speaker_before_quote_find(stage->doc, &stage->quotes, mark, &a) ||
                    signature_find(stage->doc, &stage->quotes, mark, &a)))
        return;
    *array_push(&stage->found, stage->scratch) = a;
    claim_quote(stage, quote_at(&stage->quotes, stage->doc->tokens.v[a.pieces[0].first].span.start),
                stage->found.n - 1);
}

static void find_attributions(struct stage *stage)
{
    struct attribution a;
    uint32_t block = 0;
    for (uint32_t t = 1; t < stage->doc->tokens.n; t++) {
        if (block_of(stage->doc, t) != block) {
            block = block_of(stage->doc, t);
            if (speaker_tag_find(stage->doc, t, &a))
                *array_push(&stage->found, stage->scratch) = a;
        }
        if (tree_is_mark(stage->doc, t)) {
            find_beside_mark(stage, t);
            continue;
        }
        if (!attribution_find(stage->world, stage->doc, &stage->quotes, t, &a) &&
            !find_announced(stage, t, &a) && !find_introduced(stage, t, &a))
            continue;
        if (!is_wanted(stage, &a))
            continue;
        *array_push(&stage->found, stage->scratch) = a;
        grow_to_quotes(stage, stage->found.n - 1);
        take_quoted_name(stage, stage->found.n - 1);
        take_quoted_conjunct(stage, stage->found.n - 1);
        keep_in_quote(stage, &stage->found.v[stage->found.n - 1]);
        cut_outer(stage, &stage->found.v[stage->found.n - 1]);
        cut_reported(stage, &stage->found.v[stage->found.n - 1]);
    }
}

/* how far the cue stands from the words */
static uint32_t distance(const struct attribution *a)
{
    uint32_t first = a->pieces[0].first, last = a->pieces[a->n_pieces - 1].last;
    return a->token < first ? first - a->token : a->token > last ? a->token - last : 0;
}

/* 'continued, saying, "…"': of two cues with one content the nearer one stays */
static void drop_doubles(struct stage *stage)
{
    for (uint32_t i = 2; i < stage->n_cued; i++) {
        struct attribution *a = &stage->found.v[i - 1], *b = &stage->found.v[i];
        if (!a->n_pieces || a->n_pieces != b->n_pieces || a->antecedent != b->antecedent ||
            memcmp(a->pieces, b->pieces, a->n_pieces * sizeof *a->pieces) != 0)
            continue;
        uint32_t dropped = distance(a) <= distance(b) ? i : i - 1;
        uint32_t kept = dropped == i ? i - 1 : i;
        stage->found.v[dropped].n_pieces = 0;
        for (uint32_t q = 1; q < stage->quotes.list.n; q++) {
            if (stage->quotes.list.v[q].statement == dropped)
                stage->quotes.list.v[q].statement = kept;
        }
    }
}

/* index behind the last attribution whose cue stands before `token` */
static uint32_t cued_before(const struct stage *stage, uint32_t token)
{
    return array_find_from(stage->found.v, stage->n_cued, token, token);
}

/* '"C," said Ann Lee, who once warned that …', '"C," she said after hinting that …': the
 * attribution with the quotation, of which i, by the same speaker, is only an aside; else i */
static uint32_t over_relative(const struct stage *stage, uint32_t i)
{
    const struct doc *doc = stage->doc;
    const struct attribution *a = &stage->found.v[i];
    bool relative = a->source && tree_is_relative(doc, a->source);
    for (uint32_t k = i - 1; k > 0; k--) {
        const struct attribution *outer = &stage->found.v[k];
        if (doc->tokens.v[outer->token].sentence != doc->tokens.v[a->token].sentence)
            break;
        if (has_quoted_piece(doc, outer) && outer->pieces[0].first < outer->token &&
            (relative || outer->antecedent == a->antecedent))
            return k;
    }
    return i;
}

/* the last attribution with its cue before `token` in the same block, outside quotations */
static uint32_t attribution_before(const struct stage *stage, uint32_t token)
{
    for (uint32_t i = cued_before(stage, token); --i > 0;) {
        const struct attribution *a = &stage->found.v[i];
        if (block_of(stage->doc, a->token) != block_of(stage->doc, token))
            return 0;
        if (a->has_clause && a->n_pieces && !(stage->doc->tokens.v[a->token].flags & TOKEN_QUOTED))
            return over_relative(stage, i);
    }
    return 0;
}

static bool is_sentence_start(const struct doc *doc, uint32_t token)
{
    return doc->sentences.v[doc->tokens.v[token].sentence].first_token == token;
}

/* '"C1," he said on Friday, smiling. "C2"': C2, which opens the sentence behind the statement */
static bool continues(const struct stage *stage, const struct quote *quote, uint32_t before)
{
    const struct doc *doc = stage->doc;
    const struct attribution *a = &stage->found.v[before];
    bool short_one = quote->n_words < 3 &&
                     !(quote->n_words && has_quoted_piece(doc, a) && ends_sentence(doc, quote));
    if (!before || short_one || !is_sentence_start(doc, quote->first_token))
        return false;
    uint32_t last = last_token_of(a);
    return doc->tokens.v[last].sentence + 1 == doc->tokens.v[quote->first_token].sentence ||
           only_marks_between(doc, last, quote->first_token);
}

/* '"C1," he said, smiling, "c2"', '"C1," he said, but "c2"', '"C1," he said in Oslo, Ill. "C2"': in
 * the sentence of the cue, with no other cue between */
static bool resumes(const struct stage *stage, const struct quote *quote, uint32_t before)
{
    const struct doc *doc = stage->doc;
    const struct attribution *a = &stage->found.v[before];
    uint32_t joint = quote->first_token - 1;
    struct cue cue;
    if (!before || quote->n_words < 2 || a->pieces[0].first > a->token ||
        !has_quoted_piece(doc, a) ||
        doc->tokens.v[a->token].sentence != doc->tokens.v[joint].sentence ||
        a->pieces[a->n_pieces - 1].first > a->token)
        return false;
    for (uint32_t t = a->token + 1; t < joint; t++) {
        if (doc->tokens.v[t].upos == UPOS_VERB && !tree_is_participle_behind_comma(doc, t) &&
            cue_find(stage->world, doc, t, &cue) && (cue.takes_bits & TAKES_CLAUSE))
            return false;
    }
    struct str last = token_form(doc, joint); /* "in Springfield, Ill." */
    return doc->tokens.v[joint].upos == UPOS_CCONJ || tree_is_comma(doc, joint) ||
           (last.n > 1 && last.s[last.n - 1] == '.');
}

/* the quotation is all that its paragraph has */
static bool fills_block(const struct doc *doc, const struct quote *quote)
{
    struct span block = doc->blocks.v[quote->block].span;
    return quote->n_words > 4 && quote->span.start <= block.start + 1 &&
           quote->span.end + 2 >= block.end;
}

static void add_standing_alone(struct stage *stage, uint32_t q, uint32_t before)
{
    const struct quote *quote = &stage->quotes.list.v[q];
    struct attribution *a = array_push(&stage->found, stage->scratch);
    *a = (struct attribution){.antecedent = stage->found.v[before].antecedent, .has_clause = true};
    attribution_add(a, (struct tokens){quote->first_token, quote->last_token});
}

/* the last attribution of the block before that of `token`, outside quotations, 0 = none */
static uint32_t last_in_block_before(const struct stage *stage, uint32_t token)
{
    const struct doc *doc = stage->doc;
    for (uint32_t i = cued_before(stage, token); --i > 0;) {
        uint32_t cue = stage->found.v[i].token;
        if (block_of(doc, cue) + 1 != block_of(doc, token))
            return 0;
        if (stage->found.v[i].n_pieces && !(doc->tokens.v[cue].flags & TOKEN_QUOTED))
            return i;
    }
    return 0;
}

/* The statement that a quotation without a cue of its own continues. A paragraph that is nothing
 * but a quotation goes on with the one before when that ended in a quotation, too; after a
 * paraphrase it is a statement of its own by the same speaker. */
static uint32_t statement_for(struct stage *stage, uint32_t q)
{
    const struct quote *quote = &stage->quotes.list.v[q];
    const struct quote *previous = &stage->quotes.list.v[q - 1];
    uint32_t before = attribution_before(stage, quote->first_token);
    if (previous->statement && previous->statement == before &&
        only_marks_between(stage->doc, previous->last_token, quote->first_token))
        return before;
    if (continues(stage, quote, before) || resumes(stage, quote, before))
        return before;
    if (previous->open && previous->statement && previous->block + 1 == quote->block)
        return previous->statement;
    if (!fills_block(stage->doc, quote))
        return 0;
    if (previous->statement && previous->block + 1 == quote->block &&
        fills_block(stage->doc, previous))
        return previous->statement;
    uint32_t last = last_in_block_before(stage, quote->first_token);
    if (!last || has_quoted_piece(stage->doc, &stage->found.v[last]))
        return last;
    add_standing_alone(stage, q, last);
    return stage->found.n - 1;
}

static void join_quotes(struct stage *stage)
{
    for (uint32_t q = 1; q < stage->quotes.list.n; q++) {
        struct quote *quote = &stage->quotes.list.v[q];
        struct tokens tokens = {quote->first_token, quote->last_token};
        if (!quote->first_token || quote->statement)
            continue;
        quote->statement = statement_for(stage, q);
        if (quote->statement && !overlaps(&stage->found.v[quote->statement], tokens))
            attribution_add(&stage->found.v[quote->statement], tokens);
    }
}

/* ---- from attributions to statements ---- */

static struct span trimmed(const struct doc *doc, struct tokens piece)
{
    static const char *const edge[] = {",", ".", ";", ":", "-", "–", "—", "--"};
    uint32_t first = piece.first, last = piece.last;
    for (bool again = true; again && first < last;) {
        again = false;
        for (size_t i = 0; i < sizeof edge / sizeof *edge; i++) {
            if (str_is(token_form(doc, first), edge[i]) && first < last) {
                first++;
                again = true;
            } else if (str_is(token_form(doc, last), edge[i]) && last > first) {
                last--;
                again = true;
            }
        }
    }
    return (struct span){doc->tokens.v[first].span.start, doc->tokens.v[last].span.end};
}

/* words inside quotation marks against all */
static uint8_t kind_of(const struct doc *doc, const struct attribution *a)
{
    uint32_t quoted = 0, plain = 0;
    for (uint8_t i = 0; i < a->n_pieces; i++) {
        for (uint32_t t = a->pieces[i].first; t <= a->pieces[i].last; t++) {
            if (tree_is_mark(doc, t))
                continue;
            if (doc->tokens.v[t].flags & TOKEN_QUOTED)
                quoted++;
            else
                plain++;
        }
    }
    if (!quoted)
        return SAID_INDIRECT;
    return plain <= 1 || plain * 10 <= quoted + plain ? SAID_DIRECT : SAID_MIXED;
}

static void write_statement(struct stage *stage, struct attribution *a)
{
    struct doc *doc = stage->doc;
    struct statement *s = array_push(&doc->statements, &doc->arena);
    struct ruling ruling = standing_of(stage->world, doc, a);
    *s = (struct statement){.kind = kind_of(doc, a),
                            .standing = ruling.standing,
                            .standing_by = doc_intern(doc, str_of(ruling.rule))};
    for (uint8_t i = 0; i < a->n_pieces; i++)
        doc_range_add_span(doc, &s->content, trimmed(doc, a->pieces[i]));
    statement_details(stage->world, doc, a, s);
}

static bool has_words(const struct doc *doc, struct tokens piece)
{
    for (uint32_t t = piece.first; t && t <= piece.last; t++) {
        if (!tree_is_mark(doc, t))
            return true;
    }
    return false;
}

static void drop_empty_pieces(const struct doc *doc, struct attribution *a)
{
    uint8_t n = 0;
    for (uint8_t i = 0; i < a->n_pieces; i++) {
        if (has_words(doc, a->pieces[i]))
            a->pieces[n++] = a->pieces[i];
    }
    a->n_pieces = n;
}

static void write_statements(struct stage *stage)
{
    struct attribution *v = stage->found.v;
    uint32_t n_cued = stage->n_cued, cued = 1, alone = n_cued;
    while (cued < n_cued || alone < stage->found.n) {
        bool next_is_cued =
            cued < n_cued && (alone == stage->found.n || v[cued].token < v[alone].pieces[0].first);
        struct attribution *a = next_is_cued ? &v[cued++] : &v[alone++];
        drop_empty_pieces(stage->doc, a);
        if (a->n_pieces)
            write_statement(stage, a);
    }
}

void find_statements(const struct world *world, struct arena *scratch, struct doc *doc)
{
    struct arena_mark mark = arena_mark(scratch);
    struct stage stage = {.world = world, .doc = doc, .scratch = scratch};
    *array_push(&stage.found, scratch) = (struct attribution){0};
    stage.quotes = find_quotes(doc, scratch);
    find_attributions(&stage);
    stage.n_cued = stage.found.n;
    drop_doubles(&stage);
    join_quotes(&stage);
    write_statements(&stage);
    statements_nest(doc);
    arena_rewind(scratch, mark);
}
