/* archive: the members of tar and zip archives, read from front to back as they stream in, with
 * libarchive, of which this is the only user. It sees nothing but the bytes of the stream below:
 * no names are opened and no links followed. */
#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>

#include "base/arena.h"
#include "intake/stream/unpack.h"

struct bundle {
    struct archive *archive;
    struct str block;       /* of the member, unpacked and not given out yet */
    size_t lent;            /* bytes ahead of the stream below that libarchive is looking at */
    enum onr_status status; /* of the stream below */
    struct onr_error error;
    bool opened, over;
};

static la_ssize_t lend_bytes(struct archive *archive, void *context, const void **bytes)
{
    struct stream *stream = context;
    struct bundle *bundle = stream->state;
    struct stream *inner = stream->inner;
    stream_take(inner, bundle->lent);
    bundle->lent = 0;
    if (!inner->ahead.n && !stream_more(inner, &bundle->status, &bundle->error)) {
        if (bundle->status)
            archive_set_error(archive, EIO, "%s", bundle->error.message);
        return bundle->status ? -1 : 0;
    }
    bundle->lent = inner->ahead.n;
    *bytes = inner->ahead.s;
    return (la_ssize_t)inner->ahead.n;
}

/* what is wrong: with the stream below, else with the archive */
static enum onr_status complain(struct stream *stream, struct onr_error *error)
{
    struct bundle *bundle = stream->state;
    if (bundle->status) {
        enum onr_status status = bundle->status;
        if (error)
            *error = bundle->error;
        bundle->status = ONR_OK;
        return status;
    }
    const char *what = archive_error_string(bundle->archive);
    return error_set(error, ONR_ERR_FORMAT, "%s: %s at byte %llu: %.100s", stream->origin,
                     stream->name, (unsigned long long)stream->inner->at, what ? what : "damaged");
}

static enum onr_status fill_member(struct stream *stream, char *room, size_t n, size_t *got,
                                   struct onr_error *error)
{
    struct bundle *bundle = stream->state;
    int result = ARCHIVE_OK;
    while (!bundle->block.n && (result == ARCHIVE_OK || result == ARCHIVE_WARN)) {
        const void *bytes;
        la_int64_t at; /* holes of sparse files are left out */
        result = archive_read_data_block(bundle->archive, &bytes, &bundle->block.n, &at);
        bundle->block.s = bytes;
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
            bundle->block.n = 0;
    }
    *got = bundle->block.n < n ? bundle->block.n : n;
    if (*got)
        memcpy(room, bundle->block.s, *got);
    bundle->block = str_cut(bundle->block.s, *got, bundle->block.n);
    stream->ended = *got == 0;
    bundle->over |= result == ARCHIVE_FATAL;
    return *got || result == ARCHIVE_EOF ? ONR_OK : complain(stream, error);
}

static int next_header(struct stream *stream, struct archive_entry **entry)
{
    struct bundle *bundle = stream->state;
    if (!bundle->opened) {
        bundle->opened = true;
        int result = archive_read_open(bundle->archive, stream, NULL, lend_bytes, NULL);
        if (result != ARCHIVE_OK)
            return result;
    }
    return archive_read_next_header(bundle->archive, entry);
}

static enum onr_status to_next_member(struct stream *stream, const char **name,
                                      struct onr_error *error)
{
    struct bundle *bundle = stream->state;
    struct archive_entry *entry;
    bundle->block = (struct str){NULL, 0};
    while (!bundle->over) {
        int result = next_header(stream, &entry);
        bundle->over = result == ARCHIVE_EOF || result == ARCHIVE_FATAL;
        if (result == ARCHIVE_EOF)
            return ONR_END;
        if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
            return complain(stream, error);
        *name = archive_entry_pathname(entry);
        if (!*name)
            *name = archive_entry_pathname_utf8(entry);
        if (*name && archive_entry_filetype(entry) == AE_IFREG)
            return ONR_OK;
    }
    return ONR_END;
}

static void close_archive(struct stream *stream)
{
    struct bundle *bundle = stream->state;
    archive_read_free(bundle->archive);
    free(bundle);
}

static struct stream *open_archive(struct stream *inner, const char *name)
{
    static const struct stream_kind kind = {
        .fill = fill_member, .next = to_next_member, .close = close_archive};
    struct bundle *bundle = memory_alloc(sizeof *bundle);
    bundle->archive = archive_read_new();
    if (!bundle->archive)
        memory_exhausted(sizeof *bundle);
    struct stream *stream = stream_over(inner, &kind, bundle);
    stream->name = name;
    return stream;
}

struct stream *tar_open(struct stream *inner)
{
    struct stream *stream = open_archive(inner, "tar");
    archive_read_support_format_tar(((struct bundle *)stream->state)->archive);
    return stream;
}

struct stream *zip_open(struct stream *inner)
{
    struct stream *stream = open_archive(inner, "zip");
    archive_read_support_format_zip_streamable(((struct bundle *)stream->state)->archive);
    return stream;
}
