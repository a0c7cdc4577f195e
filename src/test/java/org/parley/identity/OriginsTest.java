package org.parley.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "http://chat.example:8080, -, chat.example:8080, true",
                "http://CHAT.example:8080, -, chat.EXAMPLE:8080, true",
                "https://chat.example, -, chat.example, true",
                "https://chat.example, -, chat.example:443, true",
                "http://chat.example:80, -, chat.example, true",
                "http://my_server:8080, -, my_server:8080, true",
                "http://[::1]:8080, -, [::1]:8080, true",
                "http://研发.example, -, 研发.example, true",
                "http://evil.example, -, chat.example, false",
                "http://chat.example:8081, -, chat.example:8080, false",
                "http://chat.example.evil, -, chat.example, false",
                "http://chat.example:4430, -, chat.example, false",
                "http://chat.example, cross-site, chat.example, true",
                "http://evil.example, same-origin, chat.example, false",
                "null, -, chat.example, false",
                "'', -, '', false",
                "http://, -, '', false",
                "chat.example, -, chat.example, false",
                "http://chat.example, -, -, false",
                "-, same-origin, chat.example, true",
                "-, none, chat.example, true",
                "-, same-site, chat.example, false",
                "-, cross-site, chat.example, false",
                "-, -, chat.example, true",
                "-, -, -, true"
            })
    void aForeignPageIsToldFromOurOwn(String origin, String fetchSite, String host, boolean allowed) {
        assertEquals(allowed, Origins.of("").allowed(origin, fetchSite, host));
    }

    @Test
    void listedOriginsMayPassAndNothingLikeThem() {
        Origins origins = Origins.of("https://tools.example:8443, http://Intra");
        assertTrue(origins.allowed("https://tools.example:8443", "cross-site", "chat.example"));
        assertTrue(origins.isListed("http://intra"));
        assertFalse(origins.isListed("https://tools.example"));
        assertFalse(origins.isListed("http://tools.example:8443"));
        assertFalse(origins.isListed("null"));
        assertFalse(origins.isListed(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "tools.example", "https://*.example", "https://a.example/", "ftp://a.example", "null"})
    void whatIsNoOriginIsNamed(String text) {
        assertEquals(
                text,
                assertThrows(IllegalArgumentException.class, () -> Origins.of("http://a.example " + text))
                        .getMessage());
    }
}
