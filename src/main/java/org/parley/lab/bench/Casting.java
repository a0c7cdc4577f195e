package org.parley.lab.bench;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.parley.lab.load.Cast;
import org.parley.lab.load.Cast.Seat;
import org.parley.lab.load.Load;
import org.parley.lab.load.Transport;
import org.parley.wire.Json;

/**
 * Finds accounts, rooms and sessions for the clients of a run. As few accounts as the usual limits allow, since making
 * one costs the server a slow hash: 25 clients share one, of the 32 sockets a user may have; and 8 long polls share a
 * session.
 */
final class Casting implements AutoCloseable {
    private static final int CLIENTS_OF_A_USER = 25;
    private static final int POLLS_OF_A_SESSION = 8;

    private final Api api;
    private final Load load;
    private final int polls;
    private final String name;
    private final String password = random();
    private final List<String> rooms = new ArrayList<>();
    private final List<List<Person>> people = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();

    private boolean oneForAll;

    private record Person(String name, String password, List<String> sessions) {}

    /** For runs like this one; {@code ours}: the server's limits were lifted. */
    Casting(Api api, Load load, boolean ours) {
        this.api = api;
        this.load = load;
        this.polls = ours ? CLIENTS_OF_A_USER : POLLS_OF_A_SESSION;
        this.name = "bench-" + random().substring(0, 6);
    }

    /** Makes rooms, and accounts for those who meet in them. */
    void signUp() {
        for (int room = 0; room < load.rooms(); room++) {
            List<Person> here = new ArrayList<>();
            int users = (clientsIn(room) + CLIENTS_OF_A_USER - 1) / CLIENTS_OF_A_USER;
            for (int i = 0; i < users; i++) {
                here.add(newcomer(name + "-" + room + "-" + i));
            }
            people.add(here);
            enter(room, here);
        }
    }

    /** Makes rooms in which an account that exists meets itself. */
    void signIn(String user, String itsPassword) {
        Person person = new Person(user, itsPassword, new ArrayList<>());
        person.sessions.add(session(person));
        oneForAll = true;
        for (int room = 0; room < load.rooms(); room++) {
            people.add(List.of(person));
            enter(room, people.get(room));
        }
    }

    /** The cast for a transport; makes sessions as they are needed. */
    Cast cast(Transport transport) {
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < load.clients(); i++) {
            int room = i % load.rooms();
            List<Person> here = people.get(room);
            int place = oneForAll ? i : i / load.rooms();
            Person person = here.get(place % here.size());
            int session = transport == Transport.LONG_POLLING ? place / here.size() / polls : 0;
            seats.add(new Seat(token(person, session), room, oneForAll));
        }
        return new Cast(List.copyOf(rooms), seats);
    }

    private int clientsIn(int room) {
        return (load.clients() - room + load.rooms() - 1) / load.rooms();
    }

    private Person newcomer(String account) {
        String token = api.post(
                        "/api/accounts", null, Json.object("name", account, "password", password, "token", true))
                .path("token")
                .asString("");
        tokens.add(token);
        return new Person(account, password, new ArrayList<>(List.of(token)));
    }

    private String token(Person person, int session) {
        while (person.sessions.size() <= session) {
            person.sessions.add(session(person));
        }
        return person.sessions.get(session);
    }

    private String session(Person person) {
        String token = api.post(
                        "/api/session",
                        null,
                        Json.object("name", person.name, "password", person.password, "token", true))
                .path("token")
                .asString("");
        tokens.add(token);
        return token;
    }

    private void enter(int room, List<Person> here) {
        String id = command(here.get(0), "create-room", "name", name + " " + (room + 1));
        rooms.add(id);
        here.stream().skip(1).forEach(person -> command(person, "join", "room", id));
    }

    private String command(Person person, String type, String field, String value) {
        return api.post(
                        "/api/commands",
                        person.sessions.get(0),
                        Json.object("type", type, "key", random(), field, value))
                .path("room")
                .asString("");
    }

    /** Ends all sessions; accounts and rooms stay. */
    @Override
    public void close() {
        tokens.forEach(token -> api.delete("/api/session", token));
    }

    private static String random() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
