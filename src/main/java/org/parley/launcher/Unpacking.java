package org.parley.launcher;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A copy of the WAR, so that a new version may be put in its place while this one runs. Only what has to be a file
 * becomes one: to make a thousand of them took a quarter of the start.
 *
 * <pre>
 * webapp/WEB-INF/lib, webapp/WEB-INF/launcher, webapp/META-INF    as in the WAR
 * classes.jar                                                     what lies in WEB-INF/classes
 * rest.jar                                                        all else: pages and descriptors
 * </pre>
 */
final class Unpacking {
    private static final List<String> FILES = List.of("WEB-INF/lib/", "WEB-INF/launcher/", "META-INF/");
    private static final String CLASSES = "WEB-INF/classes/";

    private Unpacking() {}

    /**
     * Unpacks it.
     *
     * @param webapp an empty folder; the two archives are put beside it
     */
    static void of(Path war, Path webapp) throws IOException {
        try (ZipFile zip = new ZipFile(war.toFile());
                ZipOutputStream classes = archive(classes(webapp));
                ZipOutputStream rest = archive(webapp.resolveSibling("rest.jar"))) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                try (InputStream bytes = zip.getInputStream(entry)) {
                    if (FILES.stream().anyMatch(name::startsWith)) {
                        file(webapp.resolve(name), entry, bytes);
                    } else if (!name.startsWith(CLASSES)) {
                        add(rest, name, entry, bytes);
                    } else if (!name.equals(CLASSES)) {
                        add(classes, name.substring(CLASSES.length()), entry, bytes);
                    }
                }
            }
        }
    }

    private static void file(Path target, ZipEntry entry, InputStream bytes) throws IOException {
        if (!entry.isDirectory()) {
            Files.createDirectories(target.getParent());
            Files.copy(bytes, target);
        }
    }

    /** The archive of the web application's own classes. */
    static Path classes(Path webapp) {
        return webapp.resolveSibling("classes.jar");
    }

    private static ZipOutputStream archive(Path file) throws IOException {
        return new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 16));
    }

    /**
     * Adds it as it is: to compress it would cost more than to write it. Folders too: without them Flyway finds no
     * migrations.
     */
    private static void add(ZipOutputStream archive, String name, ZipEntry from, InputStream bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(from.getSize());
        entry.setCrc(from.getCrc());
        entry.setTimeLocal(from.getTimeLocal());
        archive.putNextEntry(entry);
        bytes.transferTo(archive);
        archive.closeEntry();
    }
}
