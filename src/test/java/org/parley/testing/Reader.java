package org.parley.testing;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody's reader of the log, with one face over all transports: connect with a cursor or without, wait until
 * something was heard, go on. It reads only while a test waits ({@link #await}, {@link #next}), so a test makes a slow
 * reader by not waiting. A socket's reader answers heartbeats while it reads. For one thread at a time.
 */
public abstract class Reader implements AutoCloseable {
    /** What an HTTP status is as a close code: 401 is 4401. */
    static final int STATUS_AS_CLOSE_CODE = 4_000;

    final Person person;
    final Heard heard;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> query = new LinkedHashMap<>();
    private int receiveBuffer;
    private boolean tellsMine;

    Reader(Person person, Heard heard) {
        this.person = person;
        this.heard = heard;
        headers.putAll(person.credentials());
        query.put("client", Commands.key(ThreadLocalRandom.current()));
    }

    // --- before connecting

    /** Sends this header, in place of one of the same name; an empty value sends none. */
    public Reader withHeader(String name, String value) {
        headers.remove(name);
        if (!value.isEmpty()) {
            headers.put(name, value);
        }
        return this;
    }

    /** Sends this query parameter, {@code client} for instance. */
    public Reader with(String parameter, String value) {
        query.put(parameter, value);
        return this;
    }

    /** Knows its personal state as of this version and wants to hear what changes. */
    public Reader knowingMine(long version) {
        tellsMine = true;
        query.put("mine", Long.toString(version));
        return this;
    }

    /** Takes in about so many bytes while it does not read. */
    public Reader withReceiveBuffer(int bytes) {
        receiveBuffer = bytes;
        return this;
    }

    // --- the line

    /** Reads from the head, now. Returns once the server has said where that is. */
    public Reader connect() {
        return connect("");
    }

    /** Reads on after this cursor. A refusal is thrown as {@link LineEnded}. */
    public Reader connect(String cursor) {
        try {
            open(cursor);
            return this;
        } catch (EOFException | SocketException e) {
            throw withoutAWord(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    abstract void open(String cursor) throws IOException;

    /** The next thing the server says; throws a timeout when it says nothing in time. */
    abstract JsonNode receive(Deadline deadline) throws IOException;

    /** Sends a command and gives its answer, an ack or an error: on this line if it is a socket, else over HTTP. */
    public abstract JsonNode send(ObjectNode command);

    /** Ends the line with a reset. */
    public abstract void vanish();

    @Override
    public abstract void close();

    // --- reading

    /** The next thing the server says, or nothing when it stays silent. */
    public Optional<JsonNode> next(Deadline deadline) {
        try {
            JsonNode down = receive(deadline);
            heard.take(down);
            return Optional.of(down);
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (LineEnded e) {
            throw e.problem().isEmpty() ? new LineEnded(e.code(), e.reason(), heard.lastWord()) : e;
        } catch (EOFException | SocketException e) {
            throw withoutAWord(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until the condition holds; fails with these words when it does not in time. */
    public Reader await(String what, BooleanSupplier condition) {
        return await(what, Deadline.usual(), condition);
    }

    public Reader await(String what, Deadline deadline, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (deadline.passed()) {
                throw new AssertionError("did not hear in time: " + what + "; heard " + heard);
            }
            next(deadline);
        }
        return this;
    }

    /** Reads until so many messages of this room have come. */
    public Reader awaitTexts(String room, int count) {
        return await(count + " messages in " + room, () -> heard.texts(room).size() >= count);
    }

    /** Reads until this message has come. */
    public Reader awaitText(String room, String text) {
        return await("'" + text + "' in " + room, () -> heard.texts(room).contains(text));
    }

    /** Reads until the server ends the line; fails when it does not. */
    public LineEnded awaitEnd() {
        return awaitEnd(Deadline.usual());
    }

    public LineEnded awaitEnd(Deadline deadline) {
        try {
            await("the end of the line", deadline, () -> false);
            throw new IllegalStateException("unreachable");
        } catch (LineEnded end) {
            return end;
        }
    }

    public Heard heard() {
        return heard;
    }

    public String cursor() {
        return heard.cursor();
    }

    public Person person() {
        return person;
    }

    // --- for the transports

    RawHttp newLine() throws IOException {
        return RawHttp.connect(person.server(), receiveBuffer);
    }

    Request request(String path, String cursor) {
        Map<String, String> parameters = new LinkedHashMap<>(query);
        if (!cursor.isEmpty()) {
            parameters.put("after", cursor);
        }
        if (tellsMine && heard.mineVersion() >= 0) {
            parameters.put("mine", Long.toString(heard.mineVersion()));
        }
        if (heard.nowVersion() >= 0) {
            parameters.put("now", Long.toString(heard.nowVersion()));
        }
        StringBuilder target = new StringBuilder(path);
        parameters.forEach((name, value) -> target.append(target.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(value));
        return Request.get(target.toString()).with(headers);
    }

    static LineEnded refusal(Answer answer) {
        JsonNode problem = answer.code().isEmpty() ? Json.object() : answer.json();
        return new LineEnded(STATUS_AS_CLOSE_CODE + answer.status(), answer.code(), problem);
    }

    private LineEnded withoutAWord(IOException e) {
        return new LineEnded(LineEnded.WITHOUT_A_WORD, String.valueOf(e.getMessage()), heard.lastWord());
    }
}
