/* write: which writer belongs to which format. */
#include "engine/write.h"

#include "doc/dump.h"
#include "record/csv.h"
#include "record/json.h"
#include "record/text.h"

enum { DEFAULT_WIDTH = 80 };

static enum csv_columns csv_columns(const struct onr_look *look)
{
    static const enum csv_columns COLUMNS[] = {
        [ONR_COLUMNS_OWN] = CSV_OWN,         [ONR_COLUMNS_PETRARCH] = CSV_PETRARCH,
        [ONR_COLUMNS_PHOENIX] = CSV_PHOENIX, [ONR_COLUMNS_GDELT] = CSV_GDELT,
        [ONR_COLUMNS_ICEWS] = CSV_ICEWS,     [ONR_COLUMNS_POLECAT] = CSV_POLECAT,
    };
    unsigned i = look->columns;
    return i < sizeof COLUMNS / sizeof *COLUMNS ? COLUMNS[i] : CSV_OWN;
}

/* "Provide humanitarian aid" for 073; {NULL,0} where the table has no such code */
static struct str code_name(const void *context, struct str code)
{
    const struct table *codes = world_table(context, "cameo");
    uint32_t row;
    if (!codes || table_find(codes, code, &row) == 0)
        return (struct str){NULL, 0};
    return table_cell(codes, row, table_column(codes, "name"));
}

static void write_text(struct onr_reader *reader, const struct onr_look *look, struct buf *out)
{
    struct text_options options = {.width = look->width ? look->width : DEFAULT_WIDTH,
                                   .colour = look->color,
                                   .explain = look->explain,
                                   .notices = look->notices,
                                   .code_name = code_name,
                                   .context = reader->engine->world};
    record_text(out, &reader->doc, &options, &reader->scratch);
}

static struct str known(const void *context, enum csv_known what, struct str key)
{
    static const struct {
        const char *table, *column;
    } ANSWERS[] = {
        [CSV_CODE_NAME] = {"cameo", "name"},
        [CSV_COUNTRY_NAME] = {"countries", "name"},
        [CSV_COUNTRY_ALPHA2] = {"countries", "alpha2"},
        [CSV_SECTOR_NAME] = {"sectors", "name"},
        [CSV_SECTOR_PLOVER] = {"sectors", "plover"},
        [CSV_PLOVER_SCORE] = {"plover", "score"},
        [CSV_PLOVER_QUAD] = {"plover", "quad"},
    };
    const struct table *table = world_table(context, ANSWERS[what].table);
    uint32_t row;
    if (!table || table_find(table, key, &row) == 0)
        return (struct str){NULL, 0};
    return table_cell(table, row, table_column(table, ANSWERS[what].column));
}

static void write_csv(struct onr_reader *reader, const struct onr_look *look, struct buf *out)
{
    struct csv_options options = {
        .columns = csv_columns(look), .known = known, .context = reader->engine->world};
    buf_clear(&reader->row_keys);
    record_csv(out, &reader->doc, &options, &reader->scratch, &reader->row_keys);
}

static void write_jsonl(struct onr_reader *reader, const struct onr_look *look, struct buf *out)
{
    (void)look;
    record_json(out, &reader->doc, &reader->scratch);
}

static void write_conllu(struct onr_reader *reader, const struct onr_look *look, struct buf *out)
{
    (void)look;
    conllu_write(out, &reader->doc, &reader->comments, NULL);
}

static void write_dump(struct onr_reader *reader, const struct onr_look *look, struct buf *out)
{
    (void)look;
    doc_dump(out, &reader->doc);
}

bool write_document(struct onr_reader *reader, enum onr_to to, const struct onr_look *look,
                    struct buf *out)
{
    void (*const writers[])(struct onr_reader *, const struct onr_look *, struct buf *) = {
        [ONR_TO_TEXT] = write_text,     [ONR_TO_JSONL] = write_jsonl, [ONR_TO_CSV] = write_csv,
        [ONR_TO_CONLLU] = write_conllu, [ONR_TO_DUMP] = write_dump,
    };
    if ((unsigned)to >= sizeof writers / sizeof *writers || !writers[to])
        return false;
    writers[to](reader, look, out);
    return true;
}

void write_headings(enum onr_to to, const struct onr_look *look, struct buf *out)
{
    if (to == ONR_TO_CSV)
        record_csv_header(out, csv_columns(look));
}
