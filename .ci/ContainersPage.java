import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Writes docs/containers.md from the reports of ./containers.sh: {@code REPORTS PAGE}. Each folder below REPORTS holds
 * one run's reports, as failsafe wrote them; nothing in the table comes from anywhere else.
 */
public final class ContainersPage {
    private static final Map<String, String> COLUMNS = new LinkedHashMap<>();

    static {
        COLUMNS.put("PollingContractIT", "polling");
        COLUMNS.put("LongPollingContractIT", "long-polling");
        COLUMNS.put("SseContractIT", "sse");
        COLUMNS.put("WebSocketContractIT", "websocket");
        COLUMNS.put("UpgradeContractIT", "upgrade");
        COLUMNS.put("CrossTransportIT", "changing");
        COLUMNS.put("EndpointConformanceIT", "RFC 6455, container's");
        COLUMNS.put("HandMadeConformanceIT", "RFC 6455, hand-made");
        COLUMNS.put("RedeployIT", "redeploy");
        COLUMNS.put("UndeployIT", "undeploy");
        COLUMNS.put("BrokenStartIT", "broken setting");
        COLUMNS.put("TwoParleysIT", "two at once");
    }

    /** What is played where the container hands no connection over. */
    private static final String WITHOUT_UPGRADE = "NoUpgradeIT";

    /** Says in one line why a run has no reports. */
    private static final String NOT_RUN = "not-run.txt";

    /** Says of which commit the WAR of a run was built. */
    private static final String BUILT_OF = "built-of.txt";

    private static final Path KNOWN = Path.of("src", "it", "resources", "org", "parley", "conformance");

    private final TreeMap<String, String> rows = new TreeMap<>();
    private final Set<String> deviations = new TreeSet<>();

    /** Writes the page. */
    public static void main(String[] args) throws Exception {
        ContainersPage page = new ContainersPage();
        try (DirectoryStream<Path> runs = Files.newDirectoryStream(Path.of(args[0]), Files::isDirectory)) {
            for (Path run : runs) {
                page.read(run);
            }
        }
        page.keep(Files.readAllLines(Path.of(args[1])));
        Files.writeString(Path.of(args[1]), page.text());
    }

    /** What the page said of a container and JDK that were not run now is left as it is. */
    private void keep(List<String> before) {
        for (String row : before) {
            String[] cells = row.split(" *\\| *", 5);
            boolean filled = cells.length == 5 && cells[3].matches("\\d+");
            if (filled && rows.putIfAbsent(cells[1] + ' ' + cells[3], row) == null) {
                before.stream()
                        .filter(line -> line.startsWith("- " + cells[1] + ", JDK " + cells[3] + ":")
                                || line.startsWith("- " + cells[1] + ":"))
                        .forEach(deviations::add);
            }
        }
        before.stream().filter(line -> line.matches("- .* needs a JDK in .*")).forEach(deviations::add);
    }

    private void read(Path run) throws Exception {
        Map<String, Document> suites = suites(run);
        if (suites.isEmpty()) {
            Path why = run.resolve(NOT_RUN);
            if (Files.exists(why)) {
                deviations.add("- " + Files.readString(why).strip());
            }
            return;
        }
        Map<String, String> properties = properties(suites.values().iterator().next());
        String who = properties.get("parley.tests.container");
        String jdk = properties.get("java.specification.version");
        StringBuilder row = new StringBuilder("| " + who + " | " + properties.get("parley.tests.container.version")
                + " | " + jdk + " |");
        for (String suite : COLUMNS.keySet()) {
            String verdict = verdict(suites.get(suite), who + ", JDK " + jdk);
            boolean refused = suite.equals("UpgradeContractIT") && verdict.equals("no");
            row.append(' ').append(refused ? refusal(suites.get(WITHOUT_UPGRADE), verdict) : verdict).append(" |");
        }
        String times =
                suites.containsKey("RedeployIT") ? properties.getOrDefault("parley.tests.redeployments", "3") : "";
        row.append(' ').append(times).append(" | ");
        row.append(Files.readString(run.resolve(BUILT_OF)).strip()).append(" |");
        rows.put(who + ' ' + jdk, row.toString());
        addWhatIsKnown(who);
    }

    /**
     * What the container is known to do otherwise: each thing that its HTTP does before the hand-made WebSocket has its
     * say, and where to read about its own WebSocket.
     */
    private void addWhatIsKnown(String who) throws IOException {
        String name = who.toLowerCase(Locale.ROOT).replace(' ', '-');
        for (String line : known(KNOWN.resolve(name + "-http.txt"))) {
            String[] parts = line.replaceFirst("^\\? ", "").split("\\s+", 2);
            deviations.add("- " + who + ": `" + parts[0] + "`, " + parts[1]);
        }
        Path own = KNOWN.resolve(name + ".txt");
        List<String> kinds = known(own);
        if (!kinds.isEmpty()) {
            deviations.add("- " + who + ": " + kinds.size() + " kinds of cases in which its own WebSocket does otherwise: ["
                    + own.getFileName() + "](../" + own + ")");
        }
    }

