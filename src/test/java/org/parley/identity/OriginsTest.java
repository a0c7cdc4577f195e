package org.parley.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        assertEquals(allowed, Origins.allowed(origin, fetchSite, host));
    }
}
