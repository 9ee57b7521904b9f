/* home: the country an article is written in and about. */
#ifndef ONR_MEANING_ENTITY_HOME_H
#define ONR_MEANING_ENTITY_HOME_H

#include "meaning/entity/coref.h"

/* Needs: entities with the countries that their own words tell. Gives public bodies and office
 * holders without one ("the interior ministry", "Prime Minister X", "prosecutors") the article's
 * home country and marks them as placed so; without a home country none. */
void coref_home(struct coref *coref);

#endif
