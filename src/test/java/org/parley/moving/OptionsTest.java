package org.parley.moving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parley.moving.Address.Home;
import org.parley.moving.Address.Login;
import org.parley.moving.Address.Postgres;

/** The words of the command line. */
class OptionsTest {
    private static final Login NOBODY = new Login("", "");

    @Test
    void bothOptionsAreTakenInEitherFormAndOrder() {
        assertEquals(new Options(Options.Command.COPY, "a", "b"), Options.of(List.of("copy", "--to=b", "--from", "a")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    copy --from a                  | option --to is missing; --help tells what it is
                    backup --from                  | option --from needs a value
                    restore --from a --from b      | option --from is given twice
                    copy --from a --to b --force c | "--force" is not an option of copy, but --from and --to
                    """)
    void whatIsWrongIsSaid(String words, String said) {
        MovingException wrong = assertThrows(
                MovingException.class,
                () -> Options.of(Arrays.asList(words.strip().split(" "))));
        assertEquals(said, wrong.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/var/parley", "sqlite:/var/parley", "sqlite:/var/parley/parley.db", "jdbc:sqlite:/var/parley"})
    void aHomeIsNamedInSeveralWays(String text) {
        assertEquals(new Home(Path.of("/var/parley")), Address.of("--from", text, NOBODY));
    }

    @Test
    void aDatabaseIsNamedByItsUrlAndShownWithoutItsPassword() {
        String url = "jdbc:postgresql://db/parley?user=ann&password=secret";
        Address there = Address.of("--to", url, new Login("ann", "hidden"));

        assertEquals(new Postgres(url, new Login("ann", "hidden")), there);
        assertFalse(there.toString().contains("secret") || there.toString().contains("hidden"), there::toString);
        assertEquals("jdbc:postgresql://db/parley", there.toFill().toString());
    }

    @Test
    void anotherDatabaseIsNoAddress() {
        MovingException wrong = assertThrows(
                MovingException.class, () -> Address.of("--to", "jdbc:mysql://db/x?password=secret", NOBODY));

        assertEquals(
                "--to jdbc:mysql://db/x is not an address: it is a home, sqlite:HOME or jdbc:postgresql://HOST/DATABASE",
                wrong.getMessage());
    }
}
