package org.parley.lab.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.parley.wire.Json;
import tools.jackson.databind.JsonNode;

/** Says what a Parley says to those who poll, and answers nobody for a while once so many commands have come. */
final class StallingServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> events = new ArrayList<>();
    private final int before;
    private final long stall;
    private int posted;
    private long until = System.nanoTime();

    /** Stalls for so many nanoseconds after so many commands. */
    StallingServer(int before, long stall) throws IOException {
        this.before = before;
        this.stall = stall;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.setExecutor(threads);
        server.createContext("/transport/polling", exchange -> answer(exchange, batch(exchange)));
        server.createContext("/api/commands", exchange -> answer(exchange, acks(exchange)));
        server.start();
    }

    Target target() {
        return Target.of("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private synchronized String batch(HttpExchange exchange) {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        int from = query.startsWith("after=e-") ? Integer.parseInt(query.substring(8)) : events.size();
        String news = String.join(",", events.subList(from, events.size()));
        return "{\"type\":\"batch\",\"cursor\":\"e-" + events.size() + "\",\"events\":[" + news + "],\"more\":false}";
    }

    private synchronized String acks(HttpExchange exchange) throws IOException {
        JsonNode body = Json.read(exchange.getRequestBody().readAllBytes());
        List<JsonNode> commands = new ArrayList<>();
        if (body.isArray()) {
            body.forEach(commands::add);
        } else {
            commands.add(body);
        }
        String acks = commands.stream().map(this::ack).collect(Collectors.joining(","));
        return body.isArray() ? "[" + acks + "]" : acks;
    }

    private String ack(JsonNode command) {
        String key = command.path("key").asString();
        events.add("{\"id\":" + (events.size() + 1) + ",\"type\":\"message\",\"key\":\"" + key + "\",\"text\":\"x\"}");
        if (++posted == before) {
            until = System.nanoTime() + stall;
        }
        return "{\"type\":\"ack\",\"key\":\"" + key + "\",\"id\":" + events.size() + "}";
    }

    private void answer(HttpExchange exchange, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        for (long left = left(); left > 0; left = left()) {
            LockSupport.parkNanos(left);
        }
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized long left() {
        return until - System.nanoTime();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
