package org.parley.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.parley.testing.Answer;
import org.parley.testing.PerMessageDeflate;
import org.parley.testing.RawHttp;

/**
 * An opening handshake, byte for byte, and the answer that must come: the example of RFC 6455, section 1.3, changed.
 */
final class Shake implements Case.Exchange {
    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final List<String> lines = new ArrayList<>(List.of(
            "Host: {host}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Key: " + KEY,
            "Sec-WebSocket-Version: 13"));
    private final Map<String, String> demanded = new TreeMap<>();
    private final List<String> unwanted = new ArrayList<>();
    private final List<String> forbidden = new ArrayList<>();
    private String request = "GET {target} HTTP/1.1";
    private String accept = accept(KEY);
    private int[] statuses = {101};
    private Optional<Set<String>> agreed = Optional.empty();

    private Shake() {}

    /** One that every server accepts. */
    static Shake good() {
        return new Shake();
    }

    /** With another request line, in which {@code {target}} and {@code {host}} stand for those of the server. */
    Shake request(String line) {
        request = line;
        return this;
    }

    /** Without the lines of this header field, but with these. */
    Shake with(String name, String... others) {
        int at = (int)
                lines.stream().takeWhile(line -> !line.startsWith(name + ':')).count();
        lines.removeIf(line -> line.startsWith(name + ':'));
        lines.addAll(Math.min(at, lines.size()), Arrays.asList(others));
        return this;
    }

    /** With further lines. */
    Shake and(String... more) {
        lines.addAll(Arrays.asList(more));
        return this;
    }

    /** With another key. */
    Shake key(String key) {
        accept = accept(key);
        return with("Sec-WebSocket-Key", "Sec-WebSocket-Key: " + key);
    }

    /** One of these statuses must come. */
    Shake refused(int... allowed) {
        statuses = allowed;
        return this;
    }

    /** The answer must hold this header field. */
    Shake telling(String name, String value) {
        demanded.put(name, value);
        return this;
    }

    /** The answer must not hold this header field. */
    Shake withoutTelling(String name) {
        unwanted.add(name);
        return this;
    }

    /** The offer is accepted, and the answer holds at least these parameters. */
    Shake agreesOn(String... parameters) {
        agreed = Optional.of(Set.of(parameters));
        return this;
    }

    /** The answer must not name this parameter. */
    Shake without(String parameter) {
        forbidden.add(parameter);
        return this;
    }

    @Override
    public void play(Server server) throws IOException {
        try (RawHttp line = server.connect()) {
            line.write(bytes(server));
            check(line.readHead(server.deadline()));
        }
    }

    private byte[] bytes(Server server) {
        String head = request + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
        String base = server.address().getPath().replaceAll("/$", "");
        return head.replace("{host}", server.address().getAuthority())
                .replace("{target}", base + server.target())
                .getBytes(ISO_8859_1);
    }

    private void check(Answer answer) {
        boolean expected = IntStream.of(statuses).anyMatch(status -> status == answer.status());
        Script.must(expected, answer.status() + " instead of " + Arrays.toString(statuses));
        if (answer.status() == 101) {
            checkAccepted(answer);
        }
        demanded.forEach((name, value) -> must(answer, name, value));
        agreed.ifPresent(parameters -> mustAgree(answer, parameters));
        unwanted.forEach(name -> Script.must(answer.header(name).isEmpty(), "an unwanted " + name + " in " + answer));
    }

    private void checkAccepted(Answer answer) {
        must(answer, "upgrade", "websocket");
        boolean upgrades = answer.header("connection").orElse("").matches("(?i)(.*,)?\\s*upgrade\\s*(,.*)?");
        Script.must(upgrades, "no Upgrade in the Connection of " + answer);
        Script.must(
                answer.header("sec-websocket-accept").orElse("").equals(accept), "a wrong accept value in " + answer);
    }

    private void mustAgree(Answer answer, Set<String> demanded) {
        String told = answer.header("sec-websocket-extensions").orElse("");
        Script.must(!told.isEmpty(), "permessage-deflate was not agreed on");
        Set<String> parameters = PerMessageDeflate.agreed(told).parameters().entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + (parameter.getValue().isEmpty() ? "" : "=" + parameter.getValue()))
                .collect(Collectors.toSet());
        Script.must(parameters.containsAll(demanded), told + " instead of " + demanded);
        Script.must(forbidden.stream().noneMatch(told::contains), told + " names one of " + forbidden);
    }

    private static void must(Answer answer, String name, String value) {
        String told = answer.header(name).orElse("");
        Script.must(told.equalsIgnoreCase(value), name + " is \"" + told + "\" instead of \"" + value + '"');
    }

    private static String accept(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(ISO_8859_1));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
