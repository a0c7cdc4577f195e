package org.parley.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One HTTP/1.1 connection by hand: it says exactly what it is told to, keeps the connection until told otherwise, and
 * lets a test stop reading, close, or vanish. For one thread at a time.
 */
public final class RawHttp implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;

    /** What asked in HTTP/1.0 may be refused in it; to switch protocols takes HTTP/1.1. */
    private static final String STATUS_LINE = "HTTP/1\\.(1 \\d|0 [2-5])\\d\\d.*";

    private final Socket socket;
    private final Incoming in;
    private final OutputStream out;
    private final String host;
    private final String base;
    private boolean withinChunk;

    /** What is left of a body whose length its head told; less than 0 where it comes in chunks. */
    private int left = -1;

    private RawHttp(URI server, Socket socket) throws IOException {
        this.socket = socket;
        this.in = new Incoming(socket);
        this.out = socket.getOutputStream();
        this.host = server.getHost() + ':' + server.getPort();
        this.base = server.getPath().replaceAll("/$", "");
    }

    /**
     * Connects to where Parley lives: scheme, host, port and context path. With {@code https}, any certificate will do.
     */
    public static RawHttp connect(URI server) throws IOException {
        return connect(server, 0);
    }

    /** From this address of this machine. */
    public static RawHttp connectFrom(InetAddress from, URI server) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        return connect(server, socket);
    }

    /** With a receive buffer of about so many bytes, so that not reading is soon felt; 0 leaves it to the system. */
    public static RawHttp connect(URI server, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        if (receiveBuffer > 0) {
            socket.setReceiveBufferSize(receiveBuffer);
        }
        return connect(server, socket);
    }

    private static RawHttp connect(URI server, Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(server.getHost(), server.getPort()), CONNECT_MILLIS);
        return new RawHttp(server, server.getScheme().equals("https") ? Tls.over(socket) : socket);
    }

    /** Sends the request and reads its whole answer. */
    public Answer exchange(Request request) throws IOException {
        write(request);
        return read(Deadline.usual());
    }

    public void write(Request request) throws IOException {
        write(bytes(request));
    }

    public byte[] bytes(Request request) {
        return request.bytes(host, base);
    }

    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** The next answer, whole; takes nothing and throws a timeout when it is not there in time. */
    public Answer read(Deadline deadline) throws IOException {
        return in.whole(deadline, () -> {
            Answer head = parseHead();
            return new Answer(head.status(), head.headers(), new String(parseBody(head), StandardCharsets.UTF_8));
        });
    }

    /** The next answer's status and headers only; its body is read with {@link #readChunk}. */
    public Answer readHead(Deadline deadline) throws IOException {
        return in.whole(deadline, this::parseHead);
    }

    /** The body behind a head that has been read already. */
    public Answer readBody(Answer head, Deadline deadline) throws IOException {
        byte[] body = in.whole(deadline, () -> parseBody(head));
        return new Answer(head.status(), head.headers(), new String(body, StandardCharsets.UTF_8));
    }

    /** One chunk of a chunked body, as soon as it is there, or a body of known length; empty at the end of the body. */
    public byte[] readChunk(Deadline deadline) throws IOException {
        if (left >= 0) {
            byte[] all = in.whole(deadline, () -> in.take(left));
            left = 0;
            return all;
        }
        byte[] chunk = in.whole(deadline, this::parseNextChunk);
        withinChunk = chunk.length > 0;
        return chunk;
    }

    public Socket socket() {
        return socket;
    }

    Incoming incoming() {
        return in;
    }

    /** Ends the connection with a reset, as a peer does that crashed or lost its network. */
    public void vanish() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private Answer parseHead() throws IOException {
        String status = in.line();
        if (!status.matches(STATUS_LINE)) {
            throw new IOException("not a status line: " + status);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = in.line(); !line.isEmpty(); line = in.line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + ", " + b);
        }
        left = Integer.parseInt(headers.getOrDefault("content-length", "-1"));
        return new Answer(Integer.parseInt(status.substring(9, 12)), headers, "");
    }

    private byte[] parseBody(Answer head) throws IOException {
        if (head.status() < 200 || head.status() == 204 || head.status() == 304) {
            return new byte[0];
        }
        if (head.header("transfer-encoding").orElse("").equalsIgnoreCase("chunked")) {
            return parseChunks();
        }
        String length = head.headers().get("content-length");
        return length == null ? in.rest() : in.take(Integer.parseInt(length));
    }

    private byte[] parseChunks() throws IOException {
        byte[] all = {};
        for (int size = parseChunkSize(); size > 0; size = parseChunkSize()) {
            all = Bytes.join(all, in.take(size));
            endChunk();
        }
        endChunk();
        return all;
    }

    /** The end of line behind a chunk is left for the next one: a server may send it only with that. */
    private byte[] parseNextChunk() throws IOException {
        if (withinChunk) {
            endChunk();
        }
        byte[] chunk = in.take(parseChunkSize());
        if (chunk.length == 0) {
            endChunk();
        }
        return chunk;
    }

    private int parseChunkSize() throws IOException {
        return Integer.parseInt(in.line(), 16);
    }

    private void endChunk() throws IOException {
        if (!in.line().isEmpty()) {
            throw new IOException("a chunk is longer than its length says");
        }
    }
}
