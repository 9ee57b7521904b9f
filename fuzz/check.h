/* check: what must hold of a document whatever its text; for fuzz targets. */
#ifndef ONR_FUZZ_CHECK_H
#define ONR_FUZZ_CHECK_H

#include "doc/doc.h"

/* Aborts, naming file and line on standard error, when `holds` is false. */
#define CHECK(holds) check_that((holds), #holds, __FILE__, __LINE__)
void check_that(bool holds, const char *what, const char *file, int line);

/* Every span lies in the text on character boundaries, every index in its layer; tokens lie in
 * their sentences in order; heads form trees; chains of mentions end. */
void check_doc(const struct doc *doc);

#endif
