/* query: what is found, written one after the other as text, JSON Lines or CSV. */
#include "store/output.h"
#include "store/store.h"

struct writing {
    struct output output;
    struct lines lines;
};

/* ---- text ---- */

static bool write_text(void *context, const struct found *found)
{
    struct writing *w = context;
    if (w->output.n++)
        lines_blank(&w->lines);
    output_found(&w->lines, found);
    return output_flush(&w->output, false);
}

/* ---- JSON Lines ---- */

static void key_parties(struct json *json, const char *key, struct str list)
{
    struct found_party party;
    json_key(json, key);
    json_open(json, '[');
    while (found_party(&list, &party)) {
        uint32_t identity;
        json_open(json, '{');
        json_key_text(json, "name", party.name);
        json_key_text(json, "actor", party.actor);
        json_key_text(json, "country", party.country);
        if (str_to_u32(party.identity, &identity) && identity)
            json_key_uint(json, "identity", (uint64_t)identity);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void key_article(struct json *json, const struct found *found)
{
    json_key(json, "article");
    json_open(json, '{');
    json_key_uint(json, "number", (uint64_t)found->article);
    json_key_text(json, "id", found->name);
    json_key_text(json, "source", found->source);
    json_key_text(json, "title", found->title);
    json_key_text(json, "published", found->published);
    json_key_text(json, "url", found->url);
    json_key_text(json, "origin", found->origin);
    json_key_text(json, "story", found->story);
    json_close(json, '}');
}

static void key_spans(struct json *json, struct str spans)
{
    json_key(json, "spans");
    buf_add(json->out, spans.n ? spans : STR("[]")); /* JSON as it is */
    json->comma = true;
}

static bool write_json(void *context, const struct found *found)
{
    struct writing *w = context;
    struct json json = {.out = &w->output.buf};
    w->output.n++;
    json_open(&json, '{');
    json_key_text(&json, "kind", found->event ? STR("event") : STR("statement"));
    json_key_uint(&json, "number", (uint64_t)found->id);
    json_key_uint(&json, "id", (uint64_t)found->n);
    json_key_text(&json, "date", found->date);
    json_key_text(&json, "when", found->time);
    key_parties(&json, found->event ? "sources" : "speakers", found->who);
    key_parties(&json, found->event ? "targets" : "addressees", found->whom);
    json_key_text(&json, found->event ? "status" : "standing", found->standing);
    json_key_text(&json, "cue", found->cue);
    json_key_text(&json, found->event ? "trigger" : "content", found->words);
    json_key_text(&json, "cameo", found->cameo);
    json_key_text(&json, "plover", found->plover);
    json_key_text(&json, "mode", found->mode);
    if (found->event) {
        json_key_uint(&json, "quad", (uint64_t)found->quad);
        json_key(&json, "goldstein");
        json_decimal(&json, found->goldstein, 1);
        key_parties(&json, "on_word_of", found->on_word_of);
    }
    json_key_text(&json, "place", found->place);
    key_spans(&json, found->spans);
    key_article(&json, found);
    json_close(&json, '}');
    buf_byte(json.out, '\n');
    return output_flush(&w->output, false);
}

/* ---- CSV ---- */

static const char HEADINGS[] = "date,kind,who,who_actor,whom,whom_actor,standing,code,words,"
                               "place,on_word_of,article,source,published,title,url\n";

/* one field of each party, with "; " between */
static struct str join(struct arena *arena, struct str list, bool actors)
{
    struct str out = {NULL, 0};
    struct found_party party;
    while (found_party(&list, &party)) {
        struct str item = actors ? party.actor : party.name;
        if (item.n)
            out = out.n ? arena_format(arena, "%.*s; %.*s", STR_ARG(out), STR_ARG(item)) : item;
    }
    return out;
}

static bool write_csv(void *context, const struct found *found)
{
    struct writing *w = context;
    struct arena arena;
    w->output.n++;
    arena_init(&arena, 0);
    struct str cells[] = {found->date,
                          found->event ? STR("event") : STR("statement"),
                          join(&arena, found->who, false),
                          join(&arena, found->who, true),
                          join(&arena, found->whom, false),
                          join(&arena, found->whom, true),
                          found->standing,
                          found->cameo,
                          found->words,
                          found->place,
                          join(&arena, found->on_word_of, false),
                          found->name,
                          found->source,
                          found->published,
                          found->title,
                          found->url};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        output_cell(&w->output.buf, cells[i], i == 0);
    buf_byte(&w->output.buf, '\n');
    arena_release(&arena);
    return output_flush(&w->output, false);
}

enum onr_status onr_store_query(onr_store *store, const struct onr_query *query, enum onr_to to,
                                const struct onr_look *look,
                                bool (*write)(void *, const char *bytes, size_t size),
                                void *context, uint64_t *n, struct onr_error *error)
{
    found_function *const writers[] = {
        [ONR_TO_TEXT] = write_text, [ONR_TO_JSONL] = write_json, [ONR_TO_CSV] = write_csv};
    struct arena arena;
    struct filter filter;
    struct writing w;
    if ((unsigned)to >= sizeof writers / sizeof *writers)
        return error_set(error, ONR_ERR_ARG, "%d is no form for what is found", (int)to);
    arena_init(&arena, 0);
    output_init(&w.output, write, context);
    w.lines = output_lines(&w.output, look);
    enum onr_status status = filter_prepare(&filter, store_db(store), query, &arena, error);
    if (status == ONR_OK && to == ONR_TO_CSV)
        buf_text(&w.output.buf, HEADINGS);
    if (status == ONR_OK)
        status = found_ask(&filter, writers[to], &w, error);
    *n = w.output.n;
    arena_release(&arena);
    return output_end(&w.output, status, error);
}
