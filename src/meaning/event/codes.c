/* codes: folds operators over an act from the inside out.
 *
 * The innermost operator finds its code in the act's own row ("lift sanctions" under "refuse" is
 * 1244); an operator over something already coded finds it in the row of that code's root category
 * ("02" … "20" in codes.tsv). "stop" turns an act into another act, so that more may follow.
 * PLOVER event, mode, quad class and Goldstein value hang on the code alone. */
#include "meaning/event/codes.h"

#include <stdlib.h>

enum { COLUMN_CODE = 1, COLUMN_STOP = 8, COLUMN_PLOVER = 10 };
enum { CAMEO_PLOVER = 2, CAMEO_MODE = 3, CAMEO_QUAD = 4, CAMEO_GOLDSTEIN = 5 };

struct coding coding_of_code(struct str code)
{
    return (struct coding){UINT32_MAX, code, {NULL, 0}};
}

struct coding coding_of_act(const struct codebook *book, struct str act)
{
    struct coding coding = coding_of_code((struct str){NULL, 0});
    uint32_t row;
    if (table_find(book->codes, act, &row)) {
        coding.row = row;
        coding.code = table_cell(book->codes, row, COLUMN_CODE);
    }
    return coding;
}

unsigned coding_root(const struct coding *coding)
{
    const char *s = coding->code.s;
    return coding->code.n >= 2 ? (unsigned)(s[0] - '0') * 10 + (unsigned)(s[1] - '0') : 0;
}

uint8_t coding_status(const struct coding *coding)
{
    switch (coding_root(coding)) {
    case 2:
        return EVENT_ASKED;
    case 3:
        return EVENT_PLEDGED;
    case 10:
        return EVENT_DEMANDED;
    case 12: /* 128 and 129, breach and veto, are deeds */
        return coding->code.n > 2 && coding->code.s[2] > '7' ? EVENT_HAPPENED : EVENT_REFUSED;
    case 13:
        return EVENT_THREATENED;
    default:
        return EVENT_HAPPENED;
    }
}

struct coding coding_of_inquiry(const struct coding *act, struct str code)
{
    bool body = act->code.n > 3 && act->code.s[2] == '2'; /* beating, torture, rape */
    switch (coding_root(act)) {
    case 17:
        return coding_of_code(STR("092"));
    case 18:
        return coding_of_code(body ? STR("092") : STR("091"));
    case 19:
        return coding_of_code(STR("093"));
    case 20:
        return coding_of_code(STR("094"));
    default:
        return coding_of_code(code);
    }
}

void coding_apply(const struct codebook *book, struct coding *coding, const char *operator)
{
    uint32_t column = table_column(book->codes, operator), row = coding->row;
    if (column == UINT32_MAX || (row == UINT32_MAX && coding->code.n < 2))
        return; /* an act without a code of its own, as to answer, may have one under operators */
    if (row == UINT32_MAX && !table_find(book->codes, (struct str){coding->code.s, 2}, &row))
        return;
    struct str cell = table_cell(book->codes, row, column);
    if (!cell.n)
        return;
    if (column == COLUMN_STOP) {
        *coding = coding_of_act(book, cell);
        return;
    }
    coding->row = UINT32_MAX;
    coding->code = str_split(&cell, '/');
    coding->mode = cell;
}

static float cell_number(struct str cell)
{
    char digits[16] = {0};
    memcpy(digits, cell.s, cell.n < sizeof digits ? cell.n : sizeof digits - 1);
    return strtof(digits, NULL);
}

static uint32_t cell_id(struct doc *doc, const struct table *table, uint32_t row, uint32_t column)
{
    return doc_intern(doc, table_cell(table, row, column));
}

void coding_fill(const struct codebook *book, const struct coding *coding, struct doc *doc,
                 struct event *event)
{
    uint32_t row;
    event->cameo = doc_intern(doc, coding->code);
    if (table_find(book->cameo, coding->code, &row)) {
        event->plover = cell_id(doc, book->cameo, row, CAMEO_PLOVER);
        event->mode = cell_id(doc, book->cameo, row, CAMEO_MODE);
        event->quad = (uint8_t)(table_cell(book->cameo, row, CAMEO_QUAD).s[0] - '0');
        event->goldstein = cell_number(table_cell(book->cameo, row, CAMEO_GOLDSTEIN));
    }
    if (coding->mode.n)
        event->mode = doc_intern(doc, coding->mode);
    if (coding->row == UINT32_MAX)
        return;
    struct str mode = table_cell(book->codes, coding->row, COLUMN_PLOVER);
    if (mode.n) {
        event->plover = doc_intern(doc, str_split(&mode, '/'));
        event->mode = doc_intern(doc, mode);
    }
}
