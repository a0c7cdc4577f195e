/*
 * SPDX-License-Identifier: Apache-2.0
 *
 * loadgen - load generator for message fan-out servers.
 *
 * One thread, one epoll instance, no dependencies beyond libc.
 * Subscribers over WebSocket, HTTP long-polling, HTTP polling or EventSource,
 * a paced publisher over WebSocket or HTTP POST, and one line of JSON as result.
 * Usage and the meaning of every output field: ../loadgen.md.
 *
 *   main - options          loop - publisher            connection - websocket, http, sse - message - template
 *   (connect, measure, say) (what is due, epoll)        (bytes)      (frames, answers)      (count)   (expand)
 */
#ifndef LOADGEN_H
#define LOADGEN_H
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#ifndef IP_BIND_ADDRESS_NO_PORT
#define IP_BIND_ADDRESS_NO_PORT 24
#endif

typedef uint8_t u8;
typedef uint32_t u32;
typedef uint64_t u64;

#define RBUF_SIZE (4u << 20)
#define READ_MAX (256u << 10)
#define MAX_LEFTOVER (RBUF_SIZE - READ_MAX)
#define MAX_LIST 32
#define NEVER UINT64_MAX

enum mode { M_WS, M_WS_ECHO, M_LONGPOLL, M_POLL, M_SSE, M_PUB, M_FLOOR };
enum state { S_FREE, S_CONNECTING, S_HANDSHAKE, S_SCRIPT, S_OPEN, S_CLOSED };
enum role { R_SUB, R_PUB };

struct buf { char *p; u32 len, cap, off; };

struct conn {
  int fd;
  u32 idx;
  u8 role, state, is_ws, step;
  bool ready, busy, want_out, has_seq, queued, sse_open, sse_chunked;
  u64 last_seq;
  struct buf in;   /* bytes read but not yet parsed */
  struct buf part; /* WebSocket fragments, or an unfinished SSE event */
  struct buf out;  /* bytes not yet accepted by the kernel */
  char *cursor, *cursor2;
  char nonce[25];
};

/* ------------------------------------------------- options.c: what was asked for */

struct options {
  enum mode mode;
  char host[128], path[2048];
  int port;
  u32 n, rooms, parallel, src_count, npub, depth;
  in_addr_t src;
  const char *header[MAX_LIST], *first[MAX_LIST], *setup[MAX_LIST];
  const char *pub_header[MAX_LIST], *pub_first[MAX_LIST], *reply[MAX_LIST];
  int nheader, nfirst, nsetup, npub_header, npub_first, nreply;
  const char *method, *body, *marker, *seq_key, *ready;
  const char *cursor_key, *cursor_hdr, *cursor2_hdr;
  const char **each;  /* a header line for each subscriber */
  u32 neach;
  const char *answer[MAX_LIST];
  int nanswer;
  const char *pub_ws, *pub_post, *pub_text, *on_start, *on_ready, *label;
  bool pub_self, binary, stamp_send, cursor_keep, stall;
  u64 catch_up; /* the number after which a subscriber has caught up; 0 without */
  double rate, duration, warmup, settle, drain, hold, interval, connect_rate, max_time;
  double expect_per_msg;
  u32 size;
  int pid[16], npid;
};
extern struct options o;
void parse_args(int argc, char **argv);

/* ------------------------------------------------- main.c: what all share */

extern int ep;
extern struct conn *subs, *pubs;
extern char *rbuf; /* what is being parsed */
extern struct sockaddr_in dst;
extern u64 prog_start;
extern u32 n_started, n_inflight, n_ready, n_failed, n_pub_ready, n_pub_failed, n_caught_up;
extern u64 bytes_in, bytes_out, delivered, dups, gaps, published, pub_errors, pub_late;
extern u64 responses, http_errors, disconnects, reconnects, proto_errors, frames_in;
extern u64 *room_seq; /* the newest number in each room */
extern bool running, echo_stop;
extern volatile sig_atomic_t interrupted;

/* ------------------------------------------------- base.c */

u64 now_us(void);
void die(const char *fmt, ...) __attribute__((noreturn, format(printf, 1, 2)));
void *xrealloc(void *p, size_t n);
void rng_seed(u64 seed);
u64 rng(void);
void buf_put(struct buf *b, const void *p, size_t n);
void buf_str(struct buf *b, const char *s);
void buf_fmt(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_free(struct buf *b);

/* ------------------------------------------------- digest.c, histogram.c, process.c */

void sha1_short(const char *s, size_t n, u8 out[20]); /* n <= 119 */
void base64(const u8 *in, size_t n, char *out);

extern u64 hist_n, hist_max;
void hist_reset(void);
void hist_add(u64 v);
u64 hist_pct(double p);

struct usage { u64 user, sys, rss; }; /* microseconds, bytes */
struct usage server_usage(void);
u64 self_cpu(void);

/* ------------------------------------------------- template.c */

struct vars { const struct conn *c; u32 i, room; u64 seq, t; };
bool expand(struct buf *b, const char *tpl, const struct vars *v, u32 size);
struct vars vars_of(const struct conn *c);

/* ------------------------------------------------- message.c */

u32 scan_messages(struct conn *c, const char *p, size_t n);
void json_cursor(struct conn *c, const char *p, size_t n);
void mark_ready(struct conn *c);

/* ------------------------------------------------- connection.c: bytes */

void conn_start(struct conn *c);
void conn_closed(struct conn *c, bool failed);
void conn_stall(struct conn *c);
bool send_bytes(struct conn *c, const void *p, size_t n);
void on_event(struct conn *c, u32 ev);

/* ------------------------------------------------- websocket.c, http.c, sse.c
 * Parsers return the bytes consumed, or -1 if the connection is to be closed. */

bool ws_send(struct conn *c, int opcode, const void *data, size_t n);
bool ws_script(struct conn *c, const char *p, size_t n);
bool echo_send(struct conn *c);
long ws_parse(struct conn *c, char *p, size_t len);
void ws_upgrade(struct conn *c);

const char *header_of(const char *p, const char *end, const char *name, size_t *len);
void put_headers(struct buf *b, const struct conn *c, const struct vars *v);
bool http_send(struct conn *c, const char *method, const char *path, const char *body, const struct vars *v);
bool http_next(struct conn *c);
bool poll_send(struct conn *c);
long http_parse(struct conn *c, char *p, size_t len);
long sse_parse(struct conn *c, char *p, size_t len);

/* ------------------------------------------------- publisher.c, loop.c */

void pub_begin(double seconds);
bool pub_done(void);
u64 pub_run(void);

void ring_open(u32 size);
void ring_push(struct conn *c, u64 due);
void turn(u64 until, bool pub);
void run_for(double s);
void publish_for(double s, double drain);
void echo_for(double s);
u64 expected(void);

/* ------------------------------------------------- floor.c */

void floor_server(void);

#endif
