/* exchange_none: stands for exchange.c where the library was built without libcurl; what needs it
 * asks exchange_is_possible first. */
#include <assert.h>
#include <stddef.h>

#include "fetch/exchange.h"

bool exchange_is_possible(void)
{
    return false;
}

struct exchanger *exchanger_new(const struct exchange_limits *limits)
{
    (void)limits;
    assert(false);
    return NULL;
}

void exchanger_free(struct exchanger *exchanger)
{
    (void)exchanger;
}

void exchange_init(struct exchange *exchange, const char *url)
{
    *exchange = (struct exchange){.url = url};
}

void exchange_release(struct exchange *exchange)
{
    (void)exchange;
}

bool exchanger_start(struct exchanger *exchanger, struct exchange *exchange)
{
    (void)exchanger;
    (void)exchange;
    return false;
}

struct exchange *exchanger_wait(struct exchanger *exchanger, unsigned ms)
{
    (void)exchanger;
    (void)ms;
    return NULL;
}

void exchanger_stop(struct exchanger *exchanger, struct exchange *exchange)
{
    (void)exchanger;
    (void)exchange;
}

bool address_read(struct address *address, struct arena *arena, const char *base, struct str url)
{
    (void)address;
    (void)arena;
    (void)base;
    (void)url;
    return false;
}
