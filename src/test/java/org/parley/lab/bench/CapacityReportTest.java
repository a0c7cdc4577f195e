package org.parley.lab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a search for capacity leaves behind: the page, the terminal's lines, and whether all went well. */
class CapacityReportTest {
    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void thePageSaysWhatTheTerminalSays() throws IOException {
        boolean well = searched("upgrade,polling", 50);
        String page = Files.readString(folder.resolve("report.html"));
        String said = terminal.toString(StandardCharsets.UTF_8);
        List<String> verdicts = said.lines()
                .filter(line -> line.startsWith("upgrade: ") && line.contains("messages/s hold, which")
                        || line.startsWith("polling: not tried"))
                .toList();
        assertEquals(2, verdicts.size(), said);
        verdicts.forEach(line -> assertTrue(page.contains(Report.escaped(line)), line));
        assertTrue(page.contains("<td>upgrade</td><td>400</td><td>300</td>"), page);
        assertTrue(page.contains("the 99th percentile was over 50 ms") && page.contains("第 99 百分位超过 50 ms"), page);
        assertTrue(page.contains("What ran out: not CPU") && page.contains("耗尽的是：不是 CPU"), page);
        assertTrue(well, "polling was not tried");
    }

    @Test
    void allIsWellWhereSomethingHeldForEachTransport() throws IOException {
        assertTrue(searched("upgrade,sse", 50));
    }

    @Test
    void whereAllAreLeftOutNothingWasFound() throws IOException {
        assertFalse(searched("polling", 50));
    }

    @Test
    void aPageOfNothingThatHeldStillSaysWhy() throws IOException {
        assertFalse(searched("sse", 10));
        String page = Files.readString(folder.resolve("report.html"));
        assertTrue(page.contains("sse: not even the lowest rate tried holds, 3.13 messages/s"), page);
        assertFalse(page.contains("<svg"), "there is nothing to chart");
    }

    /** Of a server that is quick up to 333 messages a second. */
    private boolean searched(String transports, int p99) throws IOException {
        Options options = Options.of(List.of(
                "--capacity",
                "--transport",
                transports,
                "--clients",
                "10",
                "--rate",
                "100",
                "--p99",
                String.valueOf(p99),
                "--report",
                folder.resolve("report.html").toString()));
        PrintStream out = new PrintStream(terminal, true, StandardCharsets.UTF_8);
        return new Bench(options, out, false)
                .capacity(load -> CapacityTest.figures(load, load.rate() <= 333 ? 20 : 300, 0, 0.1));
    }
}
