/* holder: who keeps a file locked, as /proc/locks tells on Linux. The file is only looked at, never
 * opened: closing a descriptor of it would give up this process's own locks. */
#include <stdio.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "store/drivers.h"

static void name_process(long pid, char holder[HOLDER_SIZE])
{
    char path[64], name[32] = "";
    snprintf(path, sizeof path, "/proc/%ld/comm", pid);
    FILE *file = fopen(path, "re");
    if (file) {
        if (fgets(name, sizeof name, file))
            name[strcspn(name, "\n")] = 0;
        fclose(file);
    }
    snprintf(holder, HOLDER_SIZE, name[0] ? "process %ld (%s)" : "process %ld", pid, name);
}

/* pid of whoever has a write lock on the file, 0 = nobody but this process */
static long find_holder(const char *path)
{
    struct stat st;
    char line[256];
    long found = 0;
    FILE *locks = stat(path, &st) == 0 ? fopen("/proc/locks", "re") : NULL;
    while (locks && !found && fgets(line, sizeof line, locks)) {
        long pid;
        unsigned major_number, minor_number;
        unsigned long inode;
        if (sscanf(line, "%*d: %*s %*s WRITE %ld %x:%x:%lu", &pid, &major_number, &minor_number,
                   &inode) == 4 &&
            inode == (unsigned long)st.st_ino && major_number == major(st.st_dev) &&
            minor_number == minor(st.st_dev) && pid != (long)getpid())
            found = pid;
    }
    if (locks)
        fclose(locks);
    return found;
}

void lock_holder(const char *path, char holder[HOLDER_SIZE])
{
    char shared[4096];
    int n = snprintf(shared, sizeof shared, "%s-shm", path);
    long pid = n > 0 && (size_t)n < sizeof shared ? find_holder(shared) : 0;
    if (!pid)
        pid = find_holder(path);
    if (pid)
        name_process(pid, holder);
    else
        snprintf(holder, HOLDER_SIZE, "another process");
}
