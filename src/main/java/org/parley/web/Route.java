package org.parley.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.parley.http.Answer;

/**
 * What answers one method of one address.
 *
 * @param method the HTTP method
 * @param pattern the path below {@code /api}; {@code *} stands for one variable part
 * @param open whether it needs nobody signed in
 * @param maxBody most bytes of a body; 0 when it takes none
 * @param action what to do; must return at once, and may throw {@link org.parley.wire.Refused}
 */
record Route(String method, String pattern, boolean open, int maxBody, Action action) {
    /** Answers a call. */
    interface Action {
        CompletionStage<Answer> answer(Call call);
    }

    /** Something to read, for those who are signed in. */
    static Route get(String pattern, Action action) {
        return new Route("GET", pattern, false, 0, action);
    }

    /** The variable parts of a path; empty when the path is another's. */
    Optional<List<String>> match(String path) {
        String[] wanted = pattern.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].equals("*") && !given[i].isEmpty()) {
                parts.add(given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(parts);
    }
}
