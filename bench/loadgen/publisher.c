/* SPDX-License-Identifier: Apache-2.0 */
#include "loadgen.h"

static u64 pub_start, pub_total, pub_sent, pub_counter;

static u64 pub_due(u64 k) { return pub_start + (u64)((double)k * 1e6 / o.rate); }

static struct conn *pub_conn(u64 k) {
  if (o.pub_self) { struct conn *c = &subs[k % o.n]; return c->state == S_OPEN ? c : NULL; }
  struct conn *c = &pubs[k % o.npub];
  return c->state == S_OPEN && !(c->busy && !c->is_ws) ? c : NULL;
}

void pub_begin(double seconds) {
  pub_sent = 0;
  pub_total = (u64)(o.rate * seconds + 0.5);
  pub_start = now_us() + 1000;
}

bool pub_done(void) { return pub_sent == pub_total; }

/* Sends what is due; returns the time of the next message. */
u64 pub_run(void) {
  static struct buf b;
  for (u32 burst = 0; pub_sent < pub_total; burst++) {
    u64 now = now_us(), due = pub_due(pub_sent);
    if (due > now) return due;
    if (burst == 64) return now;
    struct conn *c = pub_conn(pub_counter);
    if (!c) { pub_late++; return now + 1000; }
    if (now - due > 1000) pub_late++;
    u32 room = (u32)(pub_counter % o.rooms);
    struct vars v = {.c = c, .i = c->idx, .room = room, .seq = ++room_seq[room], .t = o.stamp_send ? now : due};
    bool ok;
    if (c->is_ws) {
      b.len = 0;
      expand(&b, o.pub_text, &v, o.size);
      ok = ws_send(c, o.binary ? 2 : 1, b.p, b.len);
    } else ok = http_send(c, "POST", o.pub_post, o.pub_text, &v);
    pub_counter++;
    pub_sent++;
    if (ok) published++;
    else { pub_errors++; conn_closed(c, false); }
  }
  return NEVER;
}
