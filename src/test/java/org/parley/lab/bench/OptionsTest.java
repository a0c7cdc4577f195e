package org.parley.lab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.lab.load.Transport;

class OptionsTest {
    @Test
    void nothingSaidIsEveryTransportOnAServerOfItsOwn() {
        Options options = Options.of(List.of());
        assertNull(options.target());
        assertEquals(List.of(Transport.values()), options.transports());
        assertEquals(1000, options.load().clients());
        assertEquals(10, options.load().rooms());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--clients none            | --clients must be a number from 1 to 100000, not \"none\"",
                "--clients 1.5             | --clients must be a whole number, not \"1.5\"",
                "--clients 3 --rooms 4     | --rooms must be a number from 1 to 3, not \"4\"",
                "--rate 0                  | --rate must be a number from 0.01 to 1000000, not \"0\"",
                "--rate                    | option --rate needs a value",
                "--colour red              | \"--colour\" is not an option of bench; bench --help lists them",
                "--transport pigeon        | --transport: there is no \"pigeon\"",
                "--url ftp://127.0.0.1     | --url: \"ftp://127.0.0.1\" is no http[s]://HOST[:PORT][/PATH]",
                "--url http://127.0.0.1 --user ann | --user and --password go together",
                "--user ann --password x   | --user needs --url",
            })
    void whatIsWrongIsSaidInALine(String line, String said) {
        String message = assertThrows(
                        BenchException.class,
                        () -> Options.of(List.of(line.strip().split(" "))))
                .getMessage();
        assertTrue(message.startsWith(said), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void anotherMachineIsLoadedOnlyWhenOneSaysItTwice() {
        assertThrows(BenchException.class, () -> Options.of(List.of("--url", "http://192.0.2.1")));
        assertThrows(BenchException.class, () -> Options.of(List.of("--url", "http://192.0.2.1", "--remote")));
        assertThrows(BenchException.class, () -> Options.of(List.of("--url", "http://192.0.2.1", "--i-may-load-it")));
        Options told = Options.of(List.of("--url", "http://192.0.2.1", "--remote", "--i-may-load-it"));
        assertEquals("192.0.2.1", told.target().authority());
        assertEquals(80, told.target().address().getPort());
    }

    @Test
    void theHelpNamesEveryOption() {
        String named = Pattern.compile("--[a-z0-9-]+")
                .matcher(Options.HELP)
                .results()
                .map(found -> found.group())
                .distinct()
                .sorted()
                .collect(Collectors.joining(" "));
        assertEquals(
                "--capacity --clients --header --hold --i-may-load-it --metrics-token --p99 --password --poll-interval"
                        + " --rate --remote --report --rooms --seconds --size --threads --transport --url --user --warm-up",
                named);
    }
}
