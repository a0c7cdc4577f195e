package org.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.apache.catalina.Valve;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static Optional<Valve> trusting(String list) {
        return TrustedProxies.in(Settings.load(List.of(Source.commandLine(List.of("--proxies-trusted", list)))));
    }

    @Test
    void nobodyIsTrustedWhereNobodyIsListed() {
        assertEquals(Optional.empty(), trusting(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.7", "10.0.0.0/24, fd00::7", "::1 ,127.0.0.1"})
    void addressesAndRangesAreTaken(String list) {
        assertTrue(trusting(list).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.7,proxy.example", "10\\.0\\.0\\.7", "10.0.0.0/33", "10.0.0.7;10.0.0.8", "10.0.0.7,,"})
    void whatIsNoAddressIsRefused(String list) {
        assertTrue(assertThrows(StartException.class, () -> trusting(list))
                .getMessage()
                .startsWith("proxies.trusted: "));
    }
}
