package org.parley.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parley.testing.SharedParley;

/** Names as long as they may be: nothing is pushed out of its place, where it could not be read or clicked. */
@ExtendWith(SharedParley.class)
class LongNamesIT {
    /** What reaches beyond its pane, or beyond the window. */
    private static final String MISPLACED = """
            () => [...document.querySelectorAll('.side, .room, .members')].flatMap((pane) => {
              const { left, right } = pane.getBoundingClientRect();
              const out = ({ left: l, right: r, width }) => width > 1 && (l < left - 1 || r > right + 1 || r > innerWidth);
              return [...pane.querySelectorAll('button, a, h1, h2, p, textarea, .message, .byline b')]
                .filter((part) => out(part.getBoundingClientRect()))
                .map((part) => `${part.tagName}.${part.className} in ${pane.className}`);
            })""";

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static int people = 10;

    static List<Look> looks() {
        return Look.DAILY;
    }

    @ParameterizedTest
    @MethodSource("looks")
    void everythingStaysInItsPlace(Look look, URI parley) {
        String number = String.valueOf(++people);
        Visitor ann = CHROMIUM.visitor(parley, look).signUp("W".repeat(30) + number);
        ann.createRoom("W".repeat(78) + number);
        ann.say("W".repeat(500));
        assertThat(ann.page.locator(".message:not(.pending)")).hasCount(1);
        assertEquals(List.of(), ann.page.evaluate(MISPLACED));
        ann.show("long-names");
        if (look.narrow()) {
            ann.page.locator(".back").click();
            assertThat(ann.page.locator(".rooms")).isVisible();
            assertEquals(List.of(), ann.page.evaluate(MISPLACED));
            ann.show("long-names-list");
        }
    }
}
