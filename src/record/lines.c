/* record/lines: greedy wrapping. Words are gathered across calls (a bold name and its plain comma
 * are one word) and set when white space follows; a word that does not fit goes to the next line,
 * one that is wider than a line is cut between characters. No-break spaces do not break. Control
 * and bidirectional format characters are dropped. Hyphenation and justification are not done. */
#include "record/lines.h"

#include "text/unicode.h"
#include "text/utf8.h"

static const char *const style_codes[STYLE_STYLES] = {
    [STYLE_PLAIN] = "",      [STYLE_STRONG] = "1", [STYLE_QUIET] = "2",   [STYLE_WORDS] = "3",
    [STYLE_FACT] = "1;32",   [STYLE_CLAIM] = "33", [STYLE_FUTURE] = "36", [STYLE_WISH] = "34",
    [STYLE_MENACE] = "1;35", [STYLE_NO] = "31",
};

static bool breaks(uint32_t code)
{
    return code != 0xA0 && code != 0x202F && code != 0xFEFF && unicode_is_space(code);
}

uint32_t text_columns(struct str s)
{
    uint32_t columns = 0, code;
    for (size_t at = 0; at < s.n;) {
        at += utf8_decode(s, at, &code);
        columns += unicode_width(code);
    }
    return columns;
}

static void begin_style(struct lines *lines, enum style style)
{
    if (lines->colour && style_codes[style][0])
        buf_format(lines->out, "\x1b[%sm", style_codes[style]);
}

static void end_style(struct lines *lines, enum style style)
{
    if (lines->colour && style_codes[style][0])
        buf_text(lines->out, "\x1b[0m");
}

/* a blank, or the bar that runs through this column */
static void pad_column(struct lines *lines)
{
    for (uint32_t i = 0; i < lines->n_bars; i++) {
        if (lines->bars[i].column == lines->column) {
            begin_style(lines, lines->bars[i].style);
            buf_text(lines->out, "│");
            end_style(lines, lines->bars[i].style);
            return;
        }
    }
    buf_byte(lines->out, ' ');
}

static void pad(struct lines *lines, uint32_t column)
{
    for (; lines->column < column; lines->column++)
        pad_column(lines);
}

/* what an article may not send to the terminal: control codes and bidirectional overrides */
static bool is_unsafe(uint32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
}

static void new_line(struct lines *lines)
{
    buf_byte(lines->out, '\n');
    lines->column = 0;
}

static void set_part(struct lines *lines, enum style style, struct str text, bool cut)
{
    pad(lines, lines->indent);
    begin_style(lines, style);
    for (size_t at = 0; at < text.n;) {
        uint32_t code, n = utf8_decode(text, at, &code), width = unicode_width(code);
        if (cut && lines->column > lines->indent && lines->column + width > lines->width) {
            new_line(lines);
            pad(lines, lines->indent);
        }
        if (!is_unsafe(code))
            buf_add(lines->out, str_cut(text.s, at, at + n));
        lines->column += width;
        at += n;
    }
    end_style(lines, style);
}

/* sets the gathered word, on a new line when it does not fit on this one */
static void flush(struct lines *lines)
{
    if (!lines->n_parts)
        return;
    bool begun = lines->column > lines->indent, cut = false;
    if (lines->width && lines->word_width + lines->gap > lines->width - lines->column && begun) {
        new_line(lines);
    } else if (lines->gap && begun) {
        pad(lines, lines->column + 1);
    }
    if (lines->width)
        cut = lines->indent + lines->word_width > lines->width && lines->indent < lines->width;
    for (uint32_t i = 0; i < lines->n_parts; i++)
        set_part(lines, lines->parts[i].style, lines->parts[i].text, cut);
    lines->n_parts = 0;
    lines->word_width = 0;
    lines->gap = false;
}

static void gather(struct lines *lines, enum style style, struct str part)
{
    if (lines->n_parts == LINES_PARTS)
        flush(lines);
    lines->parts[lines->n_parts].text = part;
    lines->parts[lines->n_parts++].style = style;
    lines->word_width += text_columns(part);
}

void lines_add(struct lines *lines, enum style style, struct str text)
{
    size_t word = 0;
    for (size_t at = 0; at < text.n;) {
        uint32_t code, n = utf8_decode(text, at, &code);
        if (breaks(code)) {
            if (word < at)
                gather(lines, style, str_cut(text.s, word, at));
            flush(lines);
            lines->gap = true;
            word = at + n;
        }
        at += n;
    }
    if (word < text.n)
        gather(lines, style, str_cut(text.s, word, text.n));
}

void lines_end(struct lines *lines)
{
    flush(lines);
    lines->gap = false;
    new_line(lines);
}

void lines_blank(struct lines *lines)
{
    lines->indent = 0;
    lines->n_bars = 0;
    new_line(lines);
}

void lines_indent(struct lines *lines, uint32_t column)
{
    flush(lines);
    lines->indent = column;
}

void lines_column(struct lines *lines, uint32_t column)
{
    flush(lines);
    lines->gap = lines->column >= column;
    pad(lines, column);
}
