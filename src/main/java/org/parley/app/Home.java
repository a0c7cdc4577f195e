package org.parley.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of everything Parley keeps. */
final class Home {

    private Home() {}

    /**
     * Makes sure that there is such a folder and that it can be written. A new one is open to its owner alone.
     *
     * @throws StartException if it cannot be made or written
     */
    static void prepare(Path home) {
        try {
            Files.createDirectories(home, ownerOnly());
            Files.delete(Files.createTempFile(home, "writable", null));
        } catch (FileAlreadyExistsException e) {
            throw unwritable(home, e.getFile() + " is not a folder");
        } catch (IOException e) {
            throw unwritable(home, e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    private static StartException unwritable(Path home, String why) {
        return new StartException("home " + home + " cannot be written (" + why
                + "); set another with --home DIR, PARLEY_HOME or -Dparley.home");
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }
}
