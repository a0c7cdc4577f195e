package org.parley.chat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who is named in a text: {@code @} and the name of a member of the room, not in the middle of a word or an address.
 */
final class Mentions {
    private static final int MOST = 50;
    private static final Pattern AT =
            Pattern.compile("(?<![[\\p{L}\\p{N}@._-]&&[^\\p{IsIdeographic}]])@(" + Names.ACCOUNT + ")");

    private Mentions() {}

    /** The ids of the members named, each once, in the order of the text: of the first 50 that could be meant. */
    static List<String> in(String text, String room, State state) {
        if (text.indexOf('@') < 0) {
            return List.of();
        }
        return AT.matcher(text)
                .results()
                .limit(MOST)
                .flatMap(match -> user(match.group(1), state))
                .map(User::id)
                .filter(id -> state.since(id, room) > 0)
                .distinct()
                .toList();
    }

    /**
     * The longest name that the text spells. The point or dash that ends a sentence is not part of it, and in a script
     * that puts no space between words whatever follows may not be.
     */
    private static Stream<User> user(String spelled, State state) {
        Optional<User> found = state.userNamed(spelled);
        for (int end = spelled.length() - 1; found.isEmpty() && end > 0; end--) {
            found = mayEnd(spelled, end) ? state.userNamed(spelled.substring(0, end)) : found;
        }
        return found.stream();
    }

    /** Whether a name may end before this character. */
    private static boolean mayEnd(String spelled, int end) {
        char next = spelled.charAt(end);
        return next == '.' || next == '_' || next == '-' || Character.isIdeographic(next);
    }
}
