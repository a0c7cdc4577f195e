/* SPDX-License-Identifier: Apache-2.0 */
#include "loadgen.h"

int ep;
struct conn *subs, *pubs;
char *rbuf;
struct sockaddr_in dst;
u64 prog_start;
u32 n_started, n_inflight, n_ready, n_failed, n_pub_ready, n_pub_failed, n_caught_up;
u64 bytes_in, bytes_out, delivered, dups, gaps, published, pub_errors, pub_late;
u64 responses, http_errors, disconnects, reconnects, proto_errors, frames_in;
u64 *room_seq;
bool running, echo_stop;
volatile sig_atomic_t interrupted;

/* The server before anybody came, when all were there, and after they had been quiet; what connecting took. */
static struct usage before, ready, idle;
static double connect_s;

struct span { struct usage server; u64 self, at; };

static struct span span(void) { return (struct span){server_usage(), self_cpu(), now_us()}; }

static void on_signal(int s) { (void)s; interrupted = 1; }

static void hook(const char *cmd) {
  if (cmd && system(cmd) != 0) fprintf(stderr, "loadgen: hook failed: %s\n", cmd);
}

static void raise_limits(void) {
  struct rlimit rl;
  getrlimit(RLIMIT_NOFILE, &rl);
  rl.rlim_cur = rl.rlim_max;
  setrlimit(RLIMIT_NOFILE, &rl);
  if (rl.rlim_max < o.n + 64) die("needs %u file descriptors, the limit is %llu", o.n + 64, (unsigned long long)rl.rlim_max);
}

static void resolve(void) {
  struct addrinfo hint = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, *ai;
  char port[16];
  snprintf(port, sizeof port, "%d", o.port);
  if (getaddrinfo(o.host, port, &hint, &ai)) die("cannot resolve %s", o.host);
  memcpy(&dst, ai->ai_addr, sizeof dst);
  freeaddrinfo(ai);
}

static void allocate(u32 npub) {
  subs = calloc(o.n + 1, sizeof *subs);
  pubs = npub ? calloc(npub, sizeof *pubs) : NULL;
  room_seq = calloc(o.rooms, sizeof *room_seq);
  rbuf = malloc(RBUF_SIZE + 1);
  if (!subs || !room_seq || !rbuf || (npub && !pubs)) die("out of memory");
  if (o.mode == M_POLL || o.mode == M_LONGPOLL) ring_open(o.n + 1);
}

static struct conn *conn_at(u32 i) { return i < o.n ? &subs[i] : &pubs[i - o.n]; }

static void start(u32 i) {
  bool sub = i < o.n;
  struct conn *c = conn_at(i);
  c->idx = sub ? i : i - o.n;
  c->role = sub ? R_SUB : R_PUB;
  c->is_ws = sub ? o.mode == M_WS || o.mode == M_WS_ECHO : o.pub_ws != NULL;
  n_inflight++;
  conn_start(c);
}

static u32 settled(void) { return n_ready + n_failed + n_pub_ready + n_pub_failed; }

/* Opens all connections, so many at a time; gives up on those that hang. */
static void connect_all(u32 total) {
  u64 t0 = now_us(), progress = t0;
  u32 last = 0;
  while (settled() < total) {
    while (n_started < total && n_inflight < o.parallel &&
           (o.connect_rate <= 0 || (double)n_started < (double)(now_us() - t0) * o.connect_rate / 1e6 + 1))
      start(n_started++);
    turn(now_us() + 1000, false);
    if (settled() != last) last = settled(), progress = now_us();
    if (now_us() - progress > 15000000) {
      for (u32 i = 0; i < n_started; i++)
        if (!conn_at(i)->ready) conn_closed(conn_at(i), true);
      if (n_started == total) break;
      progress = now_us();
    }
  }
  connect_s = (double)(now_us() - t0) / 1e6;
}

static void reset_counters(void) {
  bytes_in = bytes_out = delivered = dups = gaps = published = pub_errors = pub_late = 0;
  responses = http_errors = proto_errors = frames_in = disconnects = reconnects = 0;
  hist_reset();
}

static void load_for(double s, double drain, bool can_pub) {
  if (s <= 0) return;
  if (o.mode == M_WS_ECHO) echo_for(s);
  else if (can_pub) publish_for(s, drain);
  else if (running) run_for(s);
}

/* From the first connection until all have seen the number they were to see, or time is up. */
static void catch_up(struct span *a, struct span *b) {
  u64 end = now_us() + (u64)(o.duration * 1e6);
  *a = span();
  connect_all(o.n);
  while (n_caught_up < n_ready && now_us() < end) turn(now_us() + 100000, false);
  *b = span();
  ready = idle = b->server;
}

typedef unsigned long long ull;

