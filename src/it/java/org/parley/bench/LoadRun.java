package org.parley.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.parley.testing.Json;
import tools.jackson.databind.JsonNode;

/**
 * {@code java -jar parley.war bench}, run to its end.
 *
 * @param exitCode what it ended with
 * @param output what it printed, on either stream
 * @param page the page it wrote; empty for none
 */
record LoadRun(int exitCode, String output, String page) {
    private static final String FIGURES = "<script type=\"application/json\" id=\"figures\">";

    static LoadRun with(Path folder, long seconds, String... options) throws IOException, InterruptedException {
        return with(List.of(), folder, seconds, options);
    }

    /** The same with options for Java. */
    static LoadRun with(List<String> java, Path folder, long seconds, String... options)
            throws IOException, InterruptedException {
        Path report = folder.resolve("report.html");
        Path log = folder.resolve("bench.log");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(java);
        command.addAll(List.of(
                "-jar",
                System.getProperty("parley.tests.war", "target/parley.war"),
                "bench",
                "--report",
                report.toString()));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            assertTrue(process.waitFor(seconds, TimeUnit.SECONDS), "still running: " + Files.readString(log));
        } finally {
            process.destroy();
        }
        String page = Files.exists(report) ? Files.readString(report) : "";
        return new LoadRun(process.exitValue(), Files.readString(log), page);
    }

    /** The figures that the page holds, one object a transport. */
    JsonNode figures() {
        int begin = page.indexOf(FIGURES) + FIGURES.length();
        return Json.parse(page.substring(begin, page.indexOf("</script>", begin)));
    }

    /** Those of the only transport. */
    JsonNode figuresOfOne() {
        return figures().get(0);
    }
}
