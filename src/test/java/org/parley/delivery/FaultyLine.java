package org.parley.delivery;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One connection through the proxy, and what happens to it: one thread for each direction. */
final class FaultyLine {
    private static final int PIECE = 4096;

    private final Socket client;
    private final Socket server;
    private final Fault fault;
    private final Consumer<FaultyLine> ended;
    private final CountDownLatch cut = new CountDownLatch(1);
    private boolean socket;
    private int passed;

    FaultyLine(Socket client, Socket server, Fault fault, Consumer<FaultyLine> ended) throws IOException {
        this.client = client;
        this.server = server;
        this.fault = fault;
        this.ended = ended;
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        if (fault.kind() == Fault.Kind.CUT_IDLE) {
            client.setSoTimeout(fault.millis());
        }
    }

    static void inBackground(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    void start() {
        inBackground("proxy up", () -> run(this::up));
    }

    private interface Direction {
        void pump() throws IOException, InterruptedException;
    }

    private void run(Direction direction) {
        try {
            direction.pump();
        } catch (IOException e) {
            // Either side ended, or the fault did it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cut();
        }
    }

    private void up() throws IOException, InterruptedException {
        InputStream in = client.getInputStream();
        String head = head(in);
        socket = head.toLowerCase(Locale.ROOT).contains("\r\nupgrade: websocket");
        if (socket && answered()) {
            return;
        }
        inBackground("proxy down", () -> run(this::down));
        boolean strip = socket && fault.kind() == Fault.Kind.STRIP_UPGRADE;
        String sent = strip ? head.replaceAll("(?i)\r\n(upgrade|connection):[^\r]*", "") : head;
        byte[] bytes = sent.getBytes(StandardCharsets.ISO_8859_1);
        if (pass(bytes, bytes.length, server.getOutputStream())) {
            copy(in, server.getOutputStream());
        }
    }

    private void down() throws IOException, InterruptedException {
        InputStream in = server.getInputStream();
        switch (fault.kind()) {
            case SWALLOW -> swallow(in);
            case SILENT_AFTER_101, BUFFER_STREAM -> fallSilent(in);
            default -> copy(in, client.getOutputStream());
        }
    }

    private boolean answered() throws IOException {
        String status = switch (fault.kind()) {
            case ANSWER_400 -> "400 Bad Request";
            case ANSWER_502 -> "502 Bad Gateway";
            case ANSWER_200 -> "200 OK";
            default -> "";
        };
        if (!status.isEmpty()) {
            String answer = "HTTP/1.1 " + status + "\r\nConnection: close\r\nContent-Length: 2\r\n\r\nno";
            client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            client.shutdownOutput();
        }
        return !status.isEmpty();
    }

    /** Lets nothing through; the server has worked, and its word is lost. */
    private void swallow(InputStream in) throws IOException {
        in.read(new byte[PIECE]);
    }

    /** Lets heads through, and holds back what follows a 101, or the head of a stream. */
    private void fallSilent(InputStream in) throws IOException, InterruptedException {
        String head = head(in);
        client.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        boolean stream = head.toLowerCase(Locale.ROOT).contains("text/event-stream");
        if (fault.kind() == Fault.Kind.BUFFER_STREAM ? stream : head.contains(" 101 ")) {
            in.transferTo(OutputStream.nullOutputStream());
        } else {
            copy(in, client.getOutputStream());
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException, InterruptedException {
        byte[] piece = new byte[PIECE];
        int count = in.read(piece);
        while (count >= 0 && pass(piece, count, out)) {
            count = in.read(piece);
        }
    }

    /** Lets a piece pass as far as it may; answers whether more may follow. */
    private boolean pass(byte[] piece, int count, OutputStream out) throws IOException, InterruptedException {
        if (fault.kind() == Fault.Kind.DELAY && cut.await(fault.millis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        int allowed = allowed(count);
        out.write(piece, 0, allowed);
        if (allowed < count) {
            stall();
        }
        return allowed == count;
    }

    /** How much of a piece may pass before the line is to fail. */
    private synchronized int allowed(int count) {
        boolean bounded = fault.kind() == Fault.Kind.CUT || fault.kind() == Fault.Kind.STALL;
        int allowed = bounded ? Math.max(0, Math.min(count, fault.bytes() - passed)) : count;
        passed += count;
        return allowed;
    }

    private void stall() throws InterruptedException {
        if (fault.kind() == Fault.Kind.STALL) {
            cut.await(fault.millis(), TimeUnit.MILLISECONDS);
        }
    }

    /** A head of HTTP/1.1 with the empty line that ends it. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            head.write(octet);
            if (octet == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                break;
            }
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    /** Both sides see a reset. */
    void cut() {
        cut.countDown();
        boolean polite = socketAnswered();
        for (Socket side : new Socket[] {client, server}) {
            try {
                if (!polite || side == server) {
                    side.setSoLinger(true, 0);
                }
                side.close();
            } catch (IOException e) {
                // It is closed already.
            }
        }
        ended.accept(this);
    }

    private boolean socketAnswered() {
        return fault.kind().name().startsWith("ANSWER_") && client.isOutputShutdown();
    }
}
