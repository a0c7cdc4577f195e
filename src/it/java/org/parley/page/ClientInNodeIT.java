package org.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.Needs;
import org.parley.testing.ParleyProcess;

/** The client library in Node against a running server: what it makes of events equals what a reload gives. */
class ClientInNodeIT {
    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"sse", "long-polling", "polling"})
    void eventsAppliedEqualAReload(String transport) throws IOException {
        String node = Needs.tool("node", "apt-get install nodejs (20 or newer)").toString();
        try (ParleyProcess parley = ParleyProcess.start(home)) {
            ProcessBuilder tests = new ProcessBuilder(node, "--test", "src/it/js/reload.test.js");
            tests.environment().put("PARLEY_URL", parley.address().toString());
            tests.environment().put("PARLEY_TRANSPORT", transport);
            Process process = tests.redirectErrorStream(true).start();
            String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.onExit().join().exitValue(), report);
        }
    }
}
