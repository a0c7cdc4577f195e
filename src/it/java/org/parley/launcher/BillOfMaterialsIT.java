package org.parley.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parley.Needs;
import org.parley.testing.Json;
import tools.jackson.databind.JsonNode;

/** The WAR carries a bill of materials, of just what is in it, and the licence of each of these libraries. */
class BillOfMaterialsIT {
    private static final String BILL = "META-INF/third-party/sbom.cdx.json";
    private static final String LICENCES = "META-INF/third-party/THIRD-PARTY.txt";
    private static final Path DOCUMENT = Path.of("docs", "deployment.md");
    private static final String PAGES = "org.webjars.npm";
    private static final Pattern JAR = Pattern.compile("WEB-INF/(?:lib|launcher)/([^/]+\\.jar)");
    private static final Pattern PAGES_LIBRARY = Pattern.compile("vendor/([^/]+)/");
    private static final Pattern LICENCE =
            Pattern.compile("^ +\\((.+)\\) .+ \\(([^:]+):([^:]+):([^ ]+) - ", Pattern.MULTILINE);
    private static final Pattern LICENCE_TEXT = Pattern.compile("(?:.*/)?LICENSE(?:\\.\\w+)?");
    private static final int LEAST = 20;

    private final Map<String, byte[]> war = new TreeMap<>();

    @BeforeEach
    void read() throws IOException {
        try (ZipFile file = new ZipFile(System.getProperty("parley.tests.war"))) {
            for (ZipEntry entry : file.stream().toList()) {
                try (InputStream in = file.getInputStream(entry)) {
                    war.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        if (!war.containsKey(BILL)) {
            Needs.missing("the WAR was built with \"mvn -o\", which leaves its bill of materials out");
        }
    }

    private List<JsonNode> components(Predicate<JsonNode> which) {
        List<JsonNode> all = Json.list(Json.parse(text(BILL)).path("components"));
        assertTrue(all.size() > LEAST, "libraries: " + all.size());
        return all.stream().filter(which).toList();
    }

    private String text(String name) {
        assertTrue(war.containsKey(name), name);
        return new String(war.get(name), StandardCharsets.UTF_8);
    }

    private static boolean isOfThePages(JsonNode component) {
        return component.path("group").asString().equals(PAGES);
    }

    /** By its bytes, so that it is the very version. */
    @Test
    void theBillNamesEachJarAndNoOther() {
        Map<String, String> packed = new TreeMap<>();
        war.forEach((name, bytes) -> JAR.matcher(name)
                .results()
                .forEach(jar -> assertEquals(null, packed.put(jar.group(1), sha256(bytes)), name + " is there twice")));
        Map<String, String> named = components(component -> !isOfThePages(component)).stream()
                .collect(
                        Collectors.toMap(BillOfMaterialsIT::jar, BillOfMaterialsIT::sha256, (a, b) -> a, TreeMap::new));
        assertEquals(packed, named);
    }

    private static String jar(JsonNode component) {
        return component.path("name").asString() + '-'
                + component.path("version").asString() + ".jar";
    }

    private static String sha256(JsonNode component) {
        return Json.list(component.path("hashes")).stream()
                .filter(hash -> hash.path("alg").asString().equals("SHA-256"))
                .map(hash -> hash.path("content").asString())
                .findFirst()
                .orElse("no hash");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Test
    void theBillNamesEachLibraryOfThePagesAndNoOther() {
        Set<String> packed = war.keySet().stream()
                .flatMap(name -> PAGES_LIBRARY.matcher(name).results())
                .map(library -> library.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertFalse(packed.isEmpty());
        Set<String> named = components(BillOfMaterialsIT::isOfThePages).stream()
                .map(component -> component.path("name").asString())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(packed, named);
        packed.forEach(library -> text("vendor/" + library + "/LICENSE"));
    }

    @Test
    void eachLibraryOfTheBillHasALicenceAndNothingElseHas() {
        Set<String> named = components(component -> true).stream()
                .peek(component -> assertFalse(component.path("licenses").isEmpty(), component::toString))
                .map(component -> String.join(
                        ":",
                        component.path("group").asString(),
                        component.path("name").asString(),
                        component.path("version").asString()))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> licensed = licences().stream()
                .map(line -> String.join(":", line.group(2), line.group(3), line.group(4)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(named, licensed);
    }

    private List<MatchResult> licences() {
        return LICENCE.matcher(text(LICENCES)).results().toList();
    }

    /** That of Apache-2.0 is the WAR's own. */
    @Test
    void theTextOfEachLicenceIsThere() {
        assertTrue(text("META-INF/LICENSE").contains("Apache License"));
        for (MatchResult library : licences()) {
            String name = library.group(3);
            boolean apache = library.group(1).matches("(The )?Apache( Software)? License, Version 2\\.0");
            assertTrue(apache || library.group(2).equals(PAGES) || bringsLicence(name + '-' + library.group(4)), name);
        }
    }

    /** Whoever takes another version looks again for what is known of it. */
    @Test
    void whatIsKnownOfVulnerabilitiesIsSaidOfTheseVersions() throws IOException {
        String known = Files.readString(DOCUMENT)
                .split("\\*\\*Known vulnerabilities", 2)[1]
                .split("\n## ", 2)[0];
        components(component -> true).forEach(component -> {
            String version = component.path("version").asString();
            assertTrue(
                    known.matches("(?s).*[ |]" + Pattern.quote(version) + "[ ,].*"),
                    () -> component.path("name").asString() + ' ' + version + " is not in " + DOCUMENT);
        });
    }

    private boolean bringsLicence(String jar) {
        byte[] bytes = war.getOrDefault("WEB-INF/lib/" + jar + ".jar", new byte[0]);
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (LICENCE_TEXT.matcher(entry.getName()).matches()) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
