import java.net.URI;
import java.net.http.*;
import java.util.*;
import java.util.concurrent.CompletionStage;

/** java Talk.java http://127.0.0.1:8080 NAME PASSWORD: prints what is said, and says in the room general what is typed. */
public class Talk {
    public static void main(String[] args) throws Exception {
        var client = HttpClient.newHttpClient();
        var body = "{\"name\":\"%s\",\"password\":\"%s\",\"token\":true}".formatted(args[1], args[2]);
        var signIn = HttpRequest.newBuilder(URI.create(args[0] + "/api/session")).POST(HttpRequest.BodyPublishers.ofString(body));
        var answer = client.send(signIn.build(), HttpResponse.BodyHandlers.ofString()).body();
        var token = answer.replaceAll(".*\"token\":\"([^\"]+)\".*", "$1");
        var socket = client.newWebSocketBuilder().header("Authorization", "Bearer " + token)
                .buildAsync(URI.create(args[0].replace("http", "ws") + "/transport/upgrade"), new WebSocket.Listener() {
                    final StringBuilder message = new StringBuilder();
                    @Override public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
                        message.append(part);
                        if (last && message.indexOf("\"events\":[]") > 0) from.sendText("{\"type\":\"alive\"}", true);
                        else if (last) System.out.println(message);
                        if (last) message.setLength(0);
                        return WebSocket.Listener.super.onText(from, part, last);
                    }
                }).join();
        for (var in = new Scanner(System.in); in.hasNextLine(); ) {
            var text = in.nextLine().replace("\\", "\\\\").replace("\"", "\\\"");
            socket.sendText("{\"type\":\"post\",\"key\":\"%s\",\"room\":\"r1\",\"text\":\"%s\"}".formatted(UUID.randomUUID(), text), true).join();
        }
    }
}
