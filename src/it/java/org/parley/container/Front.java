package org.parley.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parley.Needs;
import org.parley.testing.Deadline;

/** One of the system's proxies on a free port of loopback. A test that wants it is skipped where there is none. */
public final class Front implements AutoCloseable {
    private final Process process;
    private final int port;

    private Front(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** nginx with this configuration, in which {@code PORT} is where to listen. Its files are made in this folder. */
    public static Front nginx(Path folder, String configuration) {
        Path program = Needs.tool("nginx", "apt-get install nginx-light");
        return start(
                folder,
                "daemon off; pid " + folder.resolve("pid") + ";\n" + configuration,
                file -> Stream.of(program, "-p", folder, "-c", file, "-e", "stderr"));
    }

    /** nginx in front of a server, its location set up with these lines. */
    public static Front nginx(Path folder, URI server, Map<String, String> lines) {
        String location = lines.entrySet().stream()
                .map(line -> line.getKey() + " " + line.getValue() + ";")
                .collect(Collectors.joining("\n"));
        return nginx(
                folder,
                "events {} http { server { listen 127.0.0.1:PORT; location / {\nproxy_pass " + server + ";\n" + location
                        + "\n} } }");
    }

    /** HAProxy with this configuration, in which {@code PORT} is where to listen. */
    public static Front haproxy(Path folder, String configuration) {
        Path program = Needs.tool("haproxy", "apt-get install haproxy");
        return start(folder, configuration, file -> Stream.of(program, "-db", "-f", file));
    }

    /** Apache with these modules and configuration, in which {@code PORT} is where to listen. */
    public static Front apache(Path folder, List<String> modules, String configuration) {
        Path program = Needs.tool("apache2", "apt-get install apache2");
        String loaded = Stream.concat(Stream.of("mpm_event", "authz_core"), modules.stream())
                .map(name -> "LoadModule " + name + "_module /usr/lib/apache2/modules/mod_" + name + ".so\n")
                .collect(Collectors.joining());
        return start(
                folder,
                "ServerName 127.0.0.1\nListen 127.0.0.1:PORT\nPidFile " + folder.resolve("pid") + "\nDefaultRuntimeDir "
                        + folder + "\nErrorLog /dev/stderr\nUser nobody\nGroup nogroup\n" + loaded + configuration,
                file -> Stream.of(program, "-DFOREGROUND", "-f", file));
    }

    private static Front start(Path folder, String configuration, Function<Path, Stream<Object>> command) {
        try {
            int port = freePort();
            Path file = Files.createDirectories(folder).resolve("configuration");
            Files.writeString(file, configuration.replace("PORT", String.valueOf(port)));
            List<String> words = command.apply(file).map(Object::toString).toList();
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            Deadline.usual().await("that it listens: " + folder, () -> listens(port) || !process.isAlive());
            if (!process.isAlive()) {
                throw new AssertionError(words + " ended: " + Files.readString(folder.resolve("log")));
            }
            return new Front(process, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where it listens, with a slash at the end. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** The same where it ends TLS. */
    public URI secureAddress() {
        return URI.create("https://127.0.0.1:" + port + "/");
    }

    @Override
    public void close() {
        process.destroy();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try {
            new Socket(InetAddress.getLoopbackAddress(), port).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
