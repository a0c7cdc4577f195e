package org.parley.lab.handshake;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a raw socket says and hears, in order: an attempt carried out. Blocks, at most {@link #PATIENCE} for each
 * answer. Belongs to one thread.
 */
final class Talk {
    /** How long each answer is waited for, in milliseconds. */
    static final int PATIENCE = 2000;

    /** What is read of an answer at most, in bytes. */
    private static final int MOST = 16 * 1024;

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final Socket socket;
    private final InputStream in;
    private final List<Said> all = new ArrayList<>();

    /** Bytes of the one side or the other: a head of HTTP, a frame, or the body of a refusal. */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record Said(boolean byServer, byte[] bytes) {}

    /** Talks over an open socket, which stays the caller's to close. */
    Talk(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
        socket.setSoTimeout(PATIENCE);
    }

    /** Carries an attempt out. Throws when nothing comes at all. */
    List<Said> of(Attempt attempt, String host, String target) throws IOException {
        say(attempt.request(host, target).getBytes(StandardCharsets.ISO_8859_1));
        String head = head();
        if (!head.startsWith("HTTP/1.1 101")) {
            body(head);
            return all;
        }
        for (byte[] frame : attempt.frames()) {
            say(frame);
            if (Attempt.isAnswered(frame) && !hearsFrame()) {
                break;
            }
        }
        return all;
    }

    private void say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        all.add(new Said(false, bytes));
    }

    private void heard(byte[] bytes) {
        all.add(new Said(true, bytes));
    }

    private String head() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String head = "";
        while (!head.endsWith(END_OF_HEAD) && bytes.size() < MOST) {
            bytes.write(next());
            head = bytes.toString(StandardCharsets.ISO_8859_1);
        }
        heard(bytes.toByteArray());
        return head;
    }

    /** Reads what a refusal says, if it says how long that is. */
    private void body(String head) throws IOException {
        int length = head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).trim()))
                .findFirst()
                .orElse(0);
        if (length > 0 && length <= MOST) {
            heard(in.readNBytes(length));
        }
    }

    /** Reads a frame; answers whether one came. */
    private boolean hearsFrame() throws IOException {
        try {
            int first = next();
            int second = next();
            int extra = second < 126 ? 0 : 2; // nothing that is tried here is answered at greater length
            int length = second;
            byte[] header = new byte[2 + extra];
            header[0] = (byte) first;
            header[1] = (byte) second;
            if (extra > 0) {
                header[2] = (byte) next();
                header[3] = (byte) next();
                length = ((header[2] & 0xFF) << 8) | (header[3] & 0xFF);
            }
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.writeBytes(header);
            frame.writeBytes(in.readNBytes(length));
            heard(frame.toByteArray());
            return true;
        } catch (EOFException | SocketTimeoutException e) {
            return false;
        }
    }

    private int next() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException("the server ended the connection");
        }
        return b;
    }
}
