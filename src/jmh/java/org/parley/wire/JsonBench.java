package org.parley.wire;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.parley.feed.Reply;
import org.parley.log.Answer;
import org.parley.log.Cursor;
import org.parley.log.Entry;
import org.parley.log.Event;

/** What is read and written for one message with a text of 150 bytes, and batches of such messages. */
@State(Scope.Benchmark)
public class JsonBench {
    private static final String TEXT =
            "whoever reads this far has read ".repeat(5).substring(0, 150);
    private static final String KEY = "0190f6a1-7c11-7d1e-9a51-0c7f6f6b2d11";

    private final JsonEncoding encoding = new JsonEncoding();
    private final JsonMessages messages = new JsonMessages("n1", Duration.ofSeconds(20));
    private final CommandReader reader = new CommandReader(8192);
    private final Map<String, Object> fields = Map.of("text", TEXT);
    private final Event event = event(1_000_042);
    private final Reply.Batch one = batch(1);
    private final Reply.Batch many = batch(32);
    private final Answer ack = new Answer.Ack(Map.of("id", 1_000_042L));
    private final byte[] post = ("{\"type\":\"post\",\"key\":\"" + KEY + "\",\"room\":\"r7\",\"text\":\"" + TEXT
                    + "\"}")
            .getBytes(StandardCharsets.UTF_8);

    private static Event event(long id) {
        String body = "{\"text\":\"" + TEXT + "\"}";
        return new Event(id, "k3f9", 1_795_341_600_123L + id, "message", 1, "r7", null, "u3", KEY, body);
    }

    private Reply.Batch batch(int size) {
        List<Entry> events = LongStream.range(0, size)
                .mapToObj(i -> Entry.of(event(1_000_042 + i), encoding))
                .toList();
        return new Reply.Batch(new Cursor("k3f9", 1_000_041 + size), events, false, false, null, null);
    }

    @Benchmark
    public Object readPost() {
        return reader.read(post);
    }

    @Benchmark
    public byte[] writeAck() {
        return Answers.json(KEY, ack);
    }

    /** The fields of an event as the store keeps them. */
    @Benchmark
    public String writeBody() {
        return encoding.text(fields);
    }

    @Benchmark
    public byte[] writeEvent() {
        return encoding.event(event);
    }

    @Benchmark
    public byte[] writeBatchOf1() {
        return messages.batch(one);
    }

    @Benchmark
    public byte[] writeBatchOf32() {
        return messages.batch(many);
    }
}
