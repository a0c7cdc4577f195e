import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    }

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
        Files.writeString(Path.of(args[1]), page.text());
    }

    private void read(Path run) throws Exception {
        Map<String, Document> suites = suites(run);
        if (suites.isEmpty()) {
            return;
        }
        Map<String, String> properties = properties(suites.values().iterator().next());
        String who = properties.get("parley.tests.container");
        String jdk = properties.get("java.specification.version");
        StringBuilder row = new StringBuilder("| " + who + " | " + properties.get("parley.tests.container.version")
                + " | " + jdk + " |");
        for (String suite : COLUMNS.keySet()) {
            row.append(' ').append(verdict(suites.get(suite), who + ", JDK " + jdk)).append(" |");
        }
        rows.put(who + ' ' + jdk, row.toString());
    }

    /** {@code 58 ok}, {@code 2 of 58 fail}, {@code no} where the container can't, or nothing where it was not run. */
    private String verdict(Document suite, String where) {
        if (suite == null) {
            return "";
        }
        int run = 0;
        int failed = 0;
        NodeList cases = suite.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element one = (Element) cases.item(i);
            boolean skipped = one.getElementsByTagName("skipped").getLength() > 0;
            boolean fails = one.getElementsByTagName("failure").getLength() > 0
                    || one.getElementsByTagName("error").getLength() > 0;
            run += skipped ? 0 : 1;
            failed += fails ? 1 : 0;
            if (fails) {
                String name = one.getAttribute("classname").replaceAll(".*\\.", "");
                deviations.add("- " + where + ": `" + name + '.' + one.getAttribute("name") + "` fails");
            }
        }
        return run == 0 ? "no" : failed == 0 ? run + " ok" : failed + " of " + run + " fail";
    }

    private String text() {
        List<String> lines = new ArrayList<>(List.of(
                "# Containers",
                "",
                "Written by `./containers.sh` from the reports of its run: the same WAR on each container and JDK. A cell counts",
                "the tests of a suite; \"no\" says that the container can't do it, and that Parley answers so; empty was not run.",
                "Redeployments are of one application ten times, once with people who talk meanwhile and once looking for threads",
                "and open files left behind. How to deploy is in [deployment.md](deployment.md), what the",
                "WebSockets do to the letter in [conformance.md](conformance.md).",
                "",
                "| container | version | JDK | " + String.join(" | ", COLUMNS.values()) + " |",
                "| --- | --- | ---" + " | ---".repeat(COLUMNS.size()) + " |"));
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
