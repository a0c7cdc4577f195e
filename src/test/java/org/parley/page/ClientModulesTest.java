package org.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.parley.Needs;

/** The client's modules stand alone: they import their neighbours and nothing else, and pass their own tests. */
class ClientModulesTest {
    private static final Pattern IMPORT = Pattern.compile(
            "(?:^import |^(?:import|export|\\}) .*from |\\bimport\\()['\"]([^'\"]+)", Pattern.MULTILINE);
    private static final int OLDEST = 20;

    @Test
    void theClientImportsItsNeighboursAlone() {
        for (Path module : Sources.below(Sources.WEBAPP.resolve("client"), ".js")) {
            IMPORT.matcher(Sources.read(module))
                    .results()
                    .map(found -> found.group(1))
                    .forEach(name -> {
                        Path target = module.resolveSibling(name).normalize();
                        assertEquals(
                                true, target.startsWith(Sources.WEBAPP.resolve("client")), module + " imports " + name);
                        assertEquals(true, target.toFile().isFile(), module + " imports " + name);
                    });
        }
    }

    @Test
    void theirTestsPass() throws IOException, InterruptedException {
        String node = Needs.tool("node", "apt-get install nodejs (20 or newer)").toString();
        assumeTrue(version(node) >= OLDEST, "node is older than 20");
        List<String> command = new ArrayList<>(List.of(node, "--test"));
        Sources.below(Path.of("src/test/js"), ".test.js").forEach(test -> command.add(test.toString()));
        assertFalse(command.size() < 3, "no tests found");
        Process tests = new ProcessBuilder(command).redirectErrorStream(true).start();
        String report = new String(tests.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, tests.waitFor(), report);
    }

    private static int version(String node) throws IOException {
        Process asked = new ProcessBuilder(node, "--version").start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Integer.parseInt(answer.strip().substring(1).split("\\.")[0]);
    }
}
