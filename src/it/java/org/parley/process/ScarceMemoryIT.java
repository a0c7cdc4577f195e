package org.parley.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.testing.Answer;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.Frame;
import org.parley.testing.Json;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;
import org.parley.testing.RawHttp;
import org.parley.testing.RawWebSocket;
import org.parley.testing.Reader;
import org.parley.testing.Request;
import org.parley.testing.Transport;

/**
 * Who reads nothing, or half says what he says, costs a bounded amount of memory: a server that has 96 MiB, and ends
 * when they are used up, goes on for everybody else.
 */
@Tag("long")
@EnabledOnOs(OS.LINUX)
class ScarceMemoryIT {
    private static final List<String> SCARCE = List.of("env", "JAVA_TOOL_OPTIONS=-Xmx96m -XX:+ExitOnOutOfMemoryError");
    private static final int SOCKETS = 32;
    private static final int REQUESTS = 500;
    private static final int NARROW = 4096;
    private static final String LONG = "x".repeat(8000);

    private final Deque<AutoCloseable> actors = new ArrayDeque<>();
    private final List<String> said = new ArrayList<>();
    private Person ann;
    private Person bob;
    private Person cai;
    private String room;
    private String beginning;
    private Reader brisk;

    @BeforeEach
    void start(@TempDir Path home) {
        ParleyProcess parley = atTheEndClose(ParleyProcess.startUnder(
                SCARCE,
                home,
                "--window-max-bytes=8MiB",
                "--journal-max-bytes=4MiB",
                "--partial-messages-max-bytes=8MiB",
                "--unread-answers-max-bytes=8MiB",
                "--commands-per-second=100000",
                "--commands-burst=100000"));
        ann = atTheEndClose(Person.signUp(parley.address(), "ann"));
        bob = atTheEndClose(Person.signUp(parley.address(), "bob"));
        cai = atTheEndClose(Person.signUp(parley.address(), "cai"));
        room = ann.createRoom();
        bob.join(room);
        cai.join(room);
        beginning = ann.cursor();
        brisk = atTheEndClose(Transport.UPGRADE.reader(ann)).connect();
    }

    @AfterEach
    void everybodyLeaves() throws Exception {
        while (!actors.isEmpty()) {
            actors.pop().close();
        }
    }

    private <T extends AutoCloseable> T atTheEndClose(T actor) {
        actors.push(actor);
        return actor;
    }

    @ParameterizedTest
    @EnumSource(names = {"SSE", "WEBSOCKET", "UPGRADE"})
    void linesThatNobodyReads(Transport transport) throws IOException {
        talk(900);
        for (int i = 0; i < SOCKETS; i++) {
            deaf(transport, bob);
            deaf(transport, cai);
        }
        talk(300);
        assertAllIsHeard();
    }

    @ParameterizedTest
    @EnumSource(names = {"POLLING", "LONG_POLLING"})
    void pollsFromFarBehindWhoseAnswersNobodyReads(Transport transport) throws IOException {
        talk(900);
        for (int i = 0; i < REQUESTS; i++) {
            ask(bob, transport.path() + "?after=" + beginning);
        }
        talk(60);
        assertAllIsHeard();
    }

    @Test
    void historyThatNobodyReads() throws IOException {
        talk(300);
        for (int i = 0; i < REQUESTS; i++) {
            ask(bob, "/api/rooms/" + room + "/messages?limit=200");
        }
        talk(60);
        assertAllIsHeard();
    }

    @ParameterizedTest
    @EnumSource(names = {"WEBSOCKET", "UPGRADE"})
    void commandsWhoseAcksNobodyReads(Transport transport) throws Exception {
        talk(300);
        List<RawWebSocket> lines = deafLines(transport);
        byte[] commands = many(100, () -> Commands.read(room, 0).toString());
        byte[] nothings = many(10_000, () -> "");
        flood(lines, 10, commands);
        flood(lines, 10, nothings);
        talk(60);
        assertAllIsHeard();
    }

