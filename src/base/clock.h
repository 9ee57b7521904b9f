/* clock: time that has gone by, for pace and for what things cost. No dates. */
#ifndef ONR_BASE_CLOCK_H
#define ONR_BASE_CLOCK_H

#include <stdint.h>

/* nanoseconds since some moment, whatever the calendar is set to */
uint64_t clock_ns(void);
/* nanoseconds that the processor worked for this thread, whatever else the machine does */
uint64_t clock_thread_ns(void);
/* clock_ns in seconds */
double clock_seconds(void);

#endif
