package org.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parley.Needs;

/** What the client library declares of itself suits TypeScript, and is what the library's users write. */
class ClientTypesIT {
    private static final String WEBJAR = "META-INF/resources/webjars/typescript/";

    @TempDir
    private Path folder;

    @Test
    void theDeclarationsCompileAndFitTheirUse() throws IOException, InterruptedException {
        Path node = Needs.tool("node", "apt-get install nodejs (20 or newer)");
        Process compiler = new ProcessBuilder(
                        node.toString(),
                        compiler().toString(),
                        "--noEmit",
                        "--strict",
                        "--target",
                        "es2022",
                        "--module",
                        "nodenext",
                        "--lib",
                        "es2022,dom",
                        "src/it/ts/usage.ts")
                .redirectErrorStream(true)
                .start();
        String report = new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, compiler.waitFor(), report);
    }

    /** The compiler's script, taken out of its WebJar with the libraries' declarations beside it. */
    private Path compiler() throws IOException {
        Path script = null;
        try (JarFile jar = new JarFile(webjar().toFile())) {
            for (JarEntry entry :
                    jar.stream().filter(one -> one.getName().startsWith(WEBJAR)).toList()) {
                String name = entry.getName();
                if (name.matches(".*/lib/(_?tsc\\.js|lib\\.[^/]*d\\.ts)") || name.endsWith("/package.json")) {
                    Path file = folder.resolve(name.substring(WEBJAR.length()));
                    Files.createDirectories(file.getParent());
                    try (InputStream content = jar.getInputStream(entry)) {
                        Files.copy(content, file);
                    }
                    script = name.endsWith("/lib/tsc.js") ? file : script;
                }
            }
        }
        return script;
    }

    private static Path webjar() {
        for (String entry : System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .split(System.getProperty("path.separator"))) {
            if (Path.of(entry).getFileName().toString().startsWith("typescript-")) {
                return Path.of(entry);
            }
        }
        throw new AssertionError("the WebJar of TypeScript is not on the class path");
    }
}
