/* SPDX-License-Identifier: Apache-2.0 */
#include "loadgen.h"

const char *header_of(const char *p, const char *end, const char *name, size_t *len) {
  size_t m = strlen(name);
  while (p < end) {
    const char *e = memmem(p, (size_t)(end - p), "\r\n", 2);
    if (!e) e = end;
    if ((size_t)(e - p) > m && p[m] == ':' && !strncasecmp(p, name, m)) {
      p += m + 1;
      while (p < e && *p == ' ') p++;
      *len = (size_t)(e - p);
      return p;
    }
    p = e + 2;
  }
  return NULL;
}

void put_headers(struct buf *b, const struct conn *c, const struct vars *v) {
  const char *const *list = c->role == R_SUB ? o.header : o.pub_header;
  int count = c->role == R_SUB ? o.nheader : o.npub_header;
  for (int i = 0; i < count; i++) {
    u32 mark = b->len;
    if (expand(b, list[i], v, 0)) buf_str(b, "\r\n");
    else b->len = mark; /* a header whose cursor is not known yet is left out */
  }
  if (c->role == R_SUB && o.neach) {
    buf_str(b, o.each[c->idx % o.neach]);
    buf_str(b, "\r\n");
  }
}

bool http_send(struct conn *c, const char *method, const char *path, const char *body,
                      const struct vars *v) {
  static struct buf b, d;
  b.len = d.len = 0;
  buf_fmt(&b, "%s ", method);
  expand(&b, path, v, 0);
  buf_fmt(&b, " HTTP/1.1\r\nHost: %s:%d\r\n", o.host, o.port);
  if (o.mode == M_SSE && c->role == R_SUB) buf_str(&b, "Accept: text/event-stream\r\n");
  put_headers(&b, c, v);
  if (body) {
    expand(&d, body, v, o.size);
    buf_fmt(&b, "Content-Length: %u\r\n", d.len);
  }
  buf_str(&b, "\r\n");
  if (body) buf_put(&b, d.p, d.len);
  c->busy = true;
  return send_bytes(c, b.p, b.len);
}

bool poll_send(struct conn *c) {
  struct vars v = vars_of(c);
  return http_send(c, o.method, o.path, o.body, &v);
}

bool http_next(struct conn *c) {
  if (c->role == R_PUB) { mark_ready(c); return true; }
  if (c->step < o.nsetup) {
    char m[16], path[2048];
    int used = 0;
    const char *s = o.setup[c->step++];
    if (sscanf(s, "%15s %2047s%n", m, path, &used) != 2) die("bad --setup: %s", s);
    const char *body = s + used;
    while (*body == ' ') body++;
    struct vars v = vars_of(c);
    return http_send(c, m, path, *body || strcmp(m, "GET") ? body : NULL, &v);
  }
  if (o.mode == M_POLL && c->ready) { ring_push(c, now_us() + (u64)(o.interval * 1000)); return true; }
  if (o.mode == M_POLL) {
    mark_ready(c);
    ring_push(c, now_us() + (u64)(o.interval * 1000.0 * (double)(rng() % 1000) / 1000.0));
    return true;
  }
  if (!poll_send(c)) return false;
  if (o.mode == M_LONGPOLL) mark_ready(c);
  return true;
}

static bool http_response(struct conn *c, int status, const char *hdr, const char *hend, const char *body, size_t n) {
  bool was_setup = c->role == R_SUB && !c->ready;
  size_t l;
  const char *v;
  responses++;
  c->busy = false;
  if (c->role == R_PUB) {
    if (status / 100 != 2) pub_errors++;
    return true;
  }
  if (o.cursor_hdr && (v = header_of(hdr, hend, o.cursor_hdr, &l))) {
    free(c->cursor);
    c->cursor = strndup(v, l);
  }
  if (o.cursor2_hdr && (v = header_of(hdr, hend, o.cursor2_hdr, &l))) {
    free(c->cursor2);
    c->cursor2 = strndup(v, l);
  }
  json_cursor(c, body, n);
  if (status / 100 != 2 && status != 304 && status != 408) {
    http_errors++;
    if (was_setup) return false;
    ring_push(c, now_us() + 100000);
    return true;
  }
  if (!was_setup) scan_messages(c, body, n);
  return http_next(c);
}

