package org.parley.moving;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.parley.log.StoreException;
import org.parley.store.Place;

/** {@code java -jar parley.war copy}, {@code backup} and {@code restore}: called by the launcher. */
public final class Moving {
    /** What they say of their own work; held here, for the JDK forgets the level of a logger that nobody holds. */
    private static final List<Logger> LIBRARIES =
            List.of(Logger.getLogger("org.flywaydb"), Logger.getLogger("org.sqlite"));

    private final Options options;
    private final Address.Login login;
    private final Consumer<String> news;

    Moving(Options options, Map<String, String> environment, Consumer<String> news) {
        this.options = options;
        this.login = new Address.Login(
                environment.getOrDefault("PARLEY_STORE_USER", ""),
                environment.getOrDefault("PARLEY_STORE_PASSWORD", ""));
        this.news = news;
    }

    /**
     * Does what the arguments say, of which the first is the command; prints the tables that it moved to standard
     * output and how far it is to standard error. Ends the process with 1 after one line that says why if it can't.
     *
     * @param war the file that was started
     * @return null: nothing is left running
     */
    public static @Nullable AutoCloseable start(Path war, String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        List<String> words = Arrays.asList(arguments);
        if (words.contains("--help")) {
            out.print(Options.HELP);
            return null;
        }
        LIBRARIES.forEach(library -> library.setLevel(Level.WARNING));
        String command = words.get(0) + ": ";
        try {
            Moving moving = new Moving(Options.of(words), System.getenv(), line -> err.println(command + line));
            Compared.lines(moving.run()).forEach(out::println);
        } catch (MovingException | StoreException | SQLException | IOException e) {
            err.println(command + reason(e));
            System.exit(1);
        }
        return null;
    }

    /** Moves. Answers all tables, which are the same in both places; throws if it can't, with a sentence. */
    List<Compared> run() throws SQLException, IOException {
        return switch (options.command()) {
            case COPY -> copy();
            case BACKUP -> backup();
            case RESTORE -> restore();
        };
    }

    private List<Compared> copy() throws SQLException {
        try (Place from = place("--from", options.from()).toLeave();
                Place to = place("--to", options.to()).toFill()) {
            return new Copy(from, to, Copy.After.COPY_GOES_ON, news).run();
        }
    }

    private List<Compared> backup() throws SQLException, IOException {
        Backup backup = new Backup(Address.path("--to", options.to()));
        try (Place from = place("--from", options.from()).atWork()) {
            return backup.write(from, news);
        }
    }

    private List<Compared> restore() throws SQLException, IOException {
        Backup backup = new Backup(Address.path("--from", options.from()));
        try (Place from = backup.open();
                Place to = place("--to", options.to()).toFill()) {
            return new Copy(from, to, Copy.After.COPY_IS_OLDER, news).run();
        }
    }

    private Address place(String option, String text) {
        return Address.of(option, text, login);
    }

    /** What went wrong, and why, in one line. */
    static String reason(Exception e) {
        StringBuilder reason = new StringBuilder(String.valueOf(e.getMessage()));
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            reason.append(": ").append(cause.getMessage());
        }
        return reason.toString().replaceAll("\\s+", " ");
    }
}
