/* SPDX-License-Identifier: Apache-2.0 */
#include "loadgen.h"

struct options o = {
  .n = 1, .rooms = 1, .parallel = 128, .src_count = 1, .npub = 1, .depth = 1,
  .method = "GET", .seq_key = NULL, .rate = 10, .duration = 5, .warmup = 0, .settle = 0.5,
  .drain = 5, .interval = 1000, .max_time = 600, .expect_per_msg = -1, .size = 150,
  .pub_text = NULL,
};

static void usage(void) {
  fprintf(stderr, "usage: loadgen MODE URL [options]   (see loadgen.md)\n"
                  "  MODE  ws | ws-echo | longpoll | poll | sse | pub | floor\n");
  exit(2);
}

static void parse_url(const char *u) {
  const char *p = strstr(u, "://");
  if (!p || (strncmp(u, "ws:", 3) && strncmp(u, "http:", 5))) die("URL must be ws:// or http://");
  p += 3;
  size_t n = strcspn(p, ":/");
  snprintf(o.host, sizeof o.host, "%.*s", (int)n, p);
  p += n;
  o.port = 80;
  if (*p == ':') o.port = (int)strtol(p + 1, (char **)&p, 10);
  snprintf(o.path, sizeof o.path, "%s", *p ? p : "/");
}

enum { O_SRC = 256, O_SRCN, O_FIRST, O_SETUP, O_METHOD, O_BODY, O_MARKER, O_SEQ, O_READY, O_REPLY, O_CKEY, O_CHDR,
       O_C2HDR, O_INTERVAL, O_PUBWS, O_PUBPOST, O_PUBSELF, O_PUBTEXT, O_PUBFIRST, O_PUBHDR, O_PUBCONNS, O_SIZE, O_DEPTH,
       O_BINARY, O_STAMP, O_ROOMS, O_EXPECT, O_WARMUP, O_SETTLE, O_DRAIN, O_HOLD, O_PARALLEL, O_CRATE, O_PID, O_ONSTART,
       O_ONREADY, O_LABEL, O_MAXTIME, O_KEEP, O_EACH, O_ANSWER, O_STALL, O_CATCHUP };

static const struct option longopts[] = {
  {"connections", 1, 0, 'n'}, {"header", 1, 0, 'H'}, {"rate", 1, 0, 'r'}, {"duration", 1, 0, 'd'},
  {"src", 1, 0, O_SRC}, {"src-count", 1, 0, O_SRCN}, {"first", 1, 0, O_FIRST}, {"setup", 1, 0, O_SETUP},
  {"method", 1, 0, O_METHOD}, {"body", 1, 0, O_BODY}, {"marker", 1, 0, O_MARKER}, {"seq-key", 1, 0, O_SEQ},
  {"ready", 1, 0, O_READY}, {"reply", 1, 0, O_REPLY}, {"cursor-key", 1, 0, O_CKEY}, {"cursor-header", 1, 0, O_CHDR},
  {"cursor2-header", 1, 0, O_C2HDR}, {"interval", 1, 0, O_INTERVAL}, {"pub-ws", 1, 0, O_PUBWS},
  {"pub-post", 1, 0, O_PUBPOST}, {"pub-self", 0, 0, O_PUBSELF}, {"pub-text", 1, 0, O_PUBTEXT},
  {"pub-first", 1, 0, O_PUBFIRST}, {"pub-header", 1, 0, O_PUBHDR}, {"pub-conns", 1, 0, O_PUBCONNS},
  {"size", 1, 0, O_SIZE}, {"depth", 1, 0, O_DEPTH}, {"binary", 0, 0, O_BINARY}, {"stamp", 1, 0, O_STAMP},
  {"rooms", 1, 0, O_ROOMS}, {"expect-per-msg", 1, 0, O_EXPECT}, {"warmup", 1, 0, O_WARMUP}, {"settle", 1, 0, O_SETTLE},
  {"drain", 1, 0, O_DRAIN}, {"hold", 1, 0, O_HOLD}, {"parallel", 1, 0, O_PARALLEL}, {"connect-rate", 1, 0, O_CRATE},
  {"pid", 1, 0, O_PID}, {"on-start", 1, 0, O_ONSTART}, {"on-ready", 1, 0, O_ONREADY}, {"label", 1, 0, O_LABEL},
  {"max-time", 1, 0, O_MAXTIME}, {"cursor-keep", 0, 0, O_KEEP}, {"headers", 1, 0, O_EACH}, {"answer", 1, 0, O_ANSWER},
  {"stall", 0, 0, O_STALL}, {"catch-up", 1, 0, O_CATCHUP}, {0, 0, 0, 0}};

static void list_add(const char **list, int *n, const char *v) {
  if (*n == MAX_LIST) die("an option was given too many times");
  list[(*n)++] = v;
}

