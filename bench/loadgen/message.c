/* SPDX-License-Identifier: Apache-2.0 */
#include "loadgen.h"

static u64 digits(const char *p, const char *end) {
  u64 v = 0;
  while (p < end && (*p == ' ' || *p == '"')) p++;
  while (p < end && isdigit((u8)*p)) v = v * 10 + (u64)(*p++ - '0');
  return v;
}

static void take_seq(struct conn *c, u64 s) {
  if (c->has_seq) {
    if (s <= c->last_seq) { dups++; return; }
    gaps += s - c->last_seq - 1;
  }
  if (s >= o.catch_up && (!c->has_seq || c->last_seq < o.catch_up)) n_caught_up++;
  c->has_seq = true;
  c->last_seq = s;
}

/* Counts the messages in a piece of text; records the latency of each time stamp. */
u32 scan_messages(struct conn *c, const char *p, size_t n) {
  const char *end = p + n, *q = p;
  u32 stamps = 0, marks = 0;
  u64 now = now_us();
  while ((q = memmem(q, (size_t)(end - q), "\"t\":", 4))) {
    u64 t = digits(q += 4, end);
    if (t) { stamps++; if (running) hist_add(now > t ? now - t : 0); }
  }
  if (!stamps)
    for (q = p; (q = memmem(q, (size_t)(end - q), "t=", 2)); q += 2)
      if (q == p || !isalnum((u8)q[-1])) {
        u64 t = digits(q + 2, end);
        if (t) { stamps++; if (running) hist_add(now > t ? now - t : 0); }
      }
  if (o.marker) {
    size_t m = strlen(o.marker);
    for (q = p; (q = memmem(q, (size_t)(end - q), o.marker, m)); q += m) marks++;
  } else marks = stamps;
  if (o.seq_key && marks) {
    char k[128];
    int m = snprintf(k, sizeof k, "\"%s\":", o.seq_key);
    for (q = p; (q = memmem(q, (size_t)(end - q), k, (size_t)m));) take_seq(c, digits(q += m, end));
  }
  delivered += marks;
  return marks;
}

void json_cursor(struct conn *c, const char *p, size_t n) {
  if (!o.cursor_key || (o.cursor_keep && c->cursor)) return;
  char k[128];
  int m = snprintf(k, sizeof k, "\"%s\":", o.cursor_key);
  const char *q = NULL, *r = p, *end = p + n;
  while ((r = memmem(r, (size_t)(end - r), k, (size_t)m))) q = r += m; /* the last one */
  if (!q) return;
  while (q < end && *q == ' ') q++;
  const char *e = q;
  if (q < end && *q == '"') { for (e = ++q; e < end && *e != '"';) e++; }
  else while (e < end && (isalnum((u8)*e) || strchr("-+._", *e))) e++;
  free(c->cursor);
  c->cursor = strndup(q, (size_t)(e - q));
}

void mark_ready(struct conn *c) {
  if (c->ready) return;
  c->ready = true;
  c->state = S_OPEN;
  n_inflight--;
  if (c->role == R_SUB) n_ready++; else n_pub_ready++;
  if (o.stall && c->role == R_SUB) conn_stall(c);
}
