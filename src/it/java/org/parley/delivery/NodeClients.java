package org.parley.delivery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.parley.Needs;
import org.parley.testing.Json;
import org.parley.testing.Person;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Clients that are parley.js itself, in one process of Node; what they say is kept as JSON lines. */
final class NodeClients implements AutoCloseable {
    private static final Path SCRIPT = Path.of("src/it/js/chaos.mjs");

    private final Map<String, One> clients = new LinkedHashMap<>();
    private final Process process;
    private final Path lines;

    private NodeClients(Process process, Path lines) {
        this.process = process;
        this.lines = lines;
    }

    /** Who a client is, where it posts and what it may use. */
    record Role(String name, Person person, List<String> rooms, List<String> transports, long seed) {
        private ObjectNode json() {
            String token = person.credentials().get("Authorization").replaceFirst("Bearer ", "");
            ObjectNode json = Json.of("name", name).put("token", token).put("seed", (int) seed);
            rooms.forEach(json.putArray("rooms")::add);
            transports.forEach(json.putArray("transports")::add);
            return json;
        }
    }

    /** Starts them; what they say goes to this file too. */
    static NodeClients start(URI url, List<Role> roles, Path lines) {
        String ws = Path.of("target", "clients", "ws").toAbsolutePath().toString();
        ObjectNode plan = Json.of("url", url.toString()).put("ws", ws);
        plan.putArray("clients").addAll(roles.stream().map(Role::json).toList());
        String node = Needs.tool("node", "apt-get install nodejs (20 or newer)").toString();
        try {
            Files.deleteIfExists(lines);
            Process process = new ProcessBuilder(node, SCRIPT.toString())
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            lines.resolveSibling("node.err").toFile()))
                    .start();
            NodeClients all = new NodeClients(process, lines);
            roles.forEach(role -> all.clients.put(role.name(), new One(role, all)));
            FaultyLine.inBackground("node's output", all::listen);
            all.say(plan.toString());
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<ChaosClient> clients() {
        return List.copyOf(clients.values());
    }

    private synchronized void say(String line) {
        try {
            process.getOutputStream().write((line + '\n').getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Files.writeString(
                        lines,
                        line + '\n',
                        java.nio.file.StandardOpenOption.CREATE,
                        java.nio.file.StandardOpenOption.APPEND);
                JsonNode fact = Json.parse(line);
                clients.get(fact.path("client").asString()).take(fact);
            }
        } catch (IOException e) {
            // The process was ended.
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** One of them. */
    private static final class One extends LibraryClient {
        private final NodeClients all;

        private One(Role role, NodeClients all) {
            super(role.name(), role.person());
            this.all = all;
        }

        @Override
        public void go() {
            all.say("go");
        }

        @Override
        public void stop() {
            all.say("stop");
        }
    }
}
