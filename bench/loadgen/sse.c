/* SPDX-License-Identifier: Apache-2.0 */
#include "loadgen.h"

static bool sse_feed(struct conn *c, const char *p, size_t n) {
  if (c->part.len) {
    buf_put(&c->part, p, n);
    p = c->part.p;
    n = c->part.len;
  }
  size_t pos = 0;
  for (;;) {
    const char *e = memmem(p + pos, n - pos, "\n\n", 2), *f = memmem(p + pos, n - pos, "\r\n\r\n", 4);
    size_t skip = 2;
    if (f && (!e || f < e)) e = f, skip = 4;
    if (!e) break;
    frames_in++;
    scan_messages(c, p + pos, (size_t)(e - (p + pos)));
    pos = (size_t)(e - p) + skip;
  }
  if (pos < n) {
    struct buf rest = {0};
    buf_put(&rest, p + pos, n - pos);
    buf_free(&c->part);
    c->part = rest;
  } else if (c->part.p) buf_free(&c->part);
  return true;
}

long sse_parse(struct conn *c, char *p, size_t len) {
  if (!c->sse_chunked) { sse_feed(c, p, len); return (long)len; }
  size_t pos = 0;
  for (;;) {
    char *e = memmem(p + pos, len - pos, "\r\n", 2);
    if (!e) break;
    size_t n = strtoul(p + pos, NULL, 16), at = (size_t)(e - p) + 2;
    if (n > MAX_LEFTOVER) { proto_errors++; return -1; }
    if (at + n + 2 > len) break;
    if (!n) return -1;
    sse_feed(c, p + at, n);
    pos = at + n + 2;
  }
  return (long)pos;
}
