package org.parley.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.chat.ChatRequest;
import org.parley.log.Code;
import tools.jackson.databind.node.JsonNodeFactory;

class CommandReaderTest {
    private final CommandReader reader = new CommandReader(100);

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(
                        "{'type':'post','key':'k','room':'r1','text':'你好 😀'}", new ChatRequest.Post("r1", "你好 😀")),
                Arguments.of(
                        "{'type':'create-room','key':'k','name':' 研发 '}", new ChatRequest.CreateRoom("研发", "public")),
                Arguments.of(
                        "{'type':'create-room','key':'k','name':'a','kind':'public'}",
                        new ChatRequest.CreateRoom("a", "public")),
                Arguments.of("{'type':'join','key':'k','room':'r1'}", new ChatRequest.Join("r1")),
                Arguments.of("{'type':'leave','key':'k','room':'r1','unknown':[1]}", new ChatRequest.Leave("r1")),
                Arguments.of("{'type':'read','key':'k','room':'r1','id':7}", new ChatRequest.Read("r1", 7)));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandIsRead(String json, ChatRequest request) {
        assertEquals(request, keyed(json).request());
        assertEquals("k", keyed(json).key());
    }

    @Test
    void typingAndAliveNeedNoKey() {
        assertEquals(new Incoming.Typing("r1"), read("{'type':'typing','room':'r1'}"));
        assertEquals(new Incoming.Alive(), read("{'type':'alive'}"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'type':'post','key':'k','text':'t'} | room",
                "{'type':'post','key':'k','room':7,'text':'t'} | room",
                "{'type':'post','key':'k','room':null,'text':'t'} | room",
                "{'type':'post','key':'k','room':'r1'} | text",
                "{'type':'post','key':'k','room':'r1','text':''} | text",
                "{'type':'post','key':'k','room':'r1','text':' \\n\\u2003'} | text",
                "{'type':'post','key':'k','room':'r1','text':'\\u00A0\\u0085\\u2007\\u200B\\uFEFF\\u0301'} | text",
                "{'type':'post','key':'k','room':'r1','text':'a\\u0000b'} | text",
                "{'type':'post','key':'k','room':'r1','text':'\\ud83d'} | text",
                "{'type':'post','key':'k','room':'r1','text':'\\ude00\\ud83d'} | text",
                "{'type':'post','key':'k','room':'r\\ud83d','text':'t'} | room",
                "{'type':'create-room','key':'k'} | name",
                "{'type':'create-room','key':'k','name':' '} | name",
                "{'type':'create-room','key':'k','name':'a\\nb'} | name",
                "{'type':'create-room','key':'k','name':'a','kind':'secret'} | kind",
                "{'type':'create-room','key':'k','name':'a','kind':1} | kind",
                "{'type':'read','key':'k','room':'r1'} | id",
                "{'type':'read','key':'k','room':'r1','id':-1} | id",
                "{'type':'read','key':'k','room':'r1','id':1.5} | id",
                "{'type':'read','key':'k','room':'r1','id':'1'} | id",
                "{'type':'read','key':'k','room':'r1','id':99999999999999999999} | id",
                "{'type':'frobnicate','key':'k'} | type",
                "{'type':7,'key':'k'} | type",
                "{'key':'k'} | type"
            })
    void whatIsMalformedNamesItsFieldAndKeepsItsKey(String json, String field) {
        Incoming.Bad bad = bad(json);

        assertEquals(Code.MALFORMED, bad.refusal().code());
        assertEquals(field, bad.refusal().extras().get("field"));
        assertEquals("k", bad.key());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'type':'post','room':'r1','text':'t'} | key",
                "{'type':'post','key':'','room':'r1','text':'t'} | key",
                "{'type':'post','key':5,'room':'r1','text':'t'} | key",
                "{'type':'post','key':null,'room':'r1','text':'t'} | key",
                "{'type':'post','key':'a\\u0000','room':'r1','text':'t'} | key",
                "{'type':'post','key':'\\udc00','room':'r1','text':'t'} | key",
                "[] | body",
                "'text' | body",
                "7 | body",
                "null | body",
                "`` | body",
                "{ | body",
                "{'type':'alive'} {} | body",
                "{'type':'alive','type':'alive'} | body",
                "{'a':{'b':1,'b':2},'type':'alive'} | body",
                "{'type':'alive',} | body",
                "{'type':NaN} | body",
                "{'type':'alive'/**/} | body",
                "{type:'alive'} | body"
            })
    void whatHasNoUsableKeyCannotBeAnswered(String json, String field) {
        Incoming.Bad bad = bad(json);

        assertNull(bad.key());
        assertEquals(Code.MALFORMED, bad.refusal().code());
        assertEquals(field, bad.refusal().extras().get("field"));
    }

    @Test
    void bytesThatAreNotUtf8AreNotJson() {
        byte[] bytes =
                "{\"type\":\"post\",\"key\":\"k\",\"room\":\"r1\",\"text\":\"x\"}".getBytes(StandardCharsets.UTF_8);
        bytes[bytes.length - 3] = (byte) 0xff;

        assertInstanceOf(Incoming.Bad.class, reader.read(bytes));
    }

    @Test
    void overlongFormsAndOtherEncodingsAreNotUtf8() {
        String json = "{\"type\":\"post\",\"key\":\"k\",\"room\":\"r1\",\"text\":\"xx\"}";
        byte[] overlong = json.getBytes(StandardCharsets.UTF_8);
        overlong[overlong.length - 4] = (byte) 0xc0;
        overlong[overlong.length - 3] = (byte) 0xaf;

        assertInstanceOf(Incoming.Bad.class, reader.read(overlong));
        assertInstanceOf(Incoming.Bad.class, reader.read(json.getBytes(StandardCharsets.UTF_16LE)));
        assertInstanceOf(Incoming.Keyed.class, reader.read(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void whatIsNestedTooDeepIsRefused() {
        assertEquals("body", bad("[".repeat(30_000)).refusal().extras().get("field"));
        assertEquals("body", bad("{'a':".repeat(10_000)).refusal().extras().get("field"));
    }

    @Test
    void theTypeThatThereIsNotIsNamed() {
        assertTrue(bad("{'type':'frobnicate','key':'k'}").refusal().message().contains("frobnicate"));
    }

    @Test
    void aTextMayHaveSoManyBytesAndNoMore() {
        assertInstanceOf(Incoming.Keyed.class, post("é".repeat(50)));
        Incoming.Bad bad = (Incoming.Bad) post("é".repeat(50) + "x");

        assertEquals(Code.TOO_LONG, bad.refusal().code());
        assertEquals("text", bad.refusal().extras().get("field"));
        assertEquals(100L, bad.refusal().extras().get("limit"));
    }

    @Test
    void aKeyMayHave64CharactersOfAnyScript() {
        assertEquals(
                "键".repeat(64),
                keyed("{'type':'join','room':'r1','key':'" + "键".repeat(64) + "'}")
                        .key());
        assertEquals(
                "key",
                bad("{'type':'join','room':'r1','key':'" + "k".repeat(65) + "'}")
                        .refusal()
                        .extras()
                        .get("field"));
    }

    @Test
    void theFingerprintIsThatOfTheFieldsWhateverTheirOrder() {
        String hash = keyed("{'type':'post','key':'k','room':'r1','text':'t'}").hash();

        assertEquals(
                hash,
                keyed("{ 'text':'\\u0074', 'room':'r1','key':'k' ,'type':'post'}")
                        .hash());
        assertNotEquals(
                hash, keyed("{'type':'post','key':'k','room':'r1','text':'T'}").hash());
        assertNotEquals(
                hash, keyed("{'type':'post','key':'k','room':'r2','text':'t'}").hash());
        assertNotEquals(
                hash,
                keyed("{'type':'post','key':'k','room':'r1','text':'t','more':1}")
                        .hash());
    }

    /** Stores keep it: a command that is sent again after an upgrade must be known again. */
    @Test
    void theFingerprintNeverChanges() {
        assertEquals(
                "935d0c505bf4716ee1f3f557d5f6b987",
                keyed("{'type':'post','key':'k','room':'r1','text':'村\\n长'}").hash());
    }

    @Test
    void everyCharacterIsWrittenAsTheLibraryWritesIt() {
        for (char c = 0; c < Character.MAX_VALUE; c++) {
            String text = "a" + c;
            assertEquals(JsonNodeFactory.instance.stringNode(text).toString(), Json.text(text));
        }
    }

    private Incoming post(String text) {
        return read("{'type':'post','key':'k','room':'r1','text':'" + text + "'}");
    }

    private Incoming.Keyed keyed(String json) {
        return (Incoming.Keyed) read(json);
    }

    private Incoming.Bad bad(String json) {
        return (Incoming.Bad) read(json);
    }

    private Incoming read(String json) {
        return reader.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
