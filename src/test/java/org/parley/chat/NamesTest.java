package org.parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "ann", "研发", "Zoë", "अनिता", "a.b_c-9", "9lives", "ǅ", "𐐀𐐁"})
    void anAccountsNameIsOfLettersAndDigitsOfAnyScript(String name) {
        assertEquals(Optional.of(name), Names.account(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", ".a", "-a", "_a", "a b", "a@b", "a/b", "a\u0000", "a\u202Eb", "\uD800", "😀", "a\n"})
    void anAccountsNameHoldsNothingElse(String name) {
        assertEquals(Optional.empty(), Names.account(name.endsWith("\n") ? name + "b" : name));
    }

    @Test
    void anAccountsNameHas32CharactersAtMost() {
        assertEquals(Optional.of("a".repeat(32)), Names.account("a".repeat(32)));
        assertEquals(Optional.empty(), Names.account("a".repeat(33)));
        assertEquals(Optional.of("𐐀".repeat(32)), Names.account("𐐀".repeat(32)));
    }

    @Test
    void namesAreTrimmedAndComposed() {
        assertEquals(Optional.of("Zoë"), Names.account("  Zoe\u0308 "));
        assertEquals(Optional.of("a room"), Names.room("\ta room\u2003"));
        assertEquals(Optional.of("a room"), Names.room("\u00A0a \u00A0 room\u00A0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "研发",
                "a room!",
                "👩\u200D🚀 space",
                "#1",
                "a b",
                "حضور",
                "می\u200Cخواهم",
                "\uD83E\uDEE1", // newer than Java 17's tables, like the next
                "\uD884\uDF4B",
                "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F"
            })
    void aRoomsNameIsWhatCanBeRead(String name) {
        assertEquals(Optional.of(name), Names.room(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "a\u0000b",
                "a\nb",
                "a\u202Eb",
                "a\u200Bb",
                "\uD83D",
                "a\u2028b",
                "\u00A0",
                "\u200D",
                "\u0301",
                "\u3164",
                "\u2800",
                "a\uFFFF",
                "a\uDB40\uDC67\uDB40\uDC7F"
            })
    void aRoomsNameHoldsNothingThatCannot(String name) {
        assertEquals(Optional.empty(), Names.room(name));
    }

    @Test
    void aRoomsNameHas80CharactersAtMost() {
        assertEquals(Optional.of("😀".repeat(80)), Names.room("😀".repeat(80)));
        assertEquals(Optional.empty(), Names.room("a".repeat(81)));
    }

    @ParameterizedTest
    @CsvSource({"ann,ANN", "Straße,STRASSE", "ﬁsh,FISH", "ａｎｎ,ann", "Σίσυφος,ΣΊΣΥΦΟΣ", "ǆ,ǅ"})
    void namesThatDifferInCaseOrWidthAreTheSame(String one, String other) {
        assertEquals(Names.folded(one), Names.folded(other));
    }

    @Test
    void namesOfDifferentLettersAreNot() {
        assertNotEquals(Names.folded("ann"), Names.folded("anna"));
        assertNotEquals(Names.folded("Zoe"), Names.folded("Zoë"));
    }
}
