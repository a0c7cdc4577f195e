// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes the table of docs/performance.md that tells of single steps, between its two marks, from what the benchmarks
 * wrote (mvn -Pbench). A step that was not measured has no row.
 *
 * <pre>java Inside.java target/jmh.csv PAGE</pre>
 */
public final class Inside {
    private static final String BEGIN = "<!-- inside -->";
    private static final String END = "<!-- /inside -->";
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /** A benchmark, with the size it was given, and what it is. */
    private record Step(String name, String title) {}

    private static final List<Step> STEPS = List.of(
            new Step("AcceptBench.acceptParley", "a handshake's Sec-WebSocket-Accept"),
            new Step("DecodeBench.textParley", "a masked text frame of 150 bytes to a message"),
            new Step("DecodeBench.binaryParley", "the same with a binary frame"),
            new Step("CodecBench.unmaskParley", "of that: unmasking"),
            new Step("CodecBench.utf8Parley", "of that: whether it is UTF-8"),
            new Step("CodecBench.encodeParley", "a frame around 150 bytes"),
            new Step("DeflateBench.compress 300", "a compressed frame of 300 bytes, once for all"),
            new Step("DeflateBench.compress 8192", "the same of 8 KiB"),
            new Step("DeflateBench.compressWithTakeover 300", "a compressed frame of 300 bytes that the window holds already"),
            new Step("DeflateBench.compressWithTakeover 8192", "the same of 8 KiB"),
            new Step("DeflateBench.decodeCompressed 300", "a masked compressed frame to a message of 300 bytes"),
            new Step("DeflateBench.decodeCompressed 8192", "the same of 8 KiB"),
            new Step("JsonBench.readPost", "a post's JSON to a command"),
            new Step("JsonBench.writeAck", "an ack's JSON"),
            new Step("JsonBench.writeBody", "what the store keeps of a message"),
            new Step("JsonBench.writeEvent", "an event's JSON"),
            new Step("JsonBench.writeBatchOf1", "a batch of one encoded event"),
            new Step("JsonBench.writeBatchOf32", "a batch of 32 of them"),
            new Step("WindowBench.append", "an event into the full window, alone"),
            new Step("WindowBench.appendBatch", "the same, one of 64 at a time"),
            new Step("WindowBench.readNewest", "an event after a cursor, one of the newest 64"),
            new Step("WindowBench.readOld", "the same after an old cursor"));

    private Inside() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String[]> lines = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]))) {
            String[] cells = line.replace("\"", "").split(",", -1);
            lines.put(name(cells), cells);
        }
        StringBuilder table = new StringBuilder("\nMeasured on " + machine() + ".\n\n");
        table.append("| Step | ns (±) | bytes allocated |\n|---|---|---|\n");
        for (Step step : STEPS) {
            String[] time = lines.get(step.name);
            String[] allocated = lines.get(step.name.replaceFirst("( |$)", ":" + ALLOCATED + "$1"));
            if (time != null && allocated != null) {
                table.append(String.format(Locale.ROOT, "| %s | %s (%s) | %,.0f |\n", step.title, plain(time[4]), plain(time[5]),
                        Double.parseDouble(allocated[4])));
            }
        }
        Path page = Path.of(arguments[1]);
        String old = Files.readString(page);
        Files.writeString(page, old.substring(0, old.indexOf(BEGIN) + BEGIN.length()) + table + old.substring(old.indexOf(END)));
    }

    /** The class and the method; with the length that it was given, where there are several. */
    private static String name(String[] cells) {
        String parameters = cells[0].contains("DeflateBench")
                ? Arrays.stream(cells).skip(7).filter(cell -> !cell.isEmpty()).map(" "::concat).collect(Collectors.joining())
                : "";
        return cells[0].replaceFirst("^org\\.parley\\.[a-z0-9]+\\.", "") + parameters;
    }

    private static String plain(String number) {
        double value = Double.parseDouble(number);
        return String.format(Locale.ROOT, value < 100 ? "%.1f" : "%,.0f", value);
    }

    private static String machine() throws IOException {
        String processor = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 2))
                .orElse("an unknown processor");
        return String.format(Locale.ROOT, "%s: %s, %d processors, Linux %s, Java %s (%s)", LocalDate.now(), processor,
                Runtime.getRuntime().availableProcessors(), System.getProperty("os.version"),
                System.getProperty("java.version"), System.getProperty("java.vm.vendor"));
    }
}
