package org.parley.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Iterator;
import java.util.List;
import org.parley.testing.Pems;

/** The proxies of docs/cluster, as their files set them up, but for addresses and certificates. */
public enum ClusterFronts {
    /** docs/cluster/haproxy.cfg. */
    HAPROXY {
        @Override
        public Front start(Path folder, List<URI> nodes) {
            Pems pems = pems(folder);
            String pem = read(pems.cert()) + read(pems.key());
            return Front.haproxy(
                    folder,
                    toNodes("haproxy.cfg", nodes)
                            .replace("/etc/haproxy/chat.pem", write(folder.resolve("chat.pem"), pem)));
        }
    },
    /** docs/cluster/nginx.conf. */
    NGINX {
        @Override
        public Front start(Path folder, List<URI> nodes) {
            Pems pems = pems(folder);
            return Front.nginx(
                    folder,
                    toNodes("nginx.conf", nodes)
                            .replace("/etc/nginx/chat.crt", pems.cert().toString())
                            .replace("/etc/nginx/chat.key", pems.key().toString()));
        }
    };

    /** Starts it in front of these nodes, with TLS; its files are made in this folder. */
    public abstract Front start(Path folder, List<URI> nodes);

    /** The same for plain HTTP: HAProxy. */
    public static Front plain(Path folder, List<URI> nodes) {
        return Front.haproxy(folder, toNodes("haproxy.cfg", nodes).replaceAll(" ssl crt .*", ""));
    }

    /** The file, led to these nodes; it has lines for three. */
    private static String toNodes(String file, List<URI> nodes) {
        Iterator<URI> left = nodes.iterator();
        StringBuilder lines = new StringBuilder();
        for (String line : read(Path.of("docs", "cluster", file))
                .replace("0.0.0.0:443", "127.0.0.1:PORT")
                .split("\n", -1)) {
            boolean node = line.contains(" 10.0.0.");
            if (!node) {
                lines.append(line).append('\n');
            } else if (left.hasNext()) {
                String address = "127.0.0.1:" + left.next().getPort();
                lines.append(line.replaceFirst("10\\.0\\.0\\.\\d+:8080", address))
                        .append('\n');
            }
        }
        return lines.toString();
    }

    private static Pems pems(Path folder) {
        try {
            return Pems.make(Files.createDirectories(folder), "RSA");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String write(Path file, String text) {
        try {
            return Files.writeString(file, text).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