/* Reads the file of header lines; subscriber i sends line i, and the publishers what --pub-header says. */
static void read_each(const char *name) {
  FILE *f = fopen(name, "r");
  char line[4096];
  if (!f) die("cannot read %s: %s", name, strerror(errno));
  while (fgets(line, sizeof line, f)) {
    line[strcspn(line, "\r\n")] = 0;
    if (!*line) continue;
    if (!(o.neach & (o.neach + 1))) o.each = xrealloc(o.each, (o.neach + 1) * 2 * sizeof *o.each);
    o.each[o.neach++] = strdup(line);
  }
  fclose(f);
  if (!o.neach) die("%s is empty", name);
}

void parse_args(int argc, char **argv) {
  static const char *const names[] = {"ws", "ws-echo", "longpoll", "poll", "sse", "pub", "floor"};
  int c, m = -1;
  while ((c = getopt_long(argc, argv, "n:H:r:d:", longopts, NULL)) != -1) switch (c) {
    case 'n': o.n = (u32)atol(optarg); break;
    case 'H': list_add(o.header, &o.nheader, optarg); break;
    case 'r': o.rate = atof(optarg); break;
    case 'd': o.duration = atof(optarg); break;
    case O_SRC: o.src = inet_addr(optarg); break;
    case O_SRCN: o.src_count = (u32)atol(optarg); break;
    case O_FIRST: list_add(o.first, &o.nfirst, optarg); break;
    case O_SETUP: list_add(o.setup, &o.nsetup, optarg); break;
    case O_METHOD: o.method = optarg; break;
    case O_BODY: o.body = optarg; break;
    case O_MARKER: o.marker = optarg; break;
    case O_SEQ: o.seq_key = optarg; break;
    case O_READY: o.ready = optarg; break;
    case O_REPLY:
      if (!strchr(optarg, '=')) die("--reply needs TEXT=ANSWER");
      list_add(o.reply, &o.nreply, optarg); break;
    case O_CKEY: o.cursor_key = optarg; break;
    case O_CHDR: o.cursor_hdr = optarg; break;
    case O_C2HDR: o.cursor2_hdr = optarg; break;
    case O_INTERVAL: o.interval = atof(optarg); break;
    case O_PUBWS: o.pub_ws = optarg; break;
    case O_PUBPOST: o.pub_post = optarg; break;
    case O_PUBSELF: o.pub_self = true; break;
    case O_PUBTEXT: o.pub_text = optarg; break;
    case O_PUBFIRST: list_add(o.pub_first, &o.npub_first, optarg); break;
    case O_PUBHDR: list_add(o.pub_header, &o.npub_header, optarg); break;
    case O_PUBCONNS: o.npub = (u32)atol(optarg); break;
    case O_SIZE: o.size = (u32)atol(optarg); break;
    case O_DEPTH: o.depth = (u32)atol(optarg); break;
    case O_BINARY: o.binary = true; break;
    case O_STAMP: o.stamp_send = !strcmp(optarg, "send"); break;
    case O_ROOMS: o.rooms = (u32)atol(optarg); break;
    case O_EXPECT: o.expect_per_msg = atof(optarg); break;
    case O_WARMUP: o.warmup = atof(optarg); break;
    case O_SETTLE: o.settle = atof(optarg); break;
    case O_DRAIN: o.drain = atof(optarg); break;
    case O_HOLD: o.hold = atof(optarg); break;
    case O_PARALLEL: o.parallel = (u32)atol(optarg); break;
    case O_CRATE: o.connect_rate = atof(optarg); break;
    case O_PID:
      for (char *p = strtok(optarg, ","); p && o.npid < 16; p = strtok(NULL, ",")) o.pid[o.npid++] = atoi(p);
      break;
    case O_ONSTART: o.on_start = optarg; break;
    case O_ONREADY: o.on_ready = optarg; break;
    case O_LABEL: o.label = optarg; break;
    case O_KEEP: o.cursor_keep = true; break;
    case O_EACH: read_each(optarg); break;
    case O_ANSWER:
      if (!strchr(optarg, '=')) die("--answer needs TEXT=ANSWER");
      list_add(o.answer, &o.nanswer, optarg); break;
    case O_STALL: o.stall = true; break;
    case O_CATCHUP: o.catch_up = strtoull(optarg, NULL, 10); break;
    case O_MAXTIME: o.max_time = atof(optarg); break;
    default: usage();
  }
  if (argc - optind != 2) usage();
  for (int i = 0; i < 7; i++) if (!strcmp(argv[optind], names[i])) m = i;
  if (m < 0) usage();
  o.mode = (enum mode)m;
  parse_url(argv[optind + 1]);
  if (!o.rooms || !o.n || !o.npub || !o.src_count || !o.parallel || o.rate <= 0) die("counts and rate must be above 0");
  if (o.mode == M_PUB) o.n = 0;
  if (!o.pub_text) o.pub_text = "{\"t\":{t},\"seq\":{seq},\"p\":\"{pad}\"}";
  if (o.pub_self && o.mode != M_WS) die("--pub-self needs mode ws");
  if (o.catch_up && (!o.seq_key || o.pub_ws || o.pub_post || o.pub_self)) die("--catch-up needs --seq-key and publishes nothing");
  if (o.mode == M_PUB && !o.pub_ws && !o.pub_post) die("mode pub needs --pub-ws or --pub-post");
}
