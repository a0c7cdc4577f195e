package org.parley.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parley.chat.ChatChange.PutPassword;
import org.parley.identity.Session;
import org.parley.identity.SessionChange.DropSession;
import org.parley.identity.SessionChange.DropSessionsBefore;
import org.parley.identity.SessionChange.PutSession;
import org.parley.identity.SessionChange.TouchSession;

/** Passwords and sessions. */
interface IdentityContract extends WithStore {
    @Test
    default void anInstallationHasAName() {
        assertTrue(database().installation().matches("[a-z0-9]{8}"), database().installation());
    }

    @Test
    default void aPasswordIsItsUsersOwnAndCanBeReplaced() {
        scribe().user("u1", "ann");
        assertEquals(Optional.empty(), database().accounts().password("u1"));

        scribe().change(new PutPassword("u1", "first"));
        scribe().change(new PutPassword("u1", "second"));

        assertEquals(Optional.of("second"), database().accounts().password("u1"));
        assertEquals(Optional.empty(), database().accounts().password("u2"));
        assertEquals(Optional.empty(), database().accounts().password(null));
    }

    @Test
    default void aSessionIsFoundUntilItIsDropped() {
        Session session = new Session("s1", "u1", 10, 20);
        scribe().change(new PutSession(session));
        assertEquals(Optional.of(session), database().sessions().find("s1"));

        scribe().change(new DropSession("s1"));
        assertEquals(Optional.empty(), database().sessions().find("s1"));
    }

    @Test
    default void itTellsWhichOfManySessionsThereAre() {
        for (int i = 0; i < 1100; i++) {
            scribe().change(new PutSession(new Session("s" + i, "u1", 10, 20)));
        }
        scribe().change(new DropSession("s7"));
        List<String> asked =
                IntStream.rangeClosed(0, 1100).mapToObj(i -> "s" + i).toList();
        Set<String> there = new HashSet<>(asked);
        there.removeAll(Set.of("s7", "s1100"));

        assertEquals(there, database().sessions().among(asked));
        assertEquals(Set.of(), database().sessions().among(List.of()));
    }

    @Test
    default void aSessionThatIsUsedLastsLongerButNotOnceItEnded() {
        scribe().change(new PutSession(new Session("s1", "u1", 10, 20)));
        scribe().change(new TouchSession("s1", 30));
        assertEquals(
                Optional.of(new Session("s1", "u1", 10, 30)),
                database().sessions().find("s1"));

        scribe().change(new DropSession("s1"), new TouchSession("s1", 40));
        assertEquals(Optional.empty(), database().sessions().find("s1"));
    }

    @Test
    default void sessionsThatWereNotUsedForLongAreDropped() {
        scribe().change(new PutSession(new Session("s1", "u1", 10, 20)));
        scribe().change(new PutSession(new Session("s2", "u1", 10, 30)));

        scribe().change(new DropSessionsBefore(30));

        assertTrue(database().sessions().find("s1").isEmpty());
        assertTrue(database().sessions().find("s2").isPresent());
    }
}
