package org.parley.chat;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which names users and rooms may have, and when two of them are the same. */
public final class Names {
    /** Most characters of a room's name. */
    public static final int ROOM = 80;

    /** A user's name; also what can follow {@code @} in a text. */
    static final String ACCOUNT = "[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{0,31}";

    /** Emoji are made with it. */
    private static final int JOINER = 0x200D;

    /** Persian and Indic scripts are written with it. */
    private static final int NON_JOINER = 0x200C;

    private static final Pattern ACCOUNT_NAME = Pattern.compile(ACCOUNT);

    /** A flag of a part of a country: a black flag with tag characters, which show nothing anywhere else. */
    private static final Pattern FLAG = Pattern.compile("\\x{1F3F4}[\\x{E0030}-\\x{E007A}]{1,8}\\x{E007F}");

    /** Letters that show nothing: Hangul fillers and the empty Braille pattern. */
    private static final String BLANK = "\u115F\u1160\u3164\uFFA0\u2800";

    /** Pages show several spaces, of whatever kind, as one. */
    private static final Pattern SPACES = Pattern.compile("\\p{Zs}+");

    private Names() {}

    /**
     * A user's name in its normal form: 1–32 letters, digits, {@code . _ -} of any script; empty when it is not
     * allowed.
     */
    public static Optional<String> account(String text) {
        String name = normal(text);
        return ACCOUNT_NAME.matcher(name).matches() ? Optional.of(name) : Optional.empty();
    }

    /** A room's name in its normal form: 1–80 characters, none of them invisible; empty when it is not allowed. */
    public static Optional<String> room(String text) {
        String name = normal(text);
        int length = name.codePointCount(0, name.length());
        boolean allowed = FLAG.matcher(name).replaceAll("x").codePoints().allMatch(Names::allowed);
        return length >= 1 && length <= ROOM && allowed && isVisible(name) ? Optional.of(name) : Optional.empty();
    }

    /** Whether a text holds anything that can be seen: it is not of spaces and invisible characters alone. */
    public static boolean isVisible(String text) {
        return text.codePoints().anyMatch(Names::shows);
    }

    /** Two names with the same folded form are the same name. */
    public static String folded(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
    }

    private static String normal(String text) {
        return SPACES.matcher(Normalizer.normalize(text, Normalizer.Form.NFC).strip())
                .replaceAll(" ")
                .strip();
    }

    /** Spaces, controls, and marks that join other characters show nothing by themselves. */
    private static boolean shows(int character) {
        return switch (Character.getType(character)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.NON_SPACING_MARK -> false;
            default -> BLANK.indexOf(character) < 0;
        };
    }

    /**
     * Control and format characters (direction marks) could make two names look alike; surrogates and noncharacters are
     * none. What this Java takes for unassigned may be a new emoji.
     */
    private static boolean allowed(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            case Character.UNASSIGNED -> (character & 0xFFFE) != 0xFFFE && (character < 0xFDD0 || character > 0xFDEF);
            case Character.FORMAT -> character == JOINER || character == NON_JOINER;
            default -> true;
        };
    }
}
