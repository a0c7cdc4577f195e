package org.parley.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {
    private final Town town = new Town()
            .user("u1", "ann")
            .user("u2", "bob.b")
            .user("u3", "小明")
            .user("u4", "elsewhere")
            .room("r1", "general")
            .member("r1", "u1", 1)
            .member("r1", "u2", 2)
            .member("r1", "u3", 3);

    @ParameterizedTest
    @ValueSource(
            strings = {"@ann", "hi @ann!", "hi @ANN.", "(@ann)", "@ann, are you there?", "x\n@ann", "@ann…", "@ann-"})
    void aMemberIsNamed(String text) {
        assertEquals(List.of("u1"), in(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ann", "mail@ann", "a@ann.example", "@anna", "@nobody", "@elsewhere", "@@ann", "@ ann", "@"})
    void nobodyIsNamed(String text) {
        assertEquals(List.of(), in(text));
    }

    @Test
    void aNameMayHoldPointsButNotTheOneThatEndsTheSentence() {
        assertEquals(List.of("u2"), in("ask @bob.b."));
        assertEquals(List.of("u2"), in("ask @bob.b..."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@ann你好", "你好@ann", "@ann你好ok", "问@ann吧"})
    void wordsNeedNoSpacesBetweenThem(String text) {
        assertEquals(List.of("u1"), in(text));
    }

    @Test
    void whatFollowsAChineseNameIsNotPartOfIt() {
        assertEquals(List.of("u3"), in("@小明在吗"));
    }

    @Test
    void eachIsNamedOnceInTheOrderOfTheText() {
        assertEquals(List.of("u3", "u1"), in("@小明 @ann @小明 @Ann"));
    }

    @Test
    void fiftyAtMostAreNamed() {
        IntStream.range(100, 200).forEach(i -> town.user("u" + i, "user" + i).member("r1", "u" + i, i));
        String text = IntStream.range(100, 200).mapToObj(i -> "@user" + i).collect(Collectors.joining(" "));

        assertEquals(50, in(text).size());
    }

    @Test
    void aLongTextOfAtsIsReadInTime() {
        assertEquals(List.of(), in("@".repeat(8192)));
        assertEquals(List.of(), in("@a.-_".repeat(1600)));
    }

    private List<String> in(String text) {
        return Mentions.in(text, "r1", town.directory);
    }
}
