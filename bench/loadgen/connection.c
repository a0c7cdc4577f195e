/* SPDX-License-Identifier: Apache-2.0 */
#include "loadgen.h"

static void set_events(struct conn *c, bool out) {
  if (c->want_out == out) return;
  struct epoll_event e = {.events = EPOLLIN | (out ? EPOLLOUT : 0), .data.ptr = c};
  c->want_out = out;
  epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &e);
}

static bool flush_out(struct conn *c) {
  while (c->out.off < c->out.len) {
    ssize_t n = send(c->fd, c->out.p + c->out.off, c->out.len - c->out.off, MSG_NOSIGNAL);
    if (n < 0) {
      if (errno == EINTR) continue;
      if (errno == EAGAIN) { set_events(c, true); return true; }
      return false;
    }
    bytes_out += (u64)n;
    c->out.off += (u32)n;
  }
  c->out.len = c->out.off = 0;
  if (c->out.cap > 4096) buf_free(&c->out);
  set_events(c, false);
  return true;
}

bool send_bytes(struct conn *c, const void *p, size_t n) {
  if (c->fd < 0) return false;
  if (c->out.len == c->out.off) {
    ssize_t k = send(c->fd, p, n, MSG_NOSIGNAL);
    if (k < 0 && errno != EAGAIN && errno != EINTR) return false;
    if (k > 0) {
      bytes_out += (u64)k;
      p = (const char *)p + k;
      n -= (size_t)k;
    }
    if (!n) return true;
  }
  buf_put(&c->out, p, n);
  return flush_out(c);
}

static void on_connected(struct conn *c) {
  c->state = S_HANDSHAKE;
  set_events(c, false);
  if (c->is_ws) ws_upgrade(c);
  else if (c->ready ? !c->queued && !poll_send(c) : !http_next(c)) conn_closed(c, true);
}

void conn_start(struct conn *c) {
  int one = 1;
  c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (c->fd < 0) die("socket: %s", strerror(errno));
  setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (o.stall && c->role == R_SUB) { /* so that little fits into the kernel's buffers, on both sides */
    int room = 4096, segment = 536;
    setsockopt(c->fd, SOL_SOCKET, SO_RCVBUF, &room, sizeof room);
    setsockopt(c->fd, IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof segment);
  }
  if (o.src) {
    struct sockaddr_in s = {.sin_family = AF_INET};
    s.sin_addr.s_addr = htonl(ntohl(o.src) + c->idx % o.src_count);
    setsockopt(c->fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
    if (bind(c->fd, (struct sockaddr *)&s, sizeof s)) die("bind: %s", strerror(errno));
  }
  c->state = S_CONNECTING;
  c->want_out = true;
  int r = connect(c->fd, (struct sockaddr *)&dst, sizeof dst);
  struct epoll_event e = {.events = EPOLLIN | EPOLLOUT, .data.ptr = c};
  epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &e);
  if (r && errno != EINPROGRESS) conn_closed(c, true);
}

void conn_closed(struct conn *c, bool failed) {
  if (c->state == S_CLOSED || c->fd < 0) return;
  bool was_ready = c->ready;
  close(c->fd);
  c->fd = -1;
  buf_free(&c->in);
  buf_free(&c->part);
  buf_free(&c->out);
  c->busy = false;
  if (was_ready && c->role == R_SUB && (o.mode == M_LONGPOLL || o.mode == M_POLL) && !failed &&
      reconnects < 100ull * o.n) { /* the server ended a keep-alive connection */
    reconnects++;
    conn_start(c);
    return;
  }
  c->state = S_CLOSED;
  if (was_ready) disconnects++;
  else {
    n_inflight--;
    if (c->role == R_SUB) n_failed++; else n_pub_failed++;
  }
}

/* Reads nothing from now on; that the server ends it is heard all the same. */
void conn_stall(struct conn *c) {
  struct epoll_event e = {.events = 0, .data.ptr = c};
  epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &e);
}

void on_event(struct conn *c, u32 ev) {
  if (c->fd < 0) return;
  if (c->state == S_CONNECTING) {
    int err = 0;
    socklen_t l = sizeof err;
    if (!(ev & (EPOLLOUT | EPOLLERR | EPOLLHUP))) return;
    getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &err, &l);
    if (err || (ev & (EPOLLERR | EPOLLHUP))) { conn_closed(c, true); return; }
    on_connected(c);
    return;
  }
  if ((ev & EPOLLOUT) && !flush_out(c)) { conn_closed(c, false); return; }
  if (!(ev & (EPOLLIN | EPOLLHUP | EPOLLERR))) return;
  size_t have = c->in.len;
  if (have) memcpy(rbuf, c->in.p, have);
  ssize_t n = recv(c->fd, rbuf + have, READ_MAX, 0);
  if (n < 0 && (errno == EAGAIN || errno == EINTR)) return;
  if (n <= 0) { conn_closed(c, !c->ready); return; }
  bytes_in += (u64)n;
  size_t len = have + (size_t)n;
  long used = c->is_ws && c->state != S_HANDSHAKE ? ws_parse(c, rbuf, len) : http_parse(c, rbuf, len);
  if (used < 0 || len - (size_t)used > MAX_LEFTOVER) { conn_closed(c, !c->ready); return; }
  if (c->fd < 0) return;
  c->in.len = 0;
  if ((size_t)used < len) buf_put(&c->in, rbuf + used, len - (size_t)used);
  else if (c->in.p) buf_free(&c->in);
}
