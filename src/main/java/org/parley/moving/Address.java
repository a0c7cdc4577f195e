package org.parley.moving;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.parley.store.Place;
import org.parley.store.PostgresPlace;
import org.parley.store.PostgresSource;
import org.parley.store.SqlitePlace;

/** Where an installation is, as the command line names it. */
sealed interface Address {
    /** Reads a home, {@code sqlite:HOME} or {@code jdbc:postgresql:…}. Throws {@link MovingException}. */
    static Address of(String option, String text, Login login) {
        if (text.startsWith(PostgresSource.SCHEME)) {
            return new Postgres(text, login);
        }
        String path = text.replaceFirst("^(jdbc:)?sqlite:", "");
        if (path.isEmpty() || path.matches("[a-z]{2,}:.*")) {
            throw new MovingException(option + " " + Postgres.withoutSecrets(text)
                    + " is not an address: it is a home, sqlite:HOME or jdbc:postgresql://HOST/DATABASE");
        }
        Path file = path(option, path);
        return new Home(file.endsWith("parley.db") ? file.resolveSibling("") : file);
    }

    /** Reads the name of a file or folder. Throws {@link MovingException}. */
    static Path path(String option, String text) {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new MovingException(option + " is not the name of a file or folder: " + e.getReason());
        }
    }

    /** Opens it to leave it. */
    Place toLeave();

    /** Opens it only to be read, while it may be at work. */
    Place atWork();

    /** Opens it to be written. */
    Place toFill();

    /** Who signs in to PostgreSQL; both may be empty, and then are what the URL or the driver says. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return user;
        }
    }

    /** A home with SQLite. */
    record Home(Path home) implements Address {
        @Override
        public Place toLeave() {
            requireInstallation();
            return SqlitePlace.home(home);
        }

        @Override
        public Place atWork() {
            requireInstallation();
            return SqlitePlace.atWork(home);
        }

        @Override
        public Place toFill() {
            return SqlitePlace.home(home);
        }

        private void requireInstallation() {
            if (!SqlitePlace.isIn(home)) {
                throw new MovingException("there is no parley.db in " + home
                        + "; an installation on PostgreSQL is named by its URL, jdbc:postgresql://HOST/DATABASE");
            }
        }
    }

    /** A database of PostgreSQL. */
    record Postgres(String url, Login login) implements Address {
        @Override
        public Place toLeave() {
            return PostgresPlace.at(url, login.user, login.password);
        }

        @Override
        public Place atWork() {
            return toLeave();
        }

        @Override
        public Place toFill() {
            return toLeave();
        }

        static String withoutSecrets(String url) {
            return url.replaceFirst("\\?.*", "");
        }

        @Override
        public String toString() {
            return withoutSecrets(url);
        }
    }
}
