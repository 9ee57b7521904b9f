/* approx: exponential, logistic and hyperbolic tangent as short polynomials without branches, so
 * that loops over them become vector code. Relative error of the exponential below 3e-7. */
#ifndef ONR_NN_APPROX_H
#define ONR_NN_APPROX_H

#include <stdint.h>
#include <string.h>

static inline float approx_exp(float x)
{
    x = x < -87.0F ? -87.0F : x;
    x = x > 87.0F ? 87.0F : x;
    /* x = n ln 2 + r; adding 1.5 * 2^23 rounds to the nearest integer n */
    float shifted = x * 1.44269504F + 12582912.0F;
    float n = shifted - 12582912.0F;
    float r = x - n * 0.693359375F + n * 2.12194440e-4F;
    float p = 1.9875691500e-4F;
    p = p * r + 1.3981999507e-3F;
    p = p * r + 8.3334519073e-3F;
    p = p * r + 4.1665795894e-2F;
    p = p * r + 1.6666665459e-1F;
    p = p * r + 5.0000001201e-1F;
    p = p * r * r + r + 1.0F;
    int32_t bits = ((int32_t)n + 127) * (1 << 23);
    float scale;
    memcpy(&scale, &bits, sizeof scale);
    return p * scale;
}

static inline float approx_logistic(float x)
{
    return 1.0F / (1.0F + approx_exp(-x));
}

static inline float approx_tanh(float x)
{
    return 2.0F / (1.0F + approx_exp(-2.0F * x)) - 1.0F;
}

#endif