    private static List<String> known(Path file) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .toList()
                : List.of();
    }

    /** {@code 58 ok}, {@code 2 of 58 fail}, {@code no} where none was played, or nothing where it was not run. */
    private String verdict(Document suite, String where) {
        if (suite == null) {
            return "";
        }
        int run = 0;
        int failed = 0;
        Map<String, String> skips = new TreeMap<>();
        NodeList cases = suite.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element one = (Element) cases.item(i);
            boolean skipped = one.getElementsByTagName("skipped").getLength() > 0;
            boolean fails = one.getElementsByTagName("failure").getLength() > 0
                    || one.getElementsByTagName("error").getLength() > 0;
            run += skipped ? 0 : 1;
            failed += fails ? 1 : 0;
            String name = one.getAttribute("classname").replaceAll(".*\\.", "");
            if (skipped) {
                skips.put(name + '.' + one.getAttribute("name"), reason(one));
            }
            if (fails) {
                deviations.add("- " + where + ": `" + name + '.' + one.getAttribute("name") + "` fails");
            }
        }
        tell(skips, where, run == 0 ? suite.getDocumentElement().getAttribute("name") : null);
        return run == 0 ? "no" : failed == 0 ? run + " ok" : failed + " of " + run + " fail";
    }

    /** What the transport answers in place of an upgrade, if that was played. */
    private String refusal(Document suite, String otherwise) {
        return suite != null && verdict(suite, "").matches("\\d+ ok") ? "answers 501" : otherwise;
    }

    /** Names what was not played and why: each test, or the suite alone when none was. */
    private void tell(Map<String, String> skips, String where, String suite) {
        skips.remove("HandMadeConformanceIT.thePageSaysWhatIsKnown"); // is about a page, and no container
        skips.remove("EndpointConformanceIT.thePageSaysWhatIsKnown");
        skips.keySet().removeIf(test -> test.startsWith("EndpointConformanceIT.everyCase")); // its file says why
        skips.forEach((test, why) -> {
            String what = suite == null ? test : suite.replaceAll(".*\\.", "");
            deviations.add("- " + where + ": `" + what + "` is not played: " + why);
        });
    }

    /** Why it was not played, as the test says it: without the condition that JUnit puts before, or the exception. */
    private static String reason(Element test) {
        Element skipped = (Element) test.getElementsByTagName("skipped").item(0);
        String message = skipped.getAttribute("message");
        return message.isEmpty()
                ? skipped.getTextContent().lines().findFirst().orElse("").replaceFirst(".*Assumption failed: ", "")
                : message.replaceFirst("(?s).*==> ", "");
    }

    private String text() {
        List<String> lines = new ArrayList<>(List.of(
                "# Containers",
                "",
                "Written by `./containers.sh` from reports: one WAR in a run, built of the commit in the last column; rows that a run did not play",
                "stay, of their WAR. A cell counts",
                "the tests of a suite; why one was not played (\"no\" is none of them) stands below; empty was not run. A case of RFC 6455",
                "is ok too where the container does otherwise in the way that is known of it, which stands below.",
                "Upgrade \"answers 501\" where the container hands no connection over: clients take another transport then.",
                "Redeployments are of one application, as often as \"times\" says, once with people who talk meanwhile and once",
                "looking for threads and open files left behind (and, with more than three redeployments, for classes). How to deploy is in [deployment.md](deployment.md), what the",
                "WebSockets do to the letter in [conformance.md](conformance.md).",
                "",
                "| container | version | JDK | " + String.join(" | ", COLUMNS.values()) + " | times | built of |",
                "| --- | --- | ---" + " | ---".repeat(COLUMNS.size() + 2) + " |"));
        lines.addAll(rows.values());
        lines.addAll(List.of("", "## Known deviations", ""));
        lines.addAll(deviations.isEmpty() ? List.of("None in this run.") : deviations);
        return String.join("\n", lines) + '\n';
    }

    private static Map<String, Document> suites(Path run) throws Exception {
        Map<String, Document> suites = new LinkedHashMap<>();
        try (DirectoryStream<Path> reports = Files.newDirectoryStream(run, "TEST-*.xml")) {
            for (Path report : reports) {
                String name = report.getFileName().toString().replaceAll(".*\\.(\\w+)\\.xml", "$1");
                suites.put(name, parse(report));
            }
        }
        return suites;
    }

    private static Document parse(Path report) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
    }

    private static Map<String, String> properties(Document suite) throws IOException {
        Map<String, String> properties = new TreeMap<>();
        NodeList all = suite.getElementsByTagName("property");
        for (int i = 0; i < all.getLength(); i++) {
            Element one = (Element) all.item(i);
            properties.put(one.getAttribute("name"), one.getAttribute("value"));
        }
        return properties;
    }
}
