package org.parley.rfc6455;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeflateTest {
    private static final Deflate.Terms ECHO = new Deflate.Terms(true, true, 8);
    private static final Deflate.Terms FEED = new Deflate.Terms(false, false, 15);

    @ParameterizedTest
    @CsvSource({
        "permessage-deflate, true, true, 15, 15",
        "permessage-deflate; server_no_context_takeover, false, true, 15, 15",
        "permessage-deflate; client_no_context_takeover, true, false, 15, 15",
        "permessage-deflate; server_max_window_bits=8, true, true, 8, 15",
        "permessage-deflate; server_max_window_bits=15, true, true, 15, 15",
        "permessage-deflate; client_max_window_bits=9, true, true, 15, 9",
        "permessage-deflate; client_no_context_takeover; server_max_window_bits=10, true, false, 10, 15",
        "permessage-deflate; server_max_window_bits=11; client_max_window_bits=12, true, true, 11, 12"
    })
    void whatIsOfferedIsAgreedOnAndRepeated(
            String offer, boolean server, boolean client, int serverBits, int clientBits) {
        Deflate expected = new Deflate(server, client, serverBits, clientBits, offer);
        assertEquals(Optional.of(expected), Deflate.choose(List.of(offer), ECHO));
    }

    @Test
    void aClientWindowWithoutASizeIsLeftToTheClient() {
        assertEquals("permessage-deflate", chosen("permessage-deflate; client_max_window_bits", ECHO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permessage-deflate;server_max_window_bits=9",
                "  permessage-deflate\t; server_max_window_bits = 9 ",
                "permessage-deflate; server_max_window_bits=\"9\"",
                "permessage-deflate; server_max_window_bits=\"\\9\"",
                ",, permessage-deflate; server_max_window_bits=9,"
            })
    void anOfferMayBeWrittenInSeveralWays(String offer) {
        assertEquals("permessage-deflate; server_max_window_bits=9", chosen(offer, ECHO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                ";",
                "permessage-bzip2",
                "Permessage-Deflate",
                "permessage-deflate;",
                "permessage-deflate; ;",
                "permessage-deflate server_no_context_takeover",
                "permessage-deflate; unheard_of",
                "permessage-deflate; server_no_context_takeover=1",
                "permessage-deflate; client_no_context_takeover=true",
                "permessage-deflate; server_no_context_takeover; server_no_context_takeover",
                "permessage-deflate; client_max_window_bits; client_max_window_bits=9",
                "permessage-deflate; server_max_window_bits",
                "permessage-deflate; server_max_window_bits=",
                "permessage-deflate; server_max_window_bits=\"\"",
                "permessage-deflate; server_max_window_bits=7",
                "permessage-deflate; server_max_window_bits=16",
                "permessage-deflate; server_max_window_bits=08",
                "permessage-deflate; server_max_window_bits=+9",
                "permessage-deflate; server_max_window_bits=9 9",
                "permessage-deflate; client_max_window_bits=99999999999999999999",
                "permessage-deflate; client_max_window_bits=\"9",
                "permessage-deflate; client_max_window_bits=\"9\\",
                "permessage-deflate; client_max_window_bits=\" 9\"",
                "permessage-deflate; \"x, permessage-deflate\"",
                "permessage-deflate; \"x, permessage-deflate, y\"",
                "permessage-deflate; x=\", permessage-deflate"
            })
    void anOfferThatIsNotAcceptableIsPassedOver(String offer) {
        assertEquals(Optional.empty(), Deflate.choose(List.of(offer), ECHO));
        assertEquals(
                "permessage-deflate; client_max_window_bits=9",
                Deflate.choose(List.of(offer, "permessage-deflate; client_max_window_bits=9"), ECHO)
                        .map(Deflate::response)
                        .orElse("none"));
    }

    @Test
    void theFirstAcceptableOfferWins() {
        String first = "permessage-deflate; x, permessage-deflate; server_max_window_bits=7, foo; permessage-deflate, ";
        String second = "permessage-deflate; server_max_window_bits=12, permessage-deflate";
        assertEquals("permessage-deflate; server_max_window_bits=12", chosen(first + second, ECHO));
    }

    @Test
    void aServerWithoutTakeoverSaysSoUnasked() {
        assertEquals(
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                chosen("permessage-deflate; client_max_window_bits", FEED));
    }

    @Test
    void anOfferWithASmallerWindowThanTheServerCanServeIsPassedOver() {
        assertEquals(
                "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                chosen("permessage-deflate; server_max_window_bits=14, permessage-deflate", FEED));
    }

    @Property(tries = 2000)
    void whateverTheHeaderHoldsAnAnswerIsGivenAndIsItselfAcceptable(@ForAll("headers") String header) {
        Deflate.choose(List.of(header), ECHO)
                .ifPresent(deflate -> assertEquals(deflate.response(), chosen(deflate.response(), ECHO)));
    }

    @Provide
    Arbitrary<String> headers() {
        return Arbitraries.of(
                        "permessage-deflate",
                        "; ",
                        ",",
                        "=",
                        "\"",
                        "\\",
                        " ",
                        "9",
                        "15",
                        "server_max_window_bits",
                        "client_max_window_bits",
                        "server_no_context_takeover",
                        "client_no_context_takeover",
                        "x",
                        "\u00FF")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Test
    void aHugeHeaderIsReadInOneGo() {
        Assertions.assertTimeout(Duration.ofSeconds(2), () -> {
            for (String part : List.of("\"", "a;", ",", "a=\"", "\\", "permessage-deflate; x=\"\",")) {
                assertEquals(Optional.empty(), Deflate.choose(List.of(part.repeat(200_000)), ECHO));
            }
        });
    }

    private static String chosen(String header, Deflate.Terms terms) {
        return Deflate.choose(List.of(header), terms).map(Deflate::response).orElse("none");
    }
}
