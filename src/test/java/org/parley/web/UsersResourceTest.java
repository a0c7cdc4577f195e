package org.parley.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parley.http.Answer;
import org.parley.spine.Spine;
import org.parley.testing.Json;

class UsersResourceTest {
    private static final int MOST = 100;

    @Test
    void noMoreThan100AreAnswered() {
        try (Spine spine = Spine.inMemory()) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < MOST; i++) {
                ids.add(spine.signUp("user " + i));
            }
            String all = String.join(",", ids);
            assertEquals(MOST, asked(spine, "ids", all));
            assertEquals(MOST, asked(spine, "q", "USER"));
            String more = spine.signUp("user 100");
            assertEquals(MOST, asked(spine, "ids", all + "," + more));
            assertEquals(MOST, asked(spine, "q", "USER"));
            assertEquals(1, asked(spine, "q", "user 100"));
        }
    }

    private static int asked(Spine spine, String parameter, String value) {
        FakeExchange exchange = new FakeExchange(Map.of(), Map.of(parameter, value));
        Route users = new UsersResource(spine.directory).routes().get(0);
        Answer answer = Spine.await(users.action().answer(new Call(exchange.request(), List.of(), new byte[0])));
        return Json.parse(new String(answer.body(), StandardCharsets.UTF_8))
                .path("users")
                .size();
    }
}
