/* address: which addresses of the network are not of the public one. */
#ifndef ONR_FETCH_ADDRESS_H
#define ONR_FETCH_ADDRESS_H

#include <stdbool.h>

/* bytes: 4 of IPv4, or 16 of IPv6 where six is set, in network order. True for loopback, local and
 * private networks, multicast, reserved ones and all that embed such an IPv4 address. */
bool address_is_private(const unsigned char *bytes, bool six);

#endif
