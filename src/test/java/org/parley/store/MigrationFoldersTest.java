package org.parley.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Open Liberty's class loader tells of no folder; Flyway finds one there only by a file of this name in it. */
class MigrationFoldersTest {
    private static final Path RESOURCES = Path.of("src", "main", "resources", "org", "parley", "store");

    @Test
    void eachHasTheFileByWhichItIsFound() throws IOException {
        List<Path> folders;
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            folders = files.filter(file -> file.toString().endsWith(".sql"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
        assertEquals(2, folders.size());
        folders.forEach(folder -> assertTrue(Files.exists(folder.resolve("flyway.location")), folder::toString));
    }
}
