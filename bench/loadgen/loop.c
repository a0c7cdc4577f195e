/* SPDX-License-Identifier: Apache-2.0 */
#include "loadgen.h"

/* Clients waiting for their next poll; the interval is the same for all, so a ring is sorted. */
static struct waiting { struct conn *c; u64 due; } *ring;
static u32 ring_head, ring_tail, ring_size;
void ring_open(u32 size) {
  for (ring_size = 1; ring_size < size; ring_size <<= 1) {}
  ring = calloc(ring_size, sizeof *ring);
  if (!ring) die("out of memory");
}

void ring_push(struct conn *c, u64 due) {
  if (c->queued) return;
  c->queued = true;
  ring[ring_tail % ring_size].c = c;
  ring[ring_tail++ % ring_size].due = due;
}

static u64 polls_run(void) {
  u64 now = now_us();
  for (u32 k = 0; ring_head != ring_tail && k < 256; k++) {
    if (ring[ring_head % ring_size].due > now) return ring[ring_head % ring_size].due;
    struct conn *c = ring[ring_head++ % ring_size].c;
    c->queued = false;
    if (c->fd >= 0 && c->state != S_CONNECTING && !poll_send(c)) conn_closed(c, false);
  }
  return ring_head != ring_tail ? ring[ring_head % ring_size].due : NEVER;
}

/* One turn of the loop, waiting no longer than until `until`. */
void turn(u64 until, bool pub) {
  struct epoll_event ev[256];
  u64 t = pub ? pub_run() : NEVER, now;
  if (t < until) until = t;
  if (ring && (t = polls_run()) < until) until = t;
  now = now_us();
  u64 wait = until > now ? until - now : 0;
  struct timespec ts = {.tv_sec = (time_t)(wait / 1000000), .tv_nsec = (long)(wait % 1000000) * 1000};
  int n = epoll_pwait2(ep, ev, 256, &ts, NULL);
  for (int i = 0; i < n; i++) on_event(ev[i].data.ptr, ev[i].events);
  if (interrupted || now - prog_start > (u64)(o.max_time * 1e6)) {
    if (!interrupted) fprintf(stderr, "loadgen: --max-time reached\n");
    exit(3);
  }
}

void run_for(double s) {
  u64 end = now_us() + (u64)(s * 1e6);
  while (now_us() < end) turn(end, false);
}

u64 expected(void) {
  double per = o.expect_per_msg >= 0 ? o.expect_per_msg : (double)n_ready / o.rooms;
  return o.mode == M_WS_ECHO || o.mode == M_PUB ? published : (u64)((double)published * per + 0.5);
}

void publish_for(double s, double drain) {
  pub_begin(s);
  u64 stop = now_us() + (u64)(s * 3e6) + 5000000; /* gives up on a publisher that cannot keep up */
  while (!pub_done() && now_us() < stop) turn(now_us() + 100000, true);
  u64 end = now_us() + (u64)(drain * 1e6);
  while (now_us() < end) {
    bool pub_wait = false;
    for (u32 i = 0; i < o.npub && pubs; i++) pub_wait |= !pubs[i].is_ws && pubs[i].busy && pubs[i].fd >= 0;
    if (!pub_wait && (o.mode == M_PUB || delivered >= expected())) break;
    turn(now_us() + 2000, false);
  }
}

void echo_for(double s) {
  echo_stop = false;
  for (u32 i = 0; i < o.n; i++)
    for (u32 k = 0; k < o.depth && subs[i].state == S_OPEN; k++)
      if (!echo_send(&subs[i])) conn_closed(&subs[i], false);
  run_for(s);
  echo_stop = true;
}
