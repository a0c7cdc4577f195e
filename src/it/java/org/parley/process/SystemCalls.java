package org.parley.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What strace saw, in the order in which it happened. */
final class SystemCalls {
    /** Such a file is the log's: what is committed goes to SQLite's write-ahead log first. */
    private static final String LOG = "-wal>";

    private static final Pattern UNFINISHED = Pattern.compile("^(\\d+) +(\\w+)\\((.*) <unfinished \\.\\.\\.>$");
    private static final Pattern RESUMED = Pattern.compile("^(\\d+) +<\\.\\.\\. (\\w+) resumed>(.*)$");
    private static final Pattern WHOLE = Pattern.compile("^(\\d+) +(\\w+)\\((.*)$");

    /** A call with its arguments, when it began and when it had ended, counted in lines. */
    record Call(String name, String arguments, int began, int ended) {}

    private final List<Call> calls = new ArrayList<>();

    SystemCalls(List<String> lines) {
        Map<String, Call> unfinished = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            add(lines.get(i), i, unfinished);
        }
    }

    /** The command that watches a program's writes and syncs. */
    static List<String> strace(Path trace) {
        String names = "trace=fsync,fdatasync,write,writev,pwrite64,pwritev,sendto,sendmsg";
        return List.of(
                "strace",
                "-f",
                "--seccomp-bpf",
                "-y",
                "-s",
                "9000",
                "-o",
                trace.toString(),
                "-e",
                names,
                "-e",
                "signal=none");
    }

    private void add(String line, int at, Map<String, Call> unfinished) {
        Matcher matcher = UNFINISHED.matcher(line);
        if (matcher.matches()) {
            unfinished.put(matcher.group(1), new Call(matcher.group(2), matcher.group(3), at, at));
            return;
        }
        matcher = RESUMED.matcher(line);
        if (matcher.matches() && unfinished.containsKey(matcher.group(1))) {
            Call begun = unfinished.remove(matcher.group(1));
            calls.add(new Call(begun.name(), begun.arguments() + matcher.group(3), begun.began(), at));
            return;
        }
        matcher = WHOLE.matcher(line);
        if (matcher.matches()) {
            calls.add(new Call(matcher.group(2), matcher.group(3), at, at));
        }
    }

    /**
     * Those of these keys whose ack was sent before a sync of the log, begun after the message was written, had ended.
     */
    List<String> ackedTooEarly(List<String> keys) {
        return keys.stream().filter(key -> !syncedBeforeItsAck(key)).toList();
    }

    private boolean syncedBeforeItsAck(String key) {
        Call written = first(
                "the write of " + key + " to the log",
                c -> toLog(c) && c.arguments().contains(key));
        Call ack = first("the ack of " + key, c -> toSocket(c) && c.arguments().contains(key));
        return calls.stream().anyMatch(c -> isSync(c) && c.began() >= written.ended() && c.ended() <= ack.began());
    }

    private Call first(String what, Predicate<Call> wanted) {
        return calls.stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow(() -> new AssertionError("strace did not see " + what + " in " + calls.size() + " calls"));
    }

    private static boolean isSync(Call call) {
        return call.name().endsWith("sync") && call.arguments().contains(LOG);
    }

    /** The file is the first argument: {@code 12</home/parley.db-wal>}. */
    private static boolean toLog(Call call) {
        return !call.name().endsWith("sync") && file(call).endsWith(LOG);
    }

    private static boolean toSocket(Call call) {
        return file(call).contains("<socket:") || file(call).contains("<TCP");
    }

    private static String file(Call call) {
        int comma = call.arguments().indexOf(',');
        return comma < 0 ? call.arguments() : call.arguments().substring(0, comma);
    }
}