    /** Just as many commands as may be on their way, and then what weighs nothing. */
    @ParameterizedTest
    @EnumSource(names = {"WEBSOCKET", "UPGRADE"})
    void emptyMessagesBehindAcksThatNobodyReads(Transport transport) throws Exception {
        talk(300);
        List<RawWebSocket> lines = deafLines(transport);
        flood(lines, 1, many(40, () -> Commands.read(room, 0).toString()));
        flood(lines, 10, many(50_000, () -> ""));
        talk(60);
        assertAllIsHeard();
    }

    @Test
    void whatIsSaidByHalf() throws IOException {
        byte[] half = new Frame(false, Frame.TEXT, " ".repeat(60_000).getBytes(StandardCharsets.UTF_8)).masked();
        for (Person person : List.of(bob, cai)) {
            for (int i = 0; i < SOCKETS; i++) {
                send(deaf(i % 2 == 0 ? Transport.UPGRADE : Transport.WEBSOCKET, person), half);
            }
        }
        Request body = Request.post("/api/commands", " ".repeat(1_000_000)).with(bob.credentials());
        for (int i = 0; i < REQUESTS; i++) {
            RawHttp line = atTheEndClose(RawHttp.connect(bob.server(), NARROW));
            byte[] whole = line.bytes(body);
            line.write(Arrays.copyOf(whole, whole.length - 100_000));
        }
        talk(300, this::sayAsOftenAsItTakes);
        assertAllIsHeard();
    }

    /** The author is acked, and who reads hears it soon. */
    private void talk(int messages) {
        talk(messages, texts -> ann.postAll(room, texts));
    }

    private void talk(int messages, Consumer<List<String>> say) {
        for (int i = 0; i < messages; i += 6) {
            int from = said.size();
            List<String> texts =
                    IntStream.range(from, from + 6).mapToObj(n -> n + LONG).toList();
            say.accept(texts);
            said.addAll(texts);
            brisk.awaitTexts(room, said.size());
        }
    }

    /** What is half said takes all places that there are; who finds none is told to come again, with the same keys. */
    private void sayAsOftenAsItTakes(List<String> texts) {
        Request body = Request.post(
                "/api/commands",
                Json.array(texts.stream().map(text -> Commands.post(room, text)).toList()));
        Deadline deadline = Deadline.in(Duration.ofMinutes(1));
        Answer answer = ann.exchange(body);
        while (answer.status() != 200) {
            assertFalse(deadline.passed(), answer::toString);
            Deadline.inMillis(answer.expectProblem(503, "unavailable")
                            .path("retry")
                            .asInt())
                    .pass();
            answer = ann.exchange(body);
        }
        Json.list(answer.expect(200))
                .forEach(one -> assertEquals("ack", one.path("type").asString(), one::toString));
    }

    private void assertAllIsHeard() {
        assertEquals(said, brisk.heard().texts(room));
    }

    /** As many of bob's lines as may be. */
    private List<RawWebSocket> deafLines(Transport transport) throws IOException {
        List<RawWebSocket> lines = new ArrayList<>();
        for (int i = 0; i < SOCKETS; i++) {
            lines.add(deaf(transport, bob));
        }
        return lines;
    }

    /** A line from the beginning that is never read after its handshake. */
    private RawWebSocket deaf(Transport transport, Person person) throws IOException {
        String target = transport.path() + "?after=" + beginning;
        if (transport == Transport.SSE) {
            ask(person, target);
            return null;
        }
        RawHttp line = RawHttp.connect(person.server(), NARROW);
        return atTheEndClose(RawWebSocket.open(line, target, person.credentials()));
    }

    /** A request whose answer is never read. */
    private void ask(Person person, String target) throws IOException {
        RawHttp line = atTheEndClose(RawHttp.connect(person.server(), NARROW));
        line.write(Request.get(target).with(person.credentials()));
    }

    private static byte[] many(int count, Supplier<String> text) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            all.writeBytes(Frame.text(text.get()).masked());
        }
        return all.toByteArray();
    }

    /** Each of them says this again and again, as long as the server takes it. */
    private void flood(List<RawWebSocket> lines, int times, byte[] frames) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (RawWebSocket line : lines) {
            Thread thread = new Thread(() -> {
                for (int i = 0; i < times && send(line, frames); i++) {}
            });
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join(5000);
        }
    }

    /** False when the server has ended the line. */
    private static boolean send(RawWebSocket line, byte[] frames) {
        try {
            line.sendRaw(frames);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
