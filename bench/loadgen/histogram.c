/* SPDX-License-Identifier: Apache-2.0 */
#include "loadgen.h"

/* Log-linear: 64 linear steps in every power of two, error at most 1.6 %. */

#define HBITS 6
#define HSIZE (64 << HBITS)
static u64 hist[HSIZE];
u64 hist_n, hist_max;

static unsigned hidx(u64 v) {
  if (v < (1u << HBITS)) return (unsigned)v;
  unsigned e = 63u - (unsigned)__builtin_clzll(v);
  return ((e - HBITS + 1) << HBITS) + (unsigned)((v >> (e - HBITS)) & ((1u << HBITS) - 1));
}
static u64 hval(unsigned i) { /* upper edge of a bucket */
  if (i < (1u << HBITS)) return i;
  unsigned e = (i >> HBITS) + HBITS - 1;
  return (((u64)(i & ((1u << HBITS) - 1)) | (1u << HBITS)) + 1) * (1ull << (e - HBITS)) - 1;
}
void hist_reset(void) {
  memset(hist, 0, sizeof hist);
  hist_n = hist_max = 0;
}
void hist_add(u64 v) {
  hist[hidx(v)]++;
  hist_n++;
  if (v > hist_max) hist_max = v;
}
u64 hist_pct(double p) {
  if (!hist_n) return 0;
  u64 want = (u64)(p / 100.0 * (double)hist_n + 0.5), seen = 0;
  if (want < 1) want = 1;
  for (unsigned i = 0; i < HSIZE; i++)
    if ((seen += hist[i]) >= want) return hval(i) < hist_max ? hval(i) : hist_max;
  return hist_max;
}
