/* SPDX-License-Identifier: Apache-2.0 */
#include "loadgen.h"

/* Replaces {i} {room} {seq} {t} {cursor} {cursor2} {pad}; other braces stay as they are.
 * Returns false if {cursor} or {cursor2} was used and is empty. */
bool expand(struct buf *b, const char *tpl, const struct vars *v, u32 size) {
  bool full = true;
  long pad_at = -1;
  u32 start = b->len;
  for (const char *p = tpl; *p;) {
    if (*p == '{') {
      if (!strncmp(p, "{i}", 3)) { buf_fmt(b, "%u", v->i); p += 3; continue; }
      if (!strncmp(p, "{room}", 6)) { buf_fmt(b, "%u", v->room); p += 6; continue; }
      if (!strncmp(p, "{seq}", 5)) { buf_fmt(b, "%llu", (unsigned long long)v->seq); p += 5; continue; }
      if (!strncmp(p, "{t}", 3)) { buf_fmt(b, "%llu", (unsigned long long)v->t); p += 3; continue; }
      if (!strncmp(p, "{cursor}", 8)) {
        if (v->c && v->c->cursor) buf_str(b, v->c->cursor); else full = false;
        p += 8; continue;
      }
      if (!strncmp(p, "{cursor2}", 9)) {
        if (v->c && v->c->cursor2) buf_str(b, v->c->cursor2); else full = false;
        p += 9; continue;
      }
      if (!strncmp(p, "{pad}", 5)) { pad_at = b->len; p += 5; continue; }
    }
    buf_put(b, p++, 1);
  }
  if (pad_at >= 0 && b->len - start < size) {
    u32 k = size - (b->len - start), tail = b->len - (u32)pad_at;
    for (u32 i = 0; i < k; i++) buf_put(b, "x", 1);
    memmove(b->p + pad_at + k, b->p + pad_at, tail);
    memset(b->p + pad_at, 'x', k);
  }
  return full;
}

struct vars vars_of(const struct conn *c) {
  return (struct vars){.c = c, .i = c->idx, .room = c->idx % o.rooms};
}
