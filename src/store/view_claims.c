/* view_claims: what several statements say alike, gathered. A store that was made without claims
 * has none; the answer then says so. */
#include "store/view.h"

enum onr_status view_claims(struct view *v)
{
    json_open(&v->json, '{');
    json_key(&v->json, "available");
    json_bool(&v->json, false);
    json_key(&v->json, "items");
    json_open(&v->json, '[');
    json_close(&v->json, ']');
    view_string(v, "next", (struct str){0});
    json_close(&v->json, '}');
    return ONR_OK;
}
