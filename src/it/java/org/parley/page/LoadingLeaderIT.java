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
import org.parley.testing.Person;
import org.parley.testing.SharedParley;

/** A tab that leads while the answer to its question for the state is on its way, or was swallowed. */
@Tag("long")
class LoadingLeaderIT {
    @RegisterExtension
    static final SharedParley PARLEY = new SharedParley();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path profile;

    private final List<Route> held = new ArrayList<>();
    private URI parley;
    private PlainChromium chromium;
    private Person ann;
    private Person bob;
    private String room;

    @BeforeEach
    void start(URI parley) {
        this.parley = parley;
        chromium = CHROMIUM.plain(profile);
        ann = Person.signUp(parley, "ann");
        bob = Person.signUp(parley, "bob");
        room = bob.createRoom();
        ann.join(room);
    }

    @AfterEach
    void end() {
        chromium.close();
    }

    @ParameterizedTest
    @EnumSource
    void oneThatGetsNoStateLeavesTheLeadToOthers(Election election) {
        LibraryTab first = loading(election);
        LibraryTab second = another(first, election);
        bob.post(room, "after");
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
        bob.post(room, "after");
        first.awaits("after");
        second.awaits("after");
        assertEquals(List.of(0, 1), List.of(first.sockets(), second.sockets()));
    }

    /** The leader, which has asked for its state. */
    private LibraryTab loading(Election election) {
        BrowserContext context = chromium.profile();
        URI at = election.address(parley);
        election.prepare(context);
        LibraryTab.signIn(context, ann, at);
        LibraryTab tab = LibraryTab.at(context, at);
        tab.page.route("**/api/state*", held::add);
        tab.begin();
        tab.page.waitForCondition(() -> !held.isEmpty());
        return tab;
    }

    private LibraryTab another(LibraryTab first, Election election) {
        return LibraryTab.open(first.page.context(), election.address(parley));
    }
}
