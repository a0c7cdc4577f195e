/* SPDX-License-Identifier: Apache-2.0 */
#include "loadgen.h"

bool ws_send(struct conn *c, int opcode, const void *data, size_t n) {
  static char *f;
  static size_t cap;
  if (n + 14 > cap) f = xrealloc(f, cap = n + 14 + 1024);
  size_t h = 2;
  f[0] = (char)(0x80 | opcode);
  if (n < 126) f[1] = (char)(0x80 | n);
  else if (n < 65536) {
    f[1] = (char)(0x80 | 126);
    f[2] = (char)(n >> 8), f[3] = (char)n, h = 4;
  } else {
    f[1] = (char)(0x80 | 127), h = 10;
    for (int i = 0; i < 8; i++) f[2 + i] = (char)((u64)n >> (56 - 8 * i));
  }
  u32 key = (u32)rng();
  memcpy(f + h, &key, 4);
  const u8 *k = (const u8 *)&key, *d = data;
  h += 4;
  for (size_t i = 0; i < n; i++) f[h + i] = (char)(d[i] ^ k[i & 3]);
  return send_bytes(c, f, h + n);
}

bool echo_send(struct conn *c) {
  static struct buf b;
  struct vars v = vars_of(c);
  v.t = now_us();
  b.len = 0;
  expand(&b, o.pub_text, &v, o.size);
  published++;
  return ws_send(c, o.binary ? 2 : 1, b.p, b.len);
}

/* The messages a connection sends after the handshake, one for each reply. */
bool ws_script(struct conn *c, const char *p, size_t n) {
  const char *const *list = c->role == R_SUB ? o.first : o.pub_first;
  int count = c->role == R_SUB ? o.nfirst : o.npub_first;
  if (c->step < count) {
    static struct buf b;
    struct vars v = vars_of(c);
    b.len = 0;
    expand(&b, list[c->step++], &v, o.size);
    if (!ws_send(c, 1, b.p, b.len)) return false;
  }
  if (c->step >= count && (c->role == R_PUB || !o.ready || (p && memmem(p, n, o.ready, strlen(o.ready)))))
    mark_ready(c);
  return true;
}

static bool ws_text(struct conn *c, const char *p, size_t n) {
  frames_in++;
  for (int i = 0; i < o.nreply; i++) {
    const char *eq = strchr(o.reply[i], '=');
    if ((size_t)(eq - o.reply[i]) == n && !memcmp(p, o.reply[i], n)) return ws_send(c, 1, eq + 1, strlen(eq + 1));
  }
  for (int i = 0; i < o.nanswer; i++) {
    const char *eq = strchr(o.answer[i], '=');
    if (memmem(p, n, o.answer[i], (size_t)(eq - o.answer[i])) && !ws_send(c, 1, eq + 1, strlen(eq + 1))) return false;
  }
  if (o.cursor_key && !c->ready) json_cursor(c, p, n);
  if (!c->ready) return ws_script(c, p, n);
  if (c->role == R_PUB) return true;
  u32 k = scan_messages(c, p, n);
  if (o.mode == M_WS_ECHO && k && !echo_stop) return echo_send(c);
  return true;
}

long ws_parse(struct conn *c, char *p, size_t len) {
  size_t pos = 0;
  while (len - pos >= 2) {
    const u8 *h = (const u8 *)p + pos;
    size_t n = h[1] & 127, hl = 2;
    if (h[1] & 128) { proto_errors++; return -1; }
    if (n == 126) {
      if (len - pos < 4) break;
      n = (size_t)h[2] << 8 | h[3], hl = 4;
    } else if (n == 127) {
      if (len - pos < 10) break;
      n = 0, hl = 10;
      for (int i = 0; i < 8; i++) n = n << 8 | h[2 + i];
      if (n > MAX_LEFTOVER) { proto_errors++; return -1; }
    }
    if (len - pos < hl + n) break;
    char *d = p + pos + hl;
    int op = h[0] & 15;
    bool fin = h[0] & 128;
    pos += hl + n;
    if (op == 9) { if (!ws_send(c, 10, d, n)) return -1; }
    else if (op == 8) { ws_send(c, 8, d, n < 2 ? 0 : 2); return -1; }
    else if (op == 1 || op == 2 || op == 0) {
      if (!fin || op == 0) {
        buf_put(&c->part, d, n);
        if (!fin) continue;
        struct buf whole = c->part;
        memset(&c->part, 0, sizeof c->part);
        bool ok = ws_text(c, whole.p, whole.len);
        buf_free(&whole);
        if (!ok) return -1;
      } else if (!ws_text(c, d, n)) return -1;
    } else if (op != 10) { proto_errors++; return -1; }
    if (c->fd < 0) return -1;
  }
  return (long)pos;
}

void ws_upgrade(struct conn *c) {
  static struct buf b;
  u8 raw[16];
  struct vars v = vars_of(c);
  for (int i = 0; i < 16; i += 8) { u64 r = rng(); memcpy(raw + i, &r, 8); }
  base64(raw, 16, c->nonce);
  b.len = 0;
  buf_str(&b, "GET ");
  expand(&b, c->role == R_SUB ? o.path : o.pub_ws, &v, 0);
  buf_fmt(&b, " HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n", o.host, o.port);
  buf_fmt(&b, "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: %s\r\n", c->nonce);
  put_headers(&b, c, &v);
  buf_str(&b, "\r\n");
  if (!send_bytes(c, b.p, b.len)) conn_closed(c, true);
}
