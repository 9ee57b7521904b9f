/* page: the files of the page, compressed and compiled in by embed.py. */
#ifndef ONR_SERVE_PAGE_H
#define ONR_SERVE_PAGE_H

#include <stddef.h>

struct page_file {
    const char *path; /* "/app.js" */
    const char *type; /* "text/javascript; charset=utf-8" */
    const char *etag; /* with quotation marks */
    const unsigned char *gzip;
    size_t gzip_size, size; /* size: unpacked */
};

/* end with one without path: the page of web/ (nothing where it was built without), and what is
 * served in any case */
extern const struct page_file PAGE_FILES[], SERVED_FILES[];

#endif
