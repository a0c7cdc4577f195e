package org.parley.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * How a client's process is told what to say, and tells what it hears: a line each, whose last word is Base64.
 *
 * <pre>
 *   text BASE64    binary BASE64    close CODE BASE64     both ways
 *   open BASE64                                           told: it is open, with these extensions
 *   failed BASE64                                         told: why it is not
 * </pre>
 *
 * Uses the JDK alone, as it runs in those processes, too.
 */
final class Lines {
    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.US_ASCII);

    private Lines() {}

    /** What a client can be told to do. */
    interface Client {
        void text(String text) throws Exception;

        void binary(byte[] bytes) throws Exception;

        void close(int code, String reason) throws Exception;
    }

    static String line(String what, byte[] bytes) {
        return what + ' ' + Base64.getEncoder().encodeToString(bytes);
    }

    static String line(String what, String text) {
        return line(what, text.getBytes(StandardCharsets.UTF_8));
    }

    /** In the client's process: tells this. */
    static synchronized void tell(String line) {
        OUT.println(line);
        OUT.flush();
    }

    /** In the client's process: obeys until there is nothing more to read. */
    static void obey(Client client) throws Exception {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            obey(client, line.split(" ", -1));
        }
    }

    private static void obey(Client client, String[] words) throws Exception {
        byte[] bytes = Base64.getDecoder().decode(words[words.length - 1]);
        switch (words[0]) {
            case "text" -> client.text(new String(bytes, StandardCharsets.UTF_8));
            case "binary" -> client.binary(bytes);
            case "close" -> client.close(Integer.parseInt(words[1]), new String(bytes, StandardCharsets.UTF_8));
            default -> throw new IOException("unknown: " + words[0]);
        }
    }
}
