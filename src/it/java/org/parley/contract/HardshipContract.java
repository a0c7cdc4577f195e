package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.parley.contract.DeliveryContract.numbered;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.parley.testing.Deadline;
import org.parley.testing.LineEnded;
import org.parley.testing.Person;
import org.parley.testing.Reader;

/** One slow or vanished reader costs the others nothing, and loses nothing itself. */
interface HardshipContract extends Stage {
    int TOO_SLOW = 4408;
    int TOO_MANY = 4429;

    /** Over 7 MB: more than the buffers of a connection hold. */
    List<String> MUCH = numbered("x".repeat(8000), 900);

    @Test
    default void aReaderThatStopsReadingDelaysNobodyAndLosesNothing() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Reader slow = reader(memberOf(room, "bob")).withReceiveBuffer(4096).connect();
        Reader brisk = reader(memberOf(room, "cai")).connect();
        for (int i = 0; i < MUCH.size(); i += 6) {
            ann.postAll(room, MUCH.subList(i, i + 6));
            brisk.awaitTexts(room, i + 6);
        }
        assertEquals(MUCH, readOn(slow, room).heard().texts(room));
    }

    /** Reads until all is there; a line that was ended for being slow is taken up again with its cursor. */
    private Reader readOn(Reader reader, String room) {
        try {
            return reader.awaitTexts(room, MUCH.size());
        } catch (LineEnded end) {
            assertTrue(end.code() == TOO_SLOW || end.code() == LineEnded.WITHOUT_A_WORD, end::toString);
            Reader next = atTheEndClose(transport().reader(reader.person(), reader.heard()));
            return next.connect(reader.cursor()).awaitTexts(room, MUCH.size());
        }
    }

    @Test
    default void aReaderThatVanishesDelaysNobodyAndLosesNothing() {
        Person ann = person("ann");
        String room = ann.createRoom();
        Person bob = memberOf(room, "bob");
        Reader steady = reader(memberOf(room, "cai")).connect();
        String cursor = bob.cursor();
        for (String text : numbered("note", 20)) {
            reader(bob).connect(cursor).vanish();
            ann.post(room, text);
            steady.awaitText(room, text);
        }
        assertEquals(
                numbered("note", 20),
                reader(bob).connect(cursor).awaitTexts(room, 20).heard().texts(room));
    }

    @Test
    default void vanishedReadersLeaveTheirPlacesToOthers() {
        Person ann = person("ann");
        for (int i = 0; i < 40; i++) {
            connectWhenThereIsRoom(ann).vanish();
        }
        connectWhenThereIsRoom(ann);
    }

    /** The server learns of a reset a moment after it happened. */
    private Reader connectWhenThereIsRoom(Person person) {
        Deadline deadline = Deadline.usual();
        while (true) {
            try {
                return reader(person).connect();
            } catch (LineEnded end) {
                assertTrue(end.code() == TOO_MANY && !deadline.passed(), end::toString);
                Deadline.pause();
            }
        }
    }
}
