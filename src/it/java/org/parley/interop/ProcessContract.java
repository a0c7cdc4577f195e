package org.parley.interop;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.parley.testing.Person;

/** Clients in processes of their own, which take the address and the value of Authorization as their last words. */
abstract class ProcessContract extends ClientContract {
    ProcessContract(boolean compresses) {
        super(compresses);
    }

    /** How such a process is started. */
    abstract List<String> command();

    @Override
    Talker connect(URI server, String path) {
        return start(address(server, path));
    }

    @Override
    Talker connect(Person person, String path) {
        return start(address(person.server(), path), person.credentials().get("Authorization"));
    }

    private Talker start(String... words) {
        List<String> all = new ArrayList<>(command());
        all.addAll(List.of(words));
        return new ProcessTalker(all);
    }

    static String address(URI server, String path) {
        return server.toString().replaceFirst("^http", "ws").replaceFirst("/$", "") + path;
    }

    /** A Java program of the tests with these folders or jars on its class path. */
    static List<String> java(Class<?> program, String... classPath) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> path = new ArrayList<>(List.of("target/test-classes"));
        path.addAll(List.of(classPath));
        return List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                String.join(File.pathSeparator, path),
                program.getName());
    }
}
