package org.parley.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Hears on which subjects messages pass through a server of NATS, by its protocol over a plain socket. */
public final class NatsTap implements AutoCloseable {
    private final Socket socket;
    private final List<String> subjects = new CopyOnWriteArrayList<>();

    private NatsTap(Socket socket) {
        this.socket = socket;
    }

    /** Listens to all below {@code parley}; returns when the server knows. */
    public static NatsTap on(NatsServer server) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            NatsTap tap = new NatsTap(socket);
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            tap.say("CONNECT {\"verbose\":false}\r\nSUB parley.> 1\r\nPING\r\n");
            String line = lines.readLine();
            while (line != null && !line.equals("PONG")) {
                line = lines.readLine();
            }
            Thread reader = new Thread(() -> tap.read(lines), "tap of nats");
            reader.setDaemon(true);
            reader.start();
            return tap;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A message's bytes may look like lines, but hardly like one that begins as it does. */
    private void read(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("MSG parley.")) {
                    subjects.add(line.split(" ")[1]);
                } else if (line.equals("PING")) {
                    say("PONG\r\n");
                }
            }
        } catch (IOException e) {
            subjects.add("ended with " + e);
        }
    }

    /** How many messages passed on subjects that end so. */
    public long count(String end) {
        return subjects.stream().filter(subject -> subject.endsWith(end)).count();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
