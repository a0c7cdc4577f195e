package org.parley.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {
    private final Outbox outbox = new Outbox("node");

    @Test
    void whatWaitsTogetherGoesInOneLetter() {
        outbox.add("online", "+ u1");
        outbox.add("typing", "r1 u1");

        assertEquals(
                new Letter(
                        "node",
                        List.of(new Letter.Bulletin("online", "+ u1"), new Letter.Bulletin("typing", "r1 u1")),
                        false),
                Letter.parse(outbox.letters(1).get(0)));
    }

    @Test
    void noLetterIsLargerThanANotificationMayBe() {
        IntStream.range(0, 3000).forEach(i -> outbox.add("read", "é" + i));

        List<Letter.Bulletin> all = new ArrayList<>();
        for (String letter : outbox.letters(64)) {
            assertTrue(letter.getBytes(StandardCharsets.UTF_8).length < 8000);
            all.addAll(Letter.parse(letter).bulletins());
        }
        assertEquals(
                IntStream.range(0, 3000)
                        .mapToObj(i -> new Letter.Bulletin("read", "é" + i))
                        .toList(),
                all);
    }

    @Test
    void whatIsOnItsWayIsNotChangedAndStaysUntilItWasSent() {
        outbox.add("number", "1");
        List<String> first = outbox.letters(8);
        outbox.add("number", "2");

        assertEquals(first, outbox.letters(1)); // it could not be sent
        outbox.sent(1);
        assertEquals(List.of("node\nnumber 2"), outbox.letters(8));
        outbox.sent(1);
        assertEquals(List.of(), outbox.letters(8));
    }

    @Test
    void whatDoesNotFitIsSaidToBeLostAfterWhatCameBefore() {
        for (int i = 0; i < 2000; i++) {
            outbox.add("long", "x".repeat(7000));
        }
        List<Letter> letters = new ArrayList<>();
        List<String> next = outbox.letters(64);
        while (!next.isEmpty()) {
            next.forEach(letter -> letters.add(Letter.parse(letter)));
            outbox.sent(next.size());
            next = outbox.letters(64);
        }

        assertEquals(1025, letters.size());
        assertFalse(letters.get(1023).incomplete());
        assertTrue(letters.get(1024).incomplete());
        outbox.add("number", "1");
        assertEquals(List.of("node\nnumber 1"), outbox.letters(8));
    }
}
