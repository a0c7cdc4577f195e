package org.parley.chat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who is named in a text: {@code @} and the name of a member of the room, not in the middle of a word or an address.
 */
final class Mentions {
    private static final int MOST = 50;
    private static final Pattern AT = Pattern.compile("(?<![\\p{L}\\p{N}@._-])@(" + Names.ACCOUNT + ")");

    private Mentions() {}

    /** The ids of the members named, each once, in the order of the text, at most 50. */
    static List<String> in(String text, String room, State state) {
        if (text.indexOf('@') < 0) {
            return List.of();
        }
        return AT.matcher(text)
                .results()
                .flatMap(match -> user(match.group(1), state))
                .map(User::id)
                .filter(id -> state.since(id, room) > 0)
                .distinct()
                .limit(MOST)
                .toList();
    }

    /** The longest name that the text spells: the point or dash that ends a sentence is not part of it. */
    private static Stream<User> user(String spelled, State state) {
        String name = spelled;
        while (state.userNamed(name).isEmpty() && name.matches(".+[._-]")) {
            name = name.substring(0, name.length() - 1);
        }
        return state.userNamed(name).stream();
    }
}
