/* random: normally distributed numbers by the Box-Muller method. */
#include "random.h"

#include <math.h>

float random_normal(struct random *random)
{
    float u = random_unit(random) + 1e-7F;
    return sqrtf(-2 * logf(u)) * cosf(6.2831853F * random_unit(random));
}
