package org.parley.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.log.Bulletins;

/** What a node makes of letters that come, do not come, or come again. */
class NatsLettersTest {
    private static final byte[] KEY = new byte[32];

    private final List<byte[]> sent = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final NatsBulletins one = node("one", KEY);
    private final NatsBulletins two = node("two", KEY);
    private int missed;
    private boolean open = true;

    private static NatsBulletins node(String name, byte[] key) {
        return new NatsBulletins(name, new NodeList(name), key, () -> {});
    }

    private final Way way = new Way() {
        @Override
        public boolean send(byte[] message) {
            if (open) {
                sent.add(message);
            }
            return open;
        }

        @Override
        public long mostBytes() {
            return Long.MAX_VALUE;
        }
    };

    @BeforeEach
    void begin() {
        two.listen(new Bulletins.Listener() {
            @Override
            public void told(String node, String topic, String text) {
                heard.add(node + ' ' + topic + ' ' + text);
            }

            @Override
            public void missed() {
                missed++;
            }

            @Override
            public void present(Set<String> nodes) {}
        });
        for (int i = 1; i <= 4; i++) {
            one.post("number", "" + i);
            one.turn(way);
        }
    }

    @Test
    void whatComesInOrderIsToldAndNothingMissed() {
        sent.forEach(two::heard);

        assertEquals(List.of("one number 1", "one number 2", "one number 3", "one number 4"), heard);
        assertEquals(0, missed);
    }

    @Test
    void oneThatDoesNotComeIsNoticedWithTheNext() {
        two.heard(sent.get(0));
        two.heard(sent.get(2));
        assertEquals(1, missed);
        two.heard(sent.get(3));

        assertEquals(List.of("one number 1", "one number 3", "one number 4"), heard);
        assertEquals(1, missed);
    }

    @Test
    void theLastOneThatDoesNotComeIsNoticedWhenItsNodeListensAgain() {
        two.heard(sent.get(0));
        sent.clear();
        one.begin();
        one.turn(way);
        sent.forEach(two::heard);

        assertEquals(List.of("one number 1"), heard);
        assertEquals(1, missed);
    }

    @Test
    void whoListensAnewIsNotToldOfGapsFromBefore() {
        two.heard(sent.get(0));
        two.end();
        two.heard(sent.get(3));

        assertEquals(List.of("one number 1", "one number 4"), heard);
        assertEquals(0, missed);
    }

    @Test
    void whatCanNotBeSentIsSentLater() {
        sent.forEach(two::heard);
        open = false;
        one.post("number", "5");
        one.turn(way);
        open = true;
        sent.clear();
        one.turn(way);
        sent.forEach(two::heard);

        assertEquals("one number 5", heard.get(4));
        assertEquals(5, heard.size());
    }

    @Test
    void oneThatComesAgainIsNotToldAgain() {
        sent.forEach(two::heard);
        sent.forEach(two::heard);

        assertEquals(4, heard.size());
    }

    @Test
    void oneOfSomebodyElseIsRefused() {
        byte[] other = KEY.clone();
        other[31] = 1;
        NatsBulletins stranger = node("three", other);
        stranger.post("number", "1");
        sent.clear();
        stranger.turn(way);

        assertFalse(two.heard(sent.get(0)));
        assertFalse(two.heard(new Seal(KEY, "letter").close(new byte[7])));
        assertEquals(List.of(), heard);
    }
}
