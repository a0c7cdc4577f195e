package org.parley.contract;

import java.net.URI;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import org.parley.testing.SocketReader;
import org.parley.testing.Transport;

/** Where a contract plays: a server, a transport, and people who leave when the test is over. */
interface Stage {
    URI server();

    /** The transport that is to keep the contract. */
    Transport transport();

    /** Leaves the stage at the end of the test. */
    <T extends AutoCloseable> T atTheEndClose(T actor);

    /** Somebody new with an account of his own. */
    default Person person(String name) {
        return atTheEndClose(Person.signUp(server(), name));
    }

    /** A reader for this person over the transport under test, not connected yet. */
    default Reader reader(Person person) {
        return atTheEndClose(transport().reader(person));
    }

    /** The same, where the transport is a socket. */
    default SocketReader socket(Person person) {
        return (SocketReader) reader(person);
    }

    /** Somebody new in this room. */
    default Person memberOf(String room, String name) {
        Person person = person(name);
        person.join(room);
        return person;
    }
}
