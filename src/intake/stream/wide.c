/* wide: text in UTF-16 or UTF-32 behind a byte order mark, as spreadsheets and Windows write it,
 * made into UTF-8; in that it is a packing like others, without an end of its own. Halves of pairs
 * and numbers that are no character become U+FFFD. */
#include <stdlib.h>

#include "base/arena.h"
#include "intake/stream/packed.h"
#include "text/utf8.h"

struct wide {
    uint32_t width; /* bytes of a unit */
    bool big;       /* its first byte is the high one */
    bool marked;    /* the mark is still to come */
    unsigned char part[4];
    uint32_t n_part;
    uint32_t high; /* half of a pair that waits for the other; 0 = none */
    char out[8];   /* what found no room yet */
    uint32_t n_out;
};

static void *open_wide(void)
{
    return memory_alloc(sizeof(struct wide));
}

static void begin_wide(void *state, struct str head)
{
    bool four = str_starts(head, (struct str){"\0\0\xfe\xff", 4}) ||
                str_starts(head, (struct str){"\xff\xfe\0\0", 4});
    *(struct wide *)state = (struct wide){
        .width = four ? 4 : 2, .big = head.s[0] == '\0' || head.s[0] == '\xfe', .marked = true};
}

static uint32_t unit_of(const struct wide *wide)
{
    uint32_t unit = 0;
    for (uint32_t i = 0; i < wide->width; i++)
        unit = unit << 8 | wide->part[wide->big ? i : wide->width - 1 - i];
    return unit;
}

static void put(struct wide *wide, uint32_t code)
{
    wide->n_out += utf8_encode(code, wide->out + wide->n_out);
}

/* the characters that are whole with this unit: none, one, or one behind a broken half */
static void take_unit(struct wide *wide, uint32_t unit)
{
    uint32_t high = wide->high;
    bool marked = wide->marked;
    wide->high = 0;
    wide->marked = false;
    if (marked)
        return;
    if (high && unit >= 0xDC00 && unit < 0xE000) {
        put(wide, 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00));
        return;
    }
    if (high)
        put(wide, 0xFFFD);
    if (wide->width == 2 && unit >= 0xD800 && unit < 0xDC00)
        wide->high = unit;
    else
        put(wide, unit);
}

/* true when all is given out */
static bool give(struct wide *wide, struct codec_work *work)
{
    size_t n = wide->n_out < work->n_out ? wide->n_out : work->n_out;
    memcpy(work->out, wide->out, n);
    memmove(wide->out, wide->out + n, wide->n_out - n);
    wide->n_out -= (uint32_t)n;
    work->out += n;
    work->n_out -= n;
    return wide->n_out == 0;
}

static enum codec_result step_wide(void *state, struct codec_work *work)
{
    struct wide *wide = state;
    bool ended = !work->n_in;
    if (ended && wide->high) {
        wide->high = 0;
        put(wide, 0xFFFD);
    }
    while (give(wide, work) && work->n_in) {
        wide->part[wide->n_part++] = (unsigned char)*work->in++;
        work->n_in--;
        if (wide->n_part < wide->width)
            continue;
        wide->n_part = 0;
        take_unit(wide, unit_of(wide));
    }
    return ended && !wide->n_part && !wide->n_out ? CODEC_END : CODEC_MORE;
}

const struct codec codec_wide = {.name = "UTF-16",
                                 .piece = "text",
                                 .open = open_wide,
                                 .begin = begin_wide,
                                 .step = step_wide,
                                 .close = free};