static void report_server(const struct span *a, const struct span *b, double wall) {
  u64 us = b->server.user - a->server.user, sy = b->server.sys - a->server.sys;
  printf(",\"server\":{\"cpu_us\":%llu,\"user_us\":%llu,\"sys_us\":%llu,\"cpu\":%.3f", (ull)(us + sy), (ull)us, (ull)sy,
         wall > 0 ? (double)(us + sy) / 1e6 / wall : 0);
  if (delivered) printf(",\"cpu_us_per_delivery\":%.3f", (double)(us + sy) / (double)delivered);
  if (o.hold > 0) printf(",\"idle_cpu\":%.4f", (double)(idle.user + idle.sys - ready.user - ready.sys) / 1e6 / o.hold);
  if (n_ready)
    printf(",\"connect_cpu_us\":%.1f,\"rss_per_conn\":%.0f",
           (double)(ready.user + ready.sys - before.user - before.sys) / n_ready, ((double)idle.rss - (double)before.rss) / n_ready);
  printf(",\"rss_start\":%llu,\"rss_ready\":%llu,\"rss_idle\":%llu,\"rss_end\":%llu}", (ull)before.rss, (ull)ready.rss,
         (ull)idle.rss, (ull)b->server.rss);
}

/* One line of JSON: what stands in it is told in loadgen.md. */
static void report(const char *mode, u64 early, bool awaited, const struct span *a, const struct span *b) {
  double wall = (double)(b->at - a->at) / 1e6;
  printf("{");
  if (o.label) printf("\"label\":\"%s\",", o.label);
  printf("\"mode\":\"%s\",\"connections\":%u,\"connect_failures\":%u,\"connect_s\":%.2f,\"disconnects\":%llu,\"reconnects\":%llu",
         mode, n_ready, n_failed + n_pub_failed, connect_s, (ull)(disconnects + early), (ull)reconnects);
  printf(",\"published\":%llu,\"pub_errors\":%llu,\"pub_late\":%llu,\"expected\":%llu,\"received\":%llu", (ull)published,
         (ull)pub_errors, (ull)pub_late, (ull)(awaited ? expected() : 0), (ull)delivered);
  if (o.catch_up) printf(",\"caught_up\":%u", n_caught_up);
  if (o.seq_key) printf(",\"dups\":%llu,\"gaps\":%llu", (ull)dups, (ull)gaps);
  printf(",\"frames\":%llu,\"responses\":%llu,\"http_errors\":%llu,\"protocol_errors\":%llu", (ull)frames_in, (ull)responses,
         (ull)http_errors, (ull)proto_errors);
  printf(",\"bytes_in\":%llu,\"bytes_out\":%llu,\"wall_s\":%.3f,\"per_s\":%.0f", (ull)bytes_in, (ull)bytes_out, wall,
         wall > 0 ? (double)delivered / wall : 0);
  printf(",\"lat_us\":{\"n\":%llu,\"p50\":%llu,\"p90\":%llu,\"p99\":%llu,\"p99.9\":%llu,\"max\":%llu}", (ull)hist_n,
         (ull)hist_pct(50), (ull)hist_pct(90), (ull)hist_pct(99), (ull)hist_pct(99.9), (ull)hist_max);
  printf(",\"gen_cpu\":%.3f", wall > 0 ? (double)(b->self - a->self) / 1e6 / wall : 0);
  if (o.npid) report_server(a, b, wall);
  printf("}\n");
}

int main(int argc, char **argv) {
  parse_args(argc, argv);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGINT, on_signal);
  signal(SIGTERM, on_signal);
  raise_limits();
  resolve();
  bool has_pub = o.pub_ws || o.pub_post, can_pub = has_pub || o.pub_self;
  u32 npub = has_pub ? o.npub : 0;
  allocate(npub);
  struct timespec seed;
  clock_gettime(CLOCK_REALTIME, &seed);
  rng_seed((u64)seed.tv_nsec << 20 ^ (u64)getpid());
  ep = epoll_create1(EPOLL_CLOEXEC);
  prog_start = now_us();
  if (o.mode == M_FLOOR) { floor_server(); return 0; }

  hook(o.on_start);
  before = server_usage();
  struct span a, b;
  if (o.catch_up) {
    catch_up(&a, &b);
    report(argv[optind], 0, false, &a, &b);
    return n_failed || n_caught_up < n_ready ? 1 : 0;
  }
  connect_all(o.n + npub);
  run_for(o.settle);
  hook(o.on_ready);
  if (o.on_ready) run_for(0.2);
  ready = server_usage();
  if (o.hold > 0) run_for(o.hold);
  idle = server_usage();
  u64 early = disconnects;

  if (o.warmup > 0) {
    load_for(o.warmup, o.drain + 20, can_pub);
    run_for(o.mode == M_WS_ECHO ? 0.5 : 0.2);
  }
  reset_counters();
  running = true;
  a = span();
  load_for(o.duration, o.drain, can_pub);
  b = span();
  report(argv[optind], early, can_pub || o.mode == M_WS_ECHO, &a, &b);
  return n_failed || n_pub_failed ? 1 : 0;
}
