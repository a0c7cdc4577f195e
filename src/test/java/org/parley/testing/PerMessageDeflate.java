package org.parley.testing;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A client's half of permessage-deflate (RFC 7692), as the server's answer has it: compresses what is sent, inflates
 * what comes, and is strict about the windows that were agreed on. For one connection and one thread at a time.
 */
public final class PerMessageDeflate {
    private static final String NAME = "permessage-deflate";
    private static final String SERVER_BITS = "server_max_window_bits";
    private static final String CLIENT_BITS = "client_max_window_bits";
    private static final String SERVER_RESETS = "server_no_context_takeover";
    private static final String CLIENT_RESETS = "client_no_context_takeover";
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};
    private static final int MOST_BITS = 15;

    private final Map<String, String> agreed;
    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private final int clientWindow;
    private final int serverWindow;
    private final WindowInflater inflater;
    private Inflater fast = new Inflater(true);
    private byte[] history = {};
    private int sinceFlush;

    private PerMessageDeflate(Map<String, String> agreed) {
        this.agreed = agreed;
        clientWindow = 1 << Integer.parseInt(agreed.getOrDefault(CLIENT_BITS, "15"));
        serverWindow = 1 << Integer.parseInt(agreed.getOrDefault(SERVER_BITS, "15"));
        inflater = new WindowInflater(serverWindow);
    }

    /** By the server's Sec-WebSocket-Extensions; fails when that is no answer to a client. */
    public static PerMessageDeflate agreed(String answer) {
        String[] parts = answer.split(";", -1);
        must(parts[0].strip().equals(NAME), answer);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : Arrays.copyOfRange(parts, 1, parts.length)) {
            String[] pair = part.strip().split("=", 2);
            String value = pair.length == 1 ? "" : pair[1];
            boolean bits = Set.of(SERVER_BITS, CLIENT_BITS).contains(pair[0]);
            must(bits ? value.matches("[89]|1[0-5]") : value.isEmpty(), answer);
            must(bits || Set.of(SERVER_RESETS, CLIENT_RESETS).contains(pair[0]), answer);
            must(parameters.put(pair[0], value) == null, answer);
        }
        return new PerMessageDeflate(parameters);
    }

    private static void must(boolean condition, String answer) {
        if (!condition) {
            throw new AssertionError("not an answer to an offer of permessage-deflate: " + answer);
        }
    }

    /** The parameters of the answer, and their values where they have some. */
    public Map<String, String> parameters() {
        return agreed;
    }

    /** The payload of a compressed message. */
    public byte[] compress(byte[] message) {
        if (agreed.containsKey(CLIENT_RESETS)) {
            deflater.reset();
            sinceFlush = 0;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        boolean narrow = clientWindow < 1 << MOST_BITS;
        for (int at = 0; narrow && at < message.length; ) {
            int end = Math.min(message.length, at + clientWindow - sinceFlush);
            sinceFlush = (sinceFlush + end - at) % clientWindow;
            all.writeBytes(deflate(message, at, end, sinceFlush == 0 ? Deflater.FULL_FLUSH : Deflater.SYNC_FLUSH));
            at = end;
        }
        if (!narrow || message.length == 0) {
            all.writeBytes(deflate(message, 0, message.length, Deflater.SYNC_FLUSH));
        }
        byte[] whole = all.toByteArray();
        return whole.length < TAIL.length ? new byte[1] : Arrays.copyOf(whole, whole.length - TAIL.length);
    }

    private byte[] deflate(byte[] bytes, int from, int to, int flush) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        deflater.setInput(bytes, from, to - from);
        for (int count = buffer.length; count == buffer.length; ) {
            count = deflater.deflate(buffer, 0, buffer.length, flush);
            all.write(buffer, 0, count);
        }
        return all.toByteArray();
    }

    /** The message that a compressed payload holds; fails when it can't be inflated within the window agreed on. */
    public byte[] inflate(byte[] payload) {
        byte[] blocks = Bytes.join(payload, TAIL);
        boolean resets = agreed.containsKey(SERVER_RESETS);
        if (serverWindow == 1 << MOST_BITS) {
            return quickly(blocks, resets);
        }
        byte[] message = inflater.inflate(blocks, history);
        byte[] all = Bytes.join(history, message);
        history = resets ? new byte[0] : Arrays.copyOfRange(all, Math.max(0, all.length - serverWindow), all.length);
        return message;
    }

    private byte[] quickly(byte[] blocks, boolean resets) {
        if (resets) {
            fast.end();
            fast = new Inflater(true);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[16_384];
        fast.setInput(blocks);
        try {
            for (int count = fast.inflate(buffer); count > 0; count = fast.inflate(buffer)) {
                all.write(buffer, 0, count);
            }
        } catch (DataFormatException e) {
            throw new AssertionError("the server's DEFLATE can't be inflated", e);
        }
        return all.toByteArray();
    }

    /** Frees what the JDK's compressors hold. */
    public void end() {
        deflater.end();
        fast.end();
    }
}
