/* language: whether an article is written in English. */
#ifndef ONR_INTAKE_LANGUAGE_H
#define ONR_INTAKE_LANGUAGE_H

#include "doc/doc.h"
#include "world/world.h"

/* Needs: text, blocks. Adds: article.foreign, and the notice language-not-english where that is
 * true; `forced` only words the notice: whether the article is read all the same. */
void find_language(const struct world *world, struct doc *doc, bool forced);

#endif