/* Decodes a chunked body in place. 1 complete, 0 more needed, -1 malformed. */
static int dechunk(char *p, size_t len, size_t *used, size_t *out) {
  size_t pos = 0, w = 0;
  for (;;) {
    char *e = memmem(p + pos, len - pos, "\r\n", 2);
    if (!e) break;
    size_t n = strtoul(p + pos, NULL, 16), at = (size_t)(e - p) + 2;
    if (n > MAX_LEFTOVER) return -1;
    if (at + n + 2 > len) break;
    if (!n) { *used = at + 2; *out = w; return 1; } /* trailers are not supported */
    memmove(p + w, p + at, n);
    w += n;
    pos = at + n + 2;
  }
  return 0;
}

long http_parse(struct conn *c, char *p, size_t len) {
  size_t pos = 0;
  while (pos < len) {
    if (c->sse_open) {
      long k = sse_parse(c, p + pos, len - pos);
      return k < 0 ? k : (long)pos + k;
    }
    char *h = p + pos, *he = memmem(h, len - pos, "\r\n\r\n", 4);
    if (!he) break;
    int status = 0;
    if (sscanf(h, "HTTP/1.%*c %d", &status) != 1) { proto_errors++; return -1; }
    char *body = he + 4, *end = p + len;
    size_t l, n = 0;
    const char *v;
    bool chunked = (v = header_of(h, he, "Transfer-Encoding", &l)) && l == 7 && !strncasecmp(v, "chunked", 7);
    if (c->is_ws) { /* the answer to the upgrade request */
      char want[64];
      u8 sum[20];
      snprintf(want, sizeof want, "%s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", c->nonce);
      sha1_short(want, strlen(want), sum);
      base64(sum, 20, want);
      v = header_of(h, he, "Sec-WebSocket-Accept", &l);
      if (status != 101 || !v || l != 28 || memcmp(v, want, 28)) { proto_errors++; return -1; }
      c->state = S_SCRIPT;
      pos = (size_t)(body - p);
      if (!ws_script(c, NULL, 0)) return -1;
      long k = ws_parse(c, p + pos, len - pos);
      return k < 0 ? k : (long)pos + k;
    }
    if (o.mode == M_SSE && c->role == R_SUB && c->ready == false && c->step >= o.nsetup) {
      if (status != 200) { http_errors++; return -1; }
      c->sse_open = true;
      c->sse_chunked = chunked;
      mark_ready(c);
      pos = (size_t)(body - p);
      continue;
    }
    if (chunked) {
      /* looked at without decoding first, as decoding destroys an incomplete body */
      size_t used = 0, got = 0, q = 0;
      for (bool done = false; !done;) {
        char *e = memmem(body + q, (size_t)(end - body) - q, "\r\n", 2);
        if (!e) return (long)pos;
        size_t k = strtoul(body + q, NULL, 16);
        q = (size_t)(e - body) + 2 + k + 2;
        if (q > (size_t)(end - body)) return (long)pos;
        done = !k;
      }
      if (dechunk(body, (size_t)(end - body), &used, &got) != 1) { proto_errors++; return -1; }
      pos = (size_t)(body - p) + used;
      n = got;
    } else {
      if ((v = header_of(h, he, "Content-Length", &l))) n = strtoul(v, NULL, 10);
      if ((size_t)(end - body) < n) break;
      pos = (size_t)(body - p) + n;
    }
    if (!http_response(c, status, h, he, body, n)) return -1;
    if (c->fd < 0) return -1;
  }
  return (long)pos;
}
