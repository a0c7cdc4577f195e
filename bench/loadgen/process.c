/* SPDX-License-Identifier: Apache-2.0 */
#include "loadgen.h"

struct usage server_usage(void) {
  struct usage u = {0};
  long tick = sysconf(_SC_CLK_TCK), page = sysconf(_SC_PAGESIZE);
  for (int i = 0; i < o.npid; i++) {
    char name[64], line[1024];
    unsigned long long ut, st, rss;
    snprintf(name, sizeof name, "/proc/%d/stat", o.pid[i]);
    FILE *f = fopen(name, "r");
    if (!f) die("no process %d", o.pid[i]);
    if (fgets(line, sizeof line, f)) {
      char *p = strrchr(line, ')');
      if (p && sscanf(p + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %llu %llu %*d %*d %*d %*d %*d %*d %*u %*u %llu",
                      &ut, &st, &rss) == 3) {
        u.user += ut * 1000000u / (u64)tick;
        u.sys += st * 1000000u / (u64)tick;
        u.rss += rss * (u64)page;
      }
    }
    fclose(f);
  }
  return u;
}

u64 self_cpu(void) {
  struct rusage r;
  getrusage(RUSAGE_SELF, &r);
  return (u64)(r.ru_utime.tv_sec + r.ru_stime.tv_sec) * 1000000u + (u64)(r.ru_utime.tv_usec + r.ru_stime.tv_usec);
}
