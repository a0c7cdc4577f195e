package org.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;

/** A tab that was frozen while more happened than the leading one remembers. */
class MissedByATabIT {
    private static final int MORE_THAN_REMEMBERED = 1200;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path home;

    @TempDir
    private Path profile;

    private ParleyProcess parley;
    private PlainChromium chromium;
    private LibraryTab leader;
    private LibraryTab frozen;
    private Person bob;

    @BeforeEach
    void start() {
        parley = ParleyProcess.start(home, "--commands-per-second", "5000", "--commands-burst", "5000");
        chromium = CHROMIUM.plain(profile);
        bob = Person.signUp(parley.address(), "bob");
        URI at = parley.address();
        LibraryTab.signIn(chromium.profile(), Person.signUp(at, "ann"), at);
        leader = LibraryTab.open(chromium.profile(), at);
        frozen = LibraryTab.open(chromium.profile(), at);
        bob.post("r1", "before");
        frozen.awaits("before").freeze();
        say("first", MORE_THAN_REMEMBERED / 2);
        say("second", MORE_THAN_REMEMBERED / 2);
        bob.post("r1", "last");
        leader.awaits("last");
    }

    private void say(String what, int times) {
        bob.postAll("r1", IntStream.range(0, times).mapToObj(i -> what + i).toList());
    }

    @AfterEach
    void end() {
        chromium.close();
        parley.close();
    }

    @Test
    void itIsToldAllOfItInOrder() {
        frozen.thaw();
        frozen.awaits("last");
        bob.post("r1", "after");
        leader.awaits("after");
        frozen.awaits("after");
        List<String> log = bob.history("r1").stream()
                .map(message -> message.path("text").asString())
                .toList();
        assertEquals(log, leader.told());
        assertEquals(log, frozen.told());
        assertEquals(List.of(), frozen.missed());
    }

    @Test
    void whereTheLogNoLongerHasItItIsToldSo() {
        frozen.page.route("**/transport/polling**", MissedByATabIT::askFromAnotherEpoch, once());
        frozen.thaw();
        frozen.page.waitForCondition(() -> frozen.missed().equals(List.of("epoch")));
        bob.post("r1", "after");
        assertEquals(List.of("before", "after"), frozen.awaits("after").told());
    }

    private static Page.RouteOptions once() {
        return new Page.RouteOptions().setTimes(1);
    }

    private static void askFromAnotherEpoch(Route route) {
        String url = route.request().url().replaceAll("after=[^&]*", "after=elsewhere-1");
        route.resume(new Route.ResumeOptions().setUrl(url));
    }
}
