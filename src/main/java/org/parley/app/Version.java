package org.parley.app;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** Which Parley this is. */
final class Version {
    private Version() {}

    /** The version in the WAR's manifest; {@code development} where there is none. */
    static String of(ServletContext context) {
        try (InputStream file = context.getResourceAsStream("/META-INF/MANIFEST.MF")) {
            String version = file == null
                    ? null
                    : new Manifest(file).getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
            return version == null ? "development" : version;
        } catch (IOException e) {
            return "development";
        }
    }
}
