/* output: how a statement or an event looks in a list: day, what it is, who to whom, the words, and
 * where it comes from. */
#include "store/output.h"

#include "record/csv.h"

enum { FLUSH_AT = 1 << 16, OUTPUT_MAX = 1 << 28, COLUMN_WHAT = 12, DEFAULT_WIDTH = 80 };

void output_init(struct output *output, bool (*write)(void *, const char *, size_t), void *context)
{
    *output = (struct output){.write = write, .context = context};
    buf_init(&output->buf, OUTPUT_MAX);
}

bool output_flush(struct output *output, bool all)
{
    if (!output->refused && output->buf.n && (all || output->buf.n >= FLUSH_AT)) {
        output->refused = !output->write(output->context, output->buf.s, output->buf.n);
        buf_clear(&output->buf);
    }
    return !output->refused;
}

enum onr_status output_end(struct output *output, enum onr_status status, struct onr_error *error)
{
    if (status == ONR_OK)
        output_flush(output, true);
    if (status == ONR_OK && output->refused)
        status = error_set(error, ONR_ERR_IO, "the output could not be written");
    buf_release(&output->buf);
    return status;
}

struct lines output_lines(struct output *output, const struct onr_look *look)
{
    struct lines lines = {.out = &output->buf, .width = DEFAULT_WIDTH};
    if (look && look->width)
        lines.width = look->width;
    lines.colour = look && look->color;
    return lines;
}

void output_cell(struct buf *out, struct str cell, bool first)
{
    if (!first)
        buf_byte(out, ',');
    csv_add_cell(out, cell);
}

/* ---- for people ---- */

static const struct look {
    const char *name, *mark;
    enum style style;
} LOOKS[] = {
    {"asserts", "“", STYLE_CLAIM},       {"confirms", "“", STYLE_CLAIM},
    {"denies", "“", STYLE_NO},           {"neither-confirms-nor-denies", "“", STYLE_NO},
    {"declines", "“", STYLE_NO},         {"silent", "“", STYLE_NO},
    {"pledges", "“", STYLE_FUTURE},      {"threatens", "“", STYLE_MENACE},
    {"predicts", "“", STYLE_FUTURE},     {"alleges", "“", STYLE_CLAIM},
    {"asks", "“", STYLE_WISH},           {"demands", "“", STYLE_WISH},
    {"speculates", "“", STYLE_CLAIM},    {"happened", "●", STYLE_FACT},
    {"ongoing", "●", STYLE_FACT},        {"planned", "◇", STYLE_FUTURE},
    {"pledged", "◇", STYLE_FUTURE},      {"threatened", "◇", STYLE_MENACE},
    {"predicted", "◇", STYLE_FUTURE},    {"asked", "◇", STYLE_WISH},
    {"demanded", "◇", STYLE_WISH},       {"refused", "✗", STYLE_NO},
    {"hypothetical", "◇", STYLE_FUTURE}, {"alleged", "○", STYLE_CLAIM},
    {"denied", "✗", STYLE_NO},           {"did-not-happen", "✗", STYLE_NO},
};

static const struct look *look_of(struct str name)
{
    for (size_t i = 0; i < sizeof LOOKS / sizeof *LOOKS; i++)
        if (str_is(name, LOOKS[i].name))
            return &LOOKS[i];
    return &LOOKS[0];
}

static void add_parties(struct lines *lines, struct str list)
{
    struct found_party party;
    const char *before = "";
    while (found_party(&list, &party)) {
        lines_add(lines, STYLE_PLAIN, str_of(before));
        lines_add(lines, STYLE_STRONG, party.name);
        if (party.actor.n) {
            lines_add(lines, STYLE_QUIET, STR(" "));
            lines_add(lines, STYLE_QUIET, party.actor);
        }
        before = ", ";
    }
}

static void add_part(struct lines *lines, const char **between, struct str part)
{
    if (!part.n)
        return;
    lines_add(lines, STYLE_QUIET, str_of(*between));
    lines_add(lines, STYLE_QUIET, part);
    *between = " · ";
}

static void add_codes(struct lines *lines, const struct found *found)
{
    const char *between = "";
    add_part(lines, &between, found->cameo);
    add_part(lines, &between, found->plover);
    add_part(lines, &between, found->mode);
    add_part(lines, &between, found->place);
    lines_add(lines, STYLE_QUIET, STR(" “"));
    lines_add(lines, STYLE_WORDS, found->words);
    lines_add(lines, STYLE_QUIET, STR("”"));
    if (found->on_word_of.n) {
        lines_add(lines, STYLE_QUIET, STR(" · as told by "));
        add_parties(lines, found->on_word_of);
    }
}

static void add_origin(struct lines *lines, const struct found *found)
{
    const char *between = "";
    add_part(lines, &between, found->title);
    add_part(lines, &between, found->source);
    add_part(lines, &between, found->url.n ? found->url : found->origin);
}

void output_found(struct lines *lines, const struct found *found)
{
    const struct look *look = look_of(found->standing);
    lines_indent(lines, 0);
    lines_add(lines, STYLE_QUIET, found->date.n ? found->date : STR("undated"));
    lines_column(lines, COLUMN_WHAT);
    lines_indent(lines, COLUMN_WHAT);
    lines_add(lines, look->style, str_of(look->mark));
    lines_add(lines, look->style, STR(" "));
    lines_add(lines, look->style, found->standing);
    lines_add(lines, STYLE_PLAIN, STR("  "));
    if (found->who.n)
        add_parties(lines, found->who);
    else
        lines_add(lines, STYLE_QUIET, STR("somebody"));
    if (found->whom.n) {
        lines_add(lines, STYLE_PLAIN, STR(" → "));
        add_parties(lines, found->whom);
    }
    lines_end(lines);
    lines_indent(lines, COLUMN_WHAT);
    if (found->event)
        add_codes(lines, found);
    else
        lines_add(lines, STYLE_WORDS, found->words);
    lines_end(lines);
    lines_indent(lines, COLUMN_WHAT);
    add_origin(lines, found);
    lines_end(lines);
}
