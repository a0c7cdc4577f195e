package org.parley.lab.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.parley.lab.load.Figures;

/** The figures of some runs as lines for a terminal: one row a transport, and below what is not as it should be. */
final class Table {
    /** Over this share of a core, the engine itself may be what is slow. */
    private static final double BUSY = 0.8;

    private Table() {}

    static List<String> lines(List<Figures> runs) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(Columns.ALL.stream().map(column -> column.title().english()).toList());
        for (Figures run : runs) {
            rows.add(Columns.ALL.stream()
                    .map(column -> column.value().apply(run))
                    .toList());
        }
        List<String> lines =
                new ArrayList<>(rows.stream().map(row -> line(row, rows)).toList());
        runs.forEach(run -> remarks(run).forEach(remark -> lines.add(remark.english())));
        return lines;
    }

    private static String line(List<String> row, List<List<String>> rows) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            int column = i;
            int width = rows.stream()
                    .mapToInt(other -> other.get(column).length())
                    .max()
                    .orElse(0);
            String pad = " ".repeat(width - row.get(i).length());
            line.append(i == 0 ? row.get(i) + pad : "  " + pad + row.get(i));
        }
        return line.toString();
    }

    /** What a reader has to know before he believes the figures. */
    static List<Both> remarks(Figures run) {
        int clients = run.load().clients();
        List<Both> remarks = new ArrayList<>();
        if (run.there() < clients) {
            int away = clients - run.there();
            remarks.add(new Both(
                    away + " of " + clients + " clients were turned away and took no part",
                    clients + " 个客户端中有 " + away + " 个被拒绝，没有参与"));
        }
        if (!run.troubles().isEmpty()) {
            String troubles = run.troubles().entrySet().stream()
                    .map((Map.Entry<String, Long> trouble) -> trouble.getValue() + " x " + trouble.getKey())
                    .collect(Collectors.joining(", "));
            remarks.add(new Both(troubles, "服务器的代码：" + troubles));
        }
        if (run.unanswered() > 0) {
            remarks.add(new Both(
                    run.unanswered() + " messages were not answered before the end",
                    "结束前有 " + run.unanswered() + " 条消息没有得到应答"));
        }
        if (run.busy() > BUSY) {
            long share = Math.round(100 * run.busy());
            remarks.add(new Both(
                    "the clients' own threads were busy for " + share
                            + " % of the time; the latencies may be theirs (--threads)",
                    "客户端自身的线程有 " + share + " % 的时间处于忙碌状态；延迟可能由它们造成（--threads）"));
        }
        String name = run.load().transport().wire();
        return remarks.stream()
                .map(remark -> new Both(name + ": " + remark.english(), name + "：" + remark.chinese()))
                .toList();
    }
}
