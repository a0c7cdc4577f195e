package org.parley.lab.bench;

import java.util.Optional;
import org.parley.lab.load.Figures;
import org.parley.lab.load.Load;
import org.parley.lab.load.Transport;

/**
 * What a load has to hold: all clients came in, nothing lost, refused or unanswered, and this percentile.
 *
 * @param p99 milliseconds that the 99th percentile of latency may have
 */
record Bounds(double p99) {
    /** Which of them a run broke; empty for none. */
    Optional<Both> broken(Figures run) {
        if (run.there() < run.load().clients()) {
            return Optional.of(new Both("clients were turned away", "有客户端被拒绝"));
        } else if (!run.isPerfect()) {
            return Optional.of(
                    new Both("messages were lost, repeated, reordered or not answered", "有消息丢失、重复、乱序或没有得到应答"));
        } else if (!run.troubles().isEmpty()) {
            return Optional.of(new Both("something was refused or ended", "有请求被拒绝或连接被结束"));
        }
        return run.millis(99) <= p99
                ? Optional.empty()
                : Optional.of(new Both("the 99th percentile was over " + bound(), "第 99 百分位超过 " + bound()));
    }

    /** Why no rate can hold them, however fast the server is; empty when that is to be tried. */
    Optional<Both> outOfReach(Load load) {
        double waiting = waiting(load);
        if (waiting <= p99) {
            return Optional.empty();
        }
        String interval = interval(load);
        String most = Columns.whole(load.pollInterval().toMillis());
        String already = Columns.decimal(waiting);
        String below = p99 / 1e3 + "";
        return Optional.of(new Both(
                "polls every " + interval + " s (--poll-interval " + interval + ") bring messages up to " + most
                        + " ms late, so that the 99th percentile is " + already
                        + " ms before the server has done anything; the bound is " + bound() + " (--p99 "
                        + Columns.decimal(p99) + "). Set --poll-interval well below " + below + ", or --p99 well above "
                        + already,
                "每 " + interval + " 秒轮询一次（--poll-interval " + interval + "），消息最多迟到 " + most
                        + " 毫秒，服务器还什么都没做，第 99 百分位就已是 " + already + " 毫秒；而界限是 " + bound() + "（--p99 "
                        + Columns.decimal(p99) + "）。请把 --poll-interval 设得远小于 " + below + "，或把 --p99 设得远大于 " + already));
    }

    /**
     * Milliseconds of the 99th percentile that a message waits for its reader's next poll: it may come at any time
     * between two polls. What answers as soon as there is something lets nothing wait.
     */
    static double waiting(Load load) {
        return load.transport() == Transport.POLLING
                ? 0.99 * load.pollInterval().toMillis()
                : 0;
    }

    static String interval(Load load) {
        return Columns.decimal(load.pollInterval().toMillis() / 1e3);
    }

    String bound() {
        return Columns.decimal(p99) + " ms";
    }
}
