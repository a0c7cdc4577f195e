package org.parley.contract;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The WAR as it was built, with settings of a test's own and a home that is new. */
public final class ParleyWar {
    private static final String DESCRIPTOR = "WEB-INF/web.xml";

    /** Tomcat would search every jar of the tests' own class path, for seconds. */
    private static final String TOMCATS_OWN =
            "<Context><JarScanner scanClassPath='false' scanManifest='false'/></Context>";

    private ParleyWar() {}

    /** The settings are context parameters; any container takes them from the deployment descriptor. */
    public static WebArchive with(String name, Map<String, String> settings) {
        return with(name, newHome(), settings);
    }

    /** The same with this home, which another deployment may have filled. */
    public static WebArchive with(String name, Path home, Map<String, String> settings) {
        File war = new File(System.getProperty("parley.tests.war", "target/parley.war"));
        WebArchive archive = ShrinkWrap.create(ZipImporter.class, name + ".war")
                .importFrom(war)
                .as(WebArchive.class);
        StringBuilder parameters = new StringBuilder(parameter("parley.home", home.toString()));
        settings.forEach((setting, value) -> parameters.append(parameter(setting, value)));
        String descriptor = read(archive).replace("</web-app>", parameters + "</web-app>");
        archive.delete(DESCRIPTOR);
        return archive.add(new StringAsset(descriptor), DESCRIPTOR)
                .add(new StringAsset(TOMCATS_OWN), "META-INF/context.xml");
    }

    private static String parameter(String name, String value) {
        return "<context-param><param-name>" + name + "</param-name><param-value>" + value
                + "</param-value></context-param>\n";
    }

    private static String read(WebArchive archive) {
        try (InputStream in = archive.get(DESCRIPTOR).getAsset().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An empty folder. */
    public static Path newHome() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target", "homes")), "home-")
                    .toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
