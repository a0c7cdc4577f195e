package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.parley.testing.ClientModel;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.LineEnded;
import org.parley.testing.Person;
import org.parley.testing.Reader;
import tools.jackson.databind.JsonNode;

/** A state and what is told after it make the state later, for a client that loads no messages. */
interface StateContract extends Stage {
    int STRETCHES = 4;
    int STEPS = 12;

    /** Every kind of event there is. */
    Set<String> KINDS = Set.of("join", "leave", "message", "room", "user");

    /** Every kind of personal state there is. */
    Set<String> PERSONAL = Set.of("read", "counts");

    @Test
    default void aStateAndWhatFollowsAreTheStateLater() {
        long seed = new Random().nextLong();
        Person ann = person("ann");
        Town town = new Town(new Random(seed), ann, List.of(atTheEndClose(ann.again()), person("bob"), person("cai")));
        JsonNode state = ann.state();
        Listener listener = new Listener(this, ann, state);
        person("newcomer");
        town.comeAndGo();
        for (int stretch = 0; stretch < STRETCHES; stretch++) {
            for (int step = 0; step < STEPS; step++) {
                town.step();
                listener.hearWhatIsThere();
            }
            String last = town.lastWord();
            JsonNode later = ann.state();
            listener.hear(last, later.path("mine").path("version").asLong());
            assertEquals(ClientModel.rooms(later), listener.model.rooms(), "seed " + seed);
            assertEquals(later.path("mine"), listener.model.mine(), "seed " + seed);
        }
        assertEquals(KINDS, listener.kinds());
        assertEquals(PERSONAL, listener.model.personal());
    }

    /** Somebody's client; a line that was ended because a slow machine let it fall silent is taken up again. */
    final class Listener {
        final ClientModel model;
        private final Stage stage;
        private Reader reader;

        Listener(Stage stage, Person person, JsonNode state) {
            this.stage = stage;
            this.model = new ClientModel(state);
            this.reader = stage.reader(person)
                    .knowingMine(model.version())
                    .connect(state.path("cursor").asString());
        }

        void hearWhatIsThere() {
            while (hear(Deadline.inMillis(1))) {
                // goes on
            }
        }

        /** Goes on until this was said and personal state is so new. */
        void hear(String last, long version) {
            Deadline deadline = Deadline.usual();
            while (model.version() < version || !reader.heard().texts("r1").contains(last)) {
                assertTrue(!deadline.passed(), "did not hear all: " + reader.heard());
                hear(deadline);
            }
        }

        private boolean hear(Deadline deadline) {
            try {
                Optional<JsonNode> down = reader.next(deadline);
                down.ifPresent(model::hear);
                return down.filter(heard -> !heard.path("events").isEmpty()).isPresent();
            } catch (LineEnded end) {
                assertEquals(HardshipContract.TOO_SLOW, end.code(), end::toString);
                String cursor = reader.cursor();
                reader = stage.atTheEndClose(stage.transport().reader(reader.person(), reader.heard()));
                reader.knowingMine(model.version()).connect(cursor);
                return true;
            }
        }

        Set<String> kinds() {
            Set<String> kinds = new TreeSet<>();
            reader.heard()
                    .events()
                    .forEach(event -> kinds.add(event.path("type").asString()));
            return kinds;
        }
    }

    /** People who come, speak, read and go, in three rooms and in the one that nobody leaves. */
    final class Town {
        private final Random random;
        private final Person ann;
        private final List<Person> people;
        private final List<String> rooms;
        private int words;

        Town(Random random, Person ann, List<Person> people) {
            this.random = random;
            this.ann = ann;
            this.people = people;
            this.rooms = people.stream().map(Person::createRoom).toList();
            people.forEach(person -> rooms.forEach(person::join));
        }

        /** Whatever chance brings, somebody leaves and comes again, makes a room, and reads a part of what is said. */
        void comeAndGo() {
            people.get(0).createRoom();
            people.get(0).leave(rooms.get(0));
            people.get(0).join(rooms.get(0));
            long read = people.get(1).post("r1", "read");
            people.get(1).post("r1", "not read");
            people.get(0).done(Commands.read("r1", read));
        }

        void step() {
            Person person = people.get(random.nextInt(people.size()));
            String room = rooms.get(random.nextInt(rooms.size()));
            switch (random.nextInt(10)) {
                case 0 -> person.leave(room);
                case 1, 2 -> person.join(room);
                case 3, 4 -> read(person, room);
                case 5 -> person.createRoom();
                default -> person.send(Commands.post(room, "word " + words++ + " @" + ann.name()));
            }
        }

        /** Up to somewhere within the last things that happened. */
        private void read(Person person, String room) {
            long head = person.state().path("rooms").path(0).path("head").asLong();
            person.send(Commands.read(room, Math.max(0, head - random.nextInt(STEPS))));
        }

        /** Said where everybody hears it. */
        String lastWord() {
            String text = "last word " + words++ + " @" + ann.name();
            people.get(1).post("r1", text);
            return text;
        }
    }
}
