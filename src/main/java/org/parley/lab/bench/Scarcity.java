package org.parley.lab.bench;

import java.util.Locale;
import org.parley.lab.load.Figures;
import org.parley.lab.load.Transport;

/** What ran out in a run that broke a bound, as far as its figures tell. */
final class Scarcity {
    /** Over this share of the bound, waiting for the next poll is what most of it is spent on. */
    private static final double MOST = 0.5;

    private Scarcity() {}

    static Both of(Figures run, Bounds bounds) {
        double cores = Runtime.getRuntime().availableProcessors();
        double server = run.server().map(taken -> taken.cpuSeconds()).orElse(0.0)
                / run.measured().seconds();
        double clients = run.load().threads() * run.busy();
        if (run.busy() > 0.8) {
            long share = Math.round(100 * run.busy());
            return new Both(
                    "this engine's own threads, busy " + share
                            + " % of the time; give it more (--threads) or another machine",
                    "测试程序自身的线程，有 " + share + " % 的时间处于忙碌状态；请增加线程（--threads）或换一台机器");
        } else if (run.there() < run.load().clients() || !run.troubles().isEmpty()) {
            return new Both("a limit of the server: " + run.troubles(), "服务器的限制：" + run.troubles());
        } else if (server > 0.7 * cores || server + clients > 0.85 * cores) {
            return new Both(
                    format("CPU: the server used %.1f, the clients up to %.1f of %.0f cores", server, clients, cores),
                    format("CPU：共 %3$.0f 个核，服务器用了 %1$.1f 个，客户端最多用了 %2$.1f 个", server, clients, cores));
        } else if (Bounds.waiting(run.load()) > MOST * bounds.p99()) {
            return interval(run, bounds);
        } else if (run.server().isEmpty()) {
            return new Both(
                    "unknown, as the server does not tell its CPU (--metrics-token)",
                    "未知，因为服务器没有提供其 CPU 用量（--metrics-token）");
        }
        return waiting(run, format("%.1f", server), format("%.0f", cores));
    }

    private static Both interval(Figures run, Bounds bounds) {
        String waiting = Columns.decimal(Bounds.waiting(run.load()));
        String every = Bounds.interval(run.load());
        return new Both(
                "the poll interval: of the " + bounds.bound() + " (--p99), waiting for a poll every " + every
                        + " s (--poll-interval) takes " + waiting + " ms; polls have to come more often",
                "轮询间隔：在 " + bounds.bound() + "（--p99）中，每 " + every + " 秒一次的轮询（--poll-interval）本身就要等 " + waiting
                        + " 毫秒；需要更频繁地轮询");
    }

    private static Both waiting(Figures run, String server, String cores) {
        boolean asks = run.load().transport() == Transport.LONG_POLLING;
        return new Both(
                "not CPU (" + server + " of " + cores + " cores): waiting, for the disk's sync most likely"
                        + " (parley_journal_commit_seconds)"
                        + (asks ? ", or for the clients' next requests: after each answer they have to ask again" : ""),
                "不是 CPU（" + cores + " 个核用了 " + server + " 个）：是等待，很可能在等磁盘同步（parley_journal_commit_seconds）"
                        + (asks ? "，或在等客户端的下一个请求：每次应答之后它们都要重新提问" : ""));
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
