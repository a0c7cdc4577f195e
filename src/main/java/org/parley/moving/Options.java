package org.parley.moving;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the command line asks for.
 *
 * @param command what to do
 * @param from the value of {@code --from}
 * @param to the value of {@code --to}
 */
record Options(Command command, String from, String to) {

    /** The three commands. */
    enum Command {
        COPY,
        BACKUP,
        RESTORE
    }

    static final String HELP = """
            java -jar parley.war copy    --from PLACE --to PLACE
            java -jar parley.war backup  --from PLACE --to FILE
            java -jar parley.war restore --from FILE  --to PLACE

            PLACE is a home with SQLite (/var/lib/parley, or sqlite:/var/lib/parley) or a database of PostgreSQL
            (jdbc:postgresql://HOST/DATABASE). Who signs in there, and how, stands in the environment
            (PARLEY_STORE_USER, PARLEY_STORE_PASSWORD), in the URL or in ~/.pgpass.

            copy     moves an installation: accounts, sessions, rooms, messages, keys and read marks go along, and
                     clients go on with their cursors. Stop every Parley at both places. If it is interrupted,
                     run it again.
            backup   writes one file, while Parley goes on. It never overwrites.
            restore  fills an empty place from such a file. Clients load their state afresh, as the log is older
                     than what they have seen.

            All three compare the rows of every table in the end and show their counts and hashes. Exit code 1: it
            could not be done, and one line says why. docs/backup.md says more.
            """;

    /** Reads a command line that begins with the command. Throws {@link MovingException} with one line. */
    static Options of(List<String> words) {
        String name = words.get(0);
        Map<String, String> values = new HashMap<>();
        for (int i = 1; i < words.size(); i++) {
            String[] option = words.get(i).split("=", 2);
            if (!option[0].equals("--from") && !option[0].equals("--to")) {
                throw new MovingException(
                        "\"" + option[0] + "\" is not an option of " + name + ", but --from and --to");
            }
            if (option.length == 1 && i + 1 == words.size()) {
                throw new MovingException("option " + option[0] + " needs a value");
            }
            if (values.put(option[0], option.length == 2 ? option[1] : words.get(++i)) != null) {
                throw new MovingException("option " + option[0] + " is given twice");
            }
        }
        return new Options(
                Command.valueOf(name.toUpperCase(Locale.ROOT)), required(values, "--from"), required(values, "--to"));
    }

    private static String required(Map<String, String> values, String name) {
        String value = values.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw new MovingException("option " + name + " is missing; --help tells what it is");
        }
        return value;
    }
}
