package org.parley.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.parley.log.StoreException;

/** Folders below a home. */
final class Homes {
    private Homes() {}

    /** A folder below the home, made if it is missing. Throws {@link StoreException} with a sentence. */
    static Path folder(Path home, String name) {
        try {
            return Files.createDirectories(home.resolve(name));
        } catch (IOException e) {
            throw new StoreException(unwritable(home), e);
        }
    }

    /** What to tell the operator about a home that can't be written. */
    static String unwritable(Path home) {
        return "The home " + home + " can't be written; set parley.home (or PARLEY_HOME) to a folder that can";
    }
}
