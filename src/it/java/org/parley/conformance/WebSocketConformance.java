package org.parley.conformance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.parley.container.Container;
import org.parley.contract.ParleyWar;

/**
 * Plays every case against one of the two echoes, on whatever container the profile brings. A subclass says which echo,
 * and what is known about it. Several cases are played at a time, as most of their time is waiting.
 */
@ArquillianTest
@Tag("container")
@Tag("conformance")
abstract class WebSocketConformance {
    /** The container as the profile names it: {@code Tomcat 11}. */
    static final String CONTAINER = Container.NAME;

    /** The same as the names of files have it. */
    static final String FILE = CONTAINER.toLowerCase(Locale.ROOT).replace(' ', '-');

    private static final Path PAGE = Path.of("docs", "conformance.md");

    private final String target;
    private final String column;
    private final Known known;

    @ArquillianResource
    private URI server;

    /** Against the echo at this path; its column in the page has this name. */
    WebSocketConformance(String target, String column, Known known) {
        this.target = target;
        this.column = column;
        this.known = known;
    }

    @Deployment(testable = false)
    public static WebArchive parley() {
        return ParleyWar.with(
                "conformance",
                Map.of(
                        "parley.lab.echo.connections", "256",
                        "parley.lab.echo.max.message", "16MiB",
                        "parley.lab.echo.max.buffered", "1GiB",
                        "parley.close.timeout", "20s"));
    }

    @TestFactory
    Stream<DynamicContainer> everyCase() {
        return play(one -> !one.isLong());
    }

    @TestFactory
    @Tag("long")
    Stream<DynamicContainer> everyLongCase() {
        return play(Case::isLong);
    }

    /** Plays all cases, and writes what came of it into docs/conformance.md. */
    @Test
    @Tag("docs")
    void writesItsColumnOfTheTable() throws IOException {
        Round round = new Round(new Server(Container.onLoopback(server), target, Round.PATIENCE), known);
        Suite.cases().forEach(round::play);
        assertAll(Suite.cases().stream().map(one -> () -> round.demand(one)));
        Table table = Table.of(PAGE);
        table.fill(column, round.verdicts(Suite.cases()));
        table.write(Suite.cases());
    }

    @Test
    @EnabledIfSystemProperty(
            named = Container.PROPERTY,
            matches = "Tomcat 11",
            disabledReason = "the page is about Tomcat 11")
    void thePageSaysWhatIsKnown() throws IOException {
        Map<Rule, String> verdicts = new Round(new Server(Container.onLoopback(server), target, Round.PATIENCE), known)
                .verdicts(Suite.cases());
        assertEquals(
                verdicts,
                Table.of(PAGE).column(column, verdicts.keySet()),
                "write it anew: mvn -q verify -Ptests,docs");
    }

    @Test
    void everyCaseHasAnIdOfItsOwn() {
        List<String> ids = Suite.cases().stream().map(Case::id).toList();
        assertEquals(ids, ids.stream().distinct().toList());
    }

    @Test
    void whatIsKnownIsAboutCasesThatExist() {
        assertEquals(List.of(), known.strangers(Suite.cases()));
    }

    private Stream<DynamicContainer> play(Predicate<Case> which) {
        List<Case> cases = Suite.cases().stream().filter(which).toList();
        Round round = new Round(new Server(Container.onLoopback(server), target, Round.PATIENCE), known);
        cases.forEach(round::play);
        Map<Rule, List<Case>> byRule = cases.stream().collect(Collectors.groupingBy(Case::rule));
        return cases.stream()
                .map(Case::rule)
                .distinct()
                .map(rule -> dynamicContainer(rule.id(), tests(round, byRule.get(rule))));
    }

    private static Stream<DynamicTest> tests(Round round, List<Case> cases) {
        return cases.stream()
                .map(one -> dynamicTest(one.id() + ": " + one.rule().words(), () -> round.demand(one)));
    }
}
