/* SPDX-License-Identifier: Apache-2.0 */
#include "loadgen.h"

/* The least a broadcast server can do: one thread, each text frame received is encoded once
 * and written with one send(2) to every connection. No queues: a full socket loses the frame. */

struct fconn { int fd; u32 at, len; bool open; u8 buf[1500]; };

void floor_server(void) {
  int one = 1, ls = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  setsockopt(ls, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(ls, (struct sockaddr *)&dst, sizeof dst) || listen(ls, 4096)) die("port %d: %s", o.port, strerror(errno));
  struct epoll_event e = {.events = EPOLLIN}, ev[256];
  epoll_ctl(ep, EPOLL_CTL_ADD, ls, &e);
  struct fconn **all = NULL;
  u32 n = 0, cap = 0;
  u64 writes = 0, lost = 0, us = 0;
  while (!interrupted && now_us() - prog_start < (u64)(o.max_time * 1e6)) {
    int k = epoll_wait(ep, ev, 256, 500);
    for (int i = 0; i < k; i++) {
      struct fconn *c = ev[i].data.ptr;
      if (!c) {
        for (int fd; (fd = accept4(ls, NULL, NULL, SOCK_NONBLOCK)) >= 0;) {
          if (n == cap) all = xrealloc(all, (cap = cap * 2 + 64) * sizeof *all);
          c = all[n] = calloc(1, sizeof *c);
          c->fd = fd, c->at = n++;
          setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
          e = (struct epoll_event){.events = EPOLLIN, .data.ptr = c};
          epoll_ctl(ep, EPOLL_CTL_ADD, fd, &e);
        }
        continue;
      }
      if (c->fd < 0) continue;
      ssize_t r = recv(c->fd, c->buf + c->len, sizeof c->buf - 1 - c->len, 0);
      if (r < 0 && errno == EAGAIN) continue;
      if (r > 0) c->len += (u32)r, c->buf[c->len] = 0;
      bool bad = r <= 0;
      char *h = (char *)c->buf, *he;
      if (!bad && !c->open && (he = strstr(h, "\r\n\r\n"))) {
        size_t l;
        const char *key = header_of(h, he, "Sec-WebSocket-Key", &l);
        char s[128], reply[256];
        u8 sum[20];
        if (!key || l != 24) bad = true;
        else {
          snprintf(s, sizeof s, "%.24s258EAFA5-E914-47DA-95CA-C5AB0DC85B11", key);
          sha1_short(s, strlen(s), sum);
          base64(sum, 20, s);
          int m = snprintf(reply, sizeof reply, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                           "Connection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n", s);
          bad = send(c->fd, reply, (size_t)m, MSG_NOSIGNAL) != m;
          c->open = true, c->len = 0;
        }
      }
      while (!bad && c->open && c->len >= 6) {
        size_t m = c->buf[1] & 127, hl = 6, w = 2;
        if (m == 126 && c->len >= 8) m = (size_t)c->buf[2] << 8 | c->buf[3], hl = 8;
        if (m > 1400 || !(c->buf[1] & 128)) { bad = true; break; }
        if (c->len < hl + m) break;
        static u8 f[1500];
        f[0] = c->buf[0], f[1] = (u8)m;
        if (m > 125) f[1] = 126, f[2] = (u8)(m >> 8), f[3] = (u8)m, w = 4;
        for (size_t q = 0; q < m; q++) f[w + q] = c->buf[hl + q] ^ c->buf[hl - 4 + (q & 3)];
        memmove(c->buf, c->buf + hl + m, c->len -= (u32)(hl + m));
        if ((f[0] & 15) == 8) bad = true;
        if ((f[0] & 15) > 2) continue;
        u64 t = now_us();
        for (u32 q = 0; q < n; q++)
          if (all[q]->open) {
            writes++;
            if (send(all[q]->fd, f, w + m, MSG_NOSIGNAL) != (ssize_t)(w + m)) lost++;
          }
        us += now_us() - t;
      }
      if (bad || c->len >= sizeof c->buf - 1) {
        close(c->fd);
        all[c->at] = all[--n];
        all[c->at]->at = c->at;
        c->fd = -1; /* may still be in ev[]; kept, as the program is short-lived */
        c->open = false;
      }
    }
  }
  printf("{\"mode\":\"floor\",\"writes\":%llu,\"lost\":%llu,\"us_per_write\":%.3f}\n", (unsigned long long)writes,
         (unsigned long long)lost, writes ? (double)us / (double)writes : 0);
}
