package org.parley.lab.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.parley.lab.load.Figures;

/** What is shown of a run, in the terminal and on the page: one list for both. */
final class Columns {
    /**
     * One column.
     *
     * @param title short, for the head
     * @param about a sentence that says what the figure is
     * @param value the figure
     */
    record Column(Both title, Both about, Function<Figures, String> value) {}

    static final List<Column> ALL = List.of(
            new Column(
                    new Both("transport", "传输方式"),
                    new Both("How clients and server talk.", "客户端与服务器的通信方式。"),
                    run -> run.load().transport().wire()),
            new Column(
                    new Both("clients", "客户端"),
                    new Both("Clients that took part.", "参与的客户端。"),
                    run -> whole(run.there())),
            new Column(
                    new Both("delivered", "送达"),
                    new Both("Messages heard in the measured time, each client counted.", "测量期间送达的消息，按每个客户端计。"),
                    run -> whole(run.measured().heard())),
            new Column(
                    new Both("lost", "丢失"),
                    new Both("Acknowledged messages that a client of the room never heard.", "已确认、但房间内某个客户端没有收到的消息。"),
                    run -> whole(run.lost())),
            new Column(
                    new Both("repeated", "重复"),
                    new Both("Messages that came again.", "重复到达的消息。"),
                    run -> whole(run.repeated())),
            new Column(
                    new Both("reordered", "乱序"),
                    new Both("Messages that came after a newer one.", "晚于更新的消息才到达的消息。"),
                    run -> whole(run.reordered())),
            new Column(
                    new Both("p50 ms", "p50 毫秒"),
                    new Both("Half of the messages were heard within this time.", "一半的消息在此时间内送达。"),
                    run -> millis(run, 50)),
            new Column(
                    new Both("p90 ms", "p90 毫秒"),
                    new Both("Nine of ten were.", "十分之九在此时间内送达。"),
                    run -> millis(run, 90)),
            new Column(
                    new Both("p99 ms", "p99 毫秒"),
                    new Both("99 of 100 were.", "100 条中有 99 条在此时间内送达。"),
                    run -> millis(run, 99)),
            new Column(new Both("max ms", "最大 毫秒"), new Both("All were.", "全部在此时间内送达。"), run -> millis(run, 100)),
            new Column(
                    new Both("req/s", "请求/秒"),
                    new Both("HTTP requests a second, handshakes and posts included.", "每秒 HTTP 请求数，包括握手和发送。"),
                    run -> decimal(run.measured().requests() / run.measured().seconds())),
            new Column(
                    new Both("empty", "空应答"),
                    new Both("Polls that were answered with nothing new.", "没有带回任何新内容的轮询。"),
                    run -> whole(run.measured().empty())),
            new Column(
                    new Both("up", "上行"),
                    new Both("Bytes that clients sent, headers included.", "客户端发送的字节，含头部。"),
                    run -> bytes(run.measured().up())),
            new Column(
                    new Both("down", "下行"),
                    new Both("Bytes that they received.", "客户端收到的字节。"),
                    run -> bytes(run.measured().down())),
            new Column(
                    new Both("bytes/useful", "字节/有用"),
                    new Both("Bytes in both directions for each byte of text that was heard.", "每送达一个字节的文字，双向传输的字节数。"),
                    run -> decimal(run.bytesPerUseful())),
            new Column(
                    new Both("connections", "连接数"),
                    new Both("TCP connections held at the end of the measured time.", "测量结束时保持的 TCP 连接。"),
                    run -> whole(run.measured().connections())),
            new Column(
                    new Both("CPU us/msg", "CPU 微秒/条"),
                    new Both(
                            "CPU time of the server for each message heard, in microseconds.",
                            "每条送达的消息占用服务器的 CPU 时间，微秒。"),
                    run -> run.cpuPerMessage().map(cpu -> decimal(1e6 * cpu)).orElse("?")),
            new Column(
                    new Both("alloc B/msg", "内存 B/条"),
                    new Both("Memory the server allocated for each message heard.", "每条送达的消息让服务器分配的内存。"),
                    run -> run.allocatedPerMessage()
                            .map(memory -> whole(Math.round(memory)))
                            .orElse("?")));

    private Columns() {}

    private static String millis(Figures run, double percentile) {
        return run.latencies().getTotalCount() == 0 ? "-" : decimal(run.millis(percentile));
    }

    static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** A number with as many digits as tell something; - when there is none. */
    static String decimal(double number) {
        if (Double.isNaN(number)) {
            return "-";
        }
        return number == Math.rint(number) || Math.abs(number) >= 100
                ? whole(Math.round(number))
                : String.format(Locale.ROOT, "%.2f", number);
    }

    static String bytes(long bytes) {
        return bytes < 10_000
                ? whole(bytes) + " B"
                : bytes < 10_000_000
                        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
