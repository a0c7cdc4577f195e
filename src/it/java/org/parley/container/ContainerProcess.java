package org.parley.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The process in which the container runs, be it the tests' own, as its JDK and Linux show it. */
final class ContainerProcess {
    private static final Path PROCESSES = Path.of("/proc");

    /** One that every deployment loads. */
    private static final String MAIN_CLASS = "org.parley.app.Node";

    private final long pid;

    private ContainerProcess(long pid) {
        this.pid = pid;
    }

    /** Whether processes can be looked into here. */
    static boolean visible() {
        return Files.isDirectory(PROCESSES.resolve("self").resolve("fd"));
    }

    /**
     * The one with the container's folder in its command line; the tests' own where it is embedded. Empty where the
     * container's process ends with its application, and does not run now.
     */
    static Optional<ContainerProcess> find() {
        String home = System.getProperty("parley.tests.container.home", "");
        long own = ProcessHandle.current().pid();
        return home.isEmpty()
                ? Optional.of(new ContainerProcess(own))
                : ProcessHandle.allProcesses()
                        .map(ProcessHandle::pid)
                        .filter(pid -> pid != own
                                && isJava(commandLine(pid))
                                && commandLine(pid).contains(home))
                        .findFirst()
                        .map(ContainerProcess::new);
    }

    private static boolean isJava(String commandLine) {
        return commandLine.split("\0", 2)[0].endsWith("java");
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(PROCESSES.resolve(pid + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // it has ended, or is somebody else's
        }
    }

    /** The names of Parley's threads. */
    List<String> threads() {
        return jcmd("Thread.print")
                .lines()
                .filter(line -> line.startsWith("\"parley-"))
                .map(line -> line.substring(1, line.indexOf('"', 1)))
                .toList();
    }

    /** How many class loaders hold Parley, each of one deployment, after what nobody can reach has been collected. */
    long applications() {
        jcmd("GC.run");
        return jcmd("VM.classloaders", "show-classes")
                .lines()
                .filter(line -> line.endsWith(" " + MAIN_CLASS))
                .count();
    }

    /** The open files below this folder. */
    List<String> openFiles(Path folder) {
        try (Stream<Path> handles = Files.list(PROCESSES.resolve(pid + "/fd"))) {
            return handles.map(ContainerProcess::target)
                    .filter(file -> file.startsWith(folder.toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return ""; // closed meanwhile
        }
    }

    private String jcmd(String... command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        List<String> line = new ArrayList<>(List.of(jcmd.toString(), Long.toString(pid)));
        line.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
