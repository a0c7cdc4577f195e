package org.parley.moving;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.parley.store.Place;
import org.parley.store.SqlitePlace;

/**
 * A backup: one file, whole or not there at all, that only its owner may read, for it holds what everybody said. It is
 * written beside its place under another name that begins with a dot, and never over another file.
 */
final class Backup {
    private final Path file;

    Backup(Path file) {
        this.file = file;
    }

    /** Makes it from an installation that may be at work. Answers its tables, as {@link Copy#run}. */
    List<Compared> write(Place from, Consumer<String> news) throws SQLException, IOException {
        requireNew();
        Path part = part();
        try {
            List<Compared> compared;
            try (Place to = SqlitePlace.newFile(part)) {
                compared = new Copy(from, to, Copy.After.COPY_IS_KEPT, news).run();
            }
            Files.move(part, file);
            return compared;
        } catch (FileAlreadyExistsException e) {
            throw exists();
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void requireNew() {
        if (Files.exists(file)) {
            throw exists();
        }
    }

    private MovingException exists() {
        return new MovingException(file + " is there already, and is not overwritten");
    }

    private Path part() {
        Path folder = file.getParent();
        try {
            Path part = Files.createTempFile(folder, "." + file.getFileName() + ".", ".part");
            part.toFile().deleteOnExit(); // when the process is told to stop
            return part;
        } catch (IOException e) {
            throw new MovingException("the folder " + folder + " can't be written: " + e);
        }
    }

    /**
     * Opens it to be restored. One of an older Parley is copied first, to a temporary file that ends with the process,
     * and gets its tables as this version has them there.
     */
    Place open() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new MovingException("there is no file " + file);
        }
        return SqlitePlace.isOlder(file) ? renewed() : SqlitePlace.file(file);
    }

    private Place renewed() throws IOException {
        Path copy = Files.createTempFile("parley-restore-", ".db");
        copy.toFile().deleteOnExit();
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        Place renewed = SqlitePlace.newFile(copy);
        renewed.make();
        return renewed;
    }
}
