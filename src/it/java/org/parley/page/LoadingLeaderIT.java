package org.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;

/** A tab that leads while the answer to its question for the state is on its way, or was swallowed. */
@Tag("long")
class LoadingLeaderIT {
    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path home;

    @TempDir
    private Path profile;

    private final List<Route> held = new ArrayList<>();
    private ParleyProcess parley;
    private PlainChromium chromium;
    private Person bob;

    @BeforeEach
    void start() {
        parley = ParleyProcess.start(home);
        chromium = CHROMIUM.plain(profile);
        bob = Person.signUp(parley.address(), "bob");
    }

    @AfterEach
    void end() {
        chromium.close();
        parley.close();
    }

    @ParameterizedTest
    @EnumSource
    void oneThatGetsNoStateLeavesTheLeadToOthers(Election election) {
        LibraryTab first = loading(election);
        LibraryTab second = another(first, election);
        bob.post("r1", "after");
        second.awaits("after");
        assertEquals(List.of(0, 1), List.of(first.sockets(), second.sockets()));
    }

    @ParameterizedTest
    @EnumSource
    void oneThatWasReplacedFollowsWhenItsStateComes(Election election) {
        LibraryTab first = loading(election);
        first.freeze();
        LibraryTab second = another(first, election);
        first.thaw();
        first.page.waitForCondition(first::started);
        held.get(0).resume();
        bob.post("r1", "after");
        first.awaits("after");
        second.awaits("after");
        assertEquals(List.of(0, 1), List.of(first.sockets(), second.sockets()));
    }

    /** The leader, which has asked for its state. */
    private LibraryTab loading(Election election) {
        BrowserContext context = chromium.profile();
        URI at = election.address(parley.address());
        election.prepare(context);
        LibraryTab.signIn(context, Person.signUp(parley.address(), "ann"), at);
        LibraryTab tab = LibraryTab.at(context, at);
        tab.page.route("**/api/state*", held::add);
        tab.begin();
        tab.page.waitForCondition(() -> !held.isEmpty());
        return tab;
    }

    private LibraryTab another(LibraryTab first, Election election) {
        return LibraryTab.open(first.page.context(), election.address(parley.address()));
    }
}
