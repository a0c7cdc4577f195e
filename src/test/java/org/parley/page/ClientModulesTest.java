package org.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.parley.Needs;
import org.parley.chat.Archive;
import org.parley.chat.Events;

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
    void theirTestsPass() throws IOException {
        List<String> tests = Sources.below(Path.of("src/test/js"), ".test.js").stream()
                .map(Path::toString)
                .toList();
        assertFalse(tests.isEmpty(), "no tests found");
        List<String> command = new ArrayList<>(List.of("--test"));
        command.addAll(tests);
        node(command);
    }

    /** A kind of event that the model does not know would change the state on the server and not here. */
    @Test
    void theModelKnowsEachKindOfEvent() throws IOException, IllegalAccessException {
        Set<String> kinds = new TreeSet<>();
        for (Field constant : Events.class.getFields()) {
            kinds.add((String) constant.get(null));
        }
        assertEquals(kinds, modelKnows("KINDS"));
    }

    /** So would a kind of personal state. What it makes of each is proved in model.test.js, which lists them too. */
    @Test
    void theModelKnowsEachKindOfPersonalState() throws IOException {
        Set<String> kinds = new TreeSet<>();
        for (RecordComponent kind : Archive.Personal.class.getRecordComponents()) {
            kinds.add(kind.getName());
        }
        assertTrue(kinds.remove("version"), "it is versioned");
        assertEquals(kinds, modelKnows("PERSONAL"));
    }

    private static Set<String> modelKnows(String list) throws IOException {
        String script = "import { %1$s } from './src/main/webapp/client/model.js'; console.log(%1$s.join('\\n'))";
        String known = node(List.of("--input-type=module", "--eval", script.formatted(list)));
        return new TreeSet<>(known.lines().toList());
    }

    private static String node(List<String> arguments) throws IOException {
        String node = Needs.tool("node", "apt-get install nodejs (20 or newer)").toString();
        assumeTrue(version(node) >= OLDEST, "node is older than 20");
        List<String> command = new ArrayList<>(List.of(node));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String report = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.onExit().join().exitValue(), report);
        return report;
    }

    private static int version(String node) throws IOException {
        Process asked = new ProcessBuilder(node, "--version").start();
        String answer = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Integer.parseInt(answer.strip().substring(1).split("\\.")[0]);
    }
}
