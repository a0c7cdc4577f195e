// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills a running Parley through its API, as people would: accounts, each with a session and its token, a room that all
 * have joined, and one that only the first hundred have.
 *
 * <pre>java Prepare.java http://127.0.0.1:PORT USERS FOLDER</pre>
 *
 * Writes FOLDER/tokens (one header line for each user) and FOLDER/rooms (the ids of the two rooms, the large one first).
 * The server's limits on sign-ups for one address and on one user's commands have to be lifted by its settings.
 */
public final class Prepare {
    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
    private static final Pattern ROOM = Pattern.compile("\"room\":\"([^\"]+)\"");
    private static final int SMALL = 100;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    private Prepare(String address) {
        this.address = address;
    }

    public static void main(String[] arguments) throws Exception {
        Prepare prepare = new Prepare(arguments[0].replaceAll("/$", ""));
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            prepare.fill(Integer.parseInt(arguments[1]), folder, threads);
        } finally {
            threads.shutdown();
        }
    }

    private void fill(int users, Path folder, ExecutorService threads) throws Exception {
        String founder = signUp(0);
        List<String> rooms = List.of(createRoom(founder, "everybody"), createRoom(founder, "a hundred"));
        List<Future<String>> coming = new ArrayList<>();
        for (int i = 1; i < users; i++) {
            int number = i;
            coming.add(threads.submit(() -> {
                String token = signUp(number);
                for (String room : number < SMALL ? rooms : rooms.subList(0, 1)) {
                    command(token, "\"type\":\"join\",\"room\":\"" + room + "\"");
                }
                return token;
            }));
        }
        List<String> lines = new ArrayList<>(List.of("Authorization: Bearer " + founder));
        for (Future<String> token : coming) {
            lines.add("Authorization: Bearer " + token.get());
        }
        Files.write(folder.resolve("tokens"), lines);
        Files.write(folder.resolve("rooms"), rooms);
    }

    private String signUp(int number) throws IOException, InterruptedException {
        String body = "{\"name\":\"bench-" + number + "\",\"password\":\"" + random() + "\",\"token\":true}";
        return find(TOKEN, post("/api/accounts", null, body));
    }

    private String createRoom(String token, String name) throws IOException, InterruptedException {
        return find(ROOM, command(token, "\"type\":\"create-room\",\"kind\":\"public\",\"name\":\"" + name + "\""));
    }

    private String command(String token, String fields) throws IOException, InterruptedException {
        return post("/api/commands", token, "{\"key\":\"" + random() + "\"," + fields + "}");
    }

    private String post(String path, String token, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("not as expected: " + text);
        }
        return matcher.group(1);
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
