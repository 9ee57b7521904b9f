/* record/lines: text laid out for a terminal: words wrapped to a width behind a hanging indent,
 * measured in columns, in colour or plain. Whatever an article brings, no control character of its
 * own reaches the terminal. */
#ifndef ONR_RECORD_LINES_H
#define ONR_RECORD_LINES_H

#include "base/buf.h"

enum style {
    STYLE_PLAIN,
    STYLE_STRONG, /* names, headlines */
    STYLE_QUIET,  /* what is said about the words, not the words */
    STYLE_WORDS,  /* words of the source */
    STYLE_FACT,
    STYLE_CLAIM,
    STYLE_FUTURE,
    STYLE_WISH,
    STYLE_MENACE,
    STYLE_NO,
    STYLE_STYLES
};

enum { LINES_PARTS = 12, LINES_BARS = 6 };

/* All fields but those before the blank line are the writer's own. */
struct lines {
    struct buf *out;
    uint32_t width; /* columns, 0 = never wrap */
    bool colour;
    uint32_t n_bars; /* upright lines in the margin of each line, left to right */
    struct {
        uint32_t column;
        enum style style;
    } bars[LINES_BARS];

    uint32_t indent, column;
    bool gap; /* white space precedes the word being gathered */
    uint32_t n_parts, word_width;
    struct {
        struct str text;
        enum style style;
    } parts[LINES_PARTS]; /* the word being gathered, over several calls */
};

/* columns that s takes on a terminal */
uint32_t text_columns(struct str s);

/* Adds text in a style. White space in it is where lines may break; text that begins without one
 * is glued to what precedes. The bytes must live until the next line_end. */
void lines_add(struct lines *lines, enum style style, struct str text);
/* Ends the line. */
void lines_end(struct lines *lines);
/* An empty line; the next one begins at the left edge. */
void lines_blank(struct lines *lines);
/* Column where the next line and all wrapped ones begin; call at the beginning of a line or within
 * one. */
void lines_indent(struct lines *lines, uint32_t column);
/* Moves on to a column of this line; to the next free one when it is passed already. */
void lines_column(struct lines *lines, uint32_t column);

#endif
