/* SPDX-License-Identifier: Apache-2.0 */
#include "loadgen.h"

u64 now_us(void) {
  struct timespec ts;
  clock_gettime(CLOCK_MONOTONIC, &ts);
  return (u64)ts.tv_sec * 1000000u + (u64)ts.tv_nsec / 1000u;
}

void die(const char *fmt, ...) {
  va_list ap;
  va_start(ap, fmt);
  fprintf(stderr, "loadgen: ");
  vfprintf(stderr, fmt, ap);
  fputc('\n', stderr);
  va_end(ap);
  exit(2);
}

void *xrealloc(void *p, size_t n) {
  void *q = realloc(p, n);
  if (!q) die("out of memory");
  return q;
}

static u64 rng_state = 0x9E3779B97F4A7C15ull;
void rng_seed(u64 seed) { rng_state ^= seed; }

u64 rng(void) {
  rng_state ^= rng_state << 13;
  rng_state ^= rng_state >> 7;
  rng_state ^= rng_state << 17;
  return rng_state;
}

void buf_put(struct buf *b, const void *p, size_t n) {
  if (b->len + n > b->cap) {
    size_t cap = b->len + n + (b->len + n) / 2 + 64;
    b->p = xrealloc(b->p, cap);
    b->cap = (u32)cap;
  }
  memcpy(b->p + b->len, p, n);
  b->len += (u32)n;
}
void buf_str(struct buf *b, const char *s) { buf_put(b, s, strlen(s)); }
void buf_free(struct buf *b) {
  free(b->p);
  memset(b, 0, sizeof *b);
}
void buf_fmt(struct buf *b, const char *fmt, ...) {
  char tmp[512];
  va_list ap;
  va_start(ap, fmt);
  int n = vsnprintf(tmp, sizeof tmp, fmt, ap);
  va_end(ap);
  buf_put(b, tmp, n < (int)sizeof tmp ? (size_t)n : sizeof tmp - 1);
}
