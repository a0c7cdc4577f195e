package org.parley.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import java.net.URI;
import java.nio.file.Path;
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

/** Browsers freeze tabs that nobody looks at; the one that leads may be among them. */
@Tag("long")
class FrozenTabIT {
    /** As in browsers that tell a page nothing before they freeze it. */
    private static final String UNTOLD = """
            const listen = document.addEventListener.bind(document);
            document.addEventListener = (type, ...more) => /freeze|resume/.test(type) || listen(type, ...more);
            """;

    /** Nothing is taken by force. */
    private static final String UNSTOLEN = """
            const { request } = globalThis.LockManager?.prototype ?? {};
            if (request) LockManager.prototype.request = function (name, options, held) {
              return options.steal ? new Promise(() => {}) : request.call(this, name, options, held);
            };
            """;

    @RegisterExtension
    static final SharedParley PARLEY = new SharedParley();

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    @TempDir
    private Path profile;

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
    void aLeaderThatIsFrozenHandsOver(Election election) {
        BrowserContext context = chromium.profile();
        context.addInitScript(UNSTOLEN);
        handsOver(context, election);
    }

    @ParameterizedTest
    @EnumSource
    void aLeaderThatIsFrozenUntoldIsReplaced(Election election) {
        BrowserContext context = chromium.profile();
        context.addInitScript(UNTOLD);
        handsOver(context, election);
    }

    private void handsOver(BrowserContext context, Election election) {
        URI at = election.address(parley);
        election.prepare(context);
        LibraryTab.signIn(context, ann, at);
        LibraryTab first = LibraryTab.open(context, at);
        LibraryTab second = LibraryTab.open(context, at);
        bob.post(room, "before");
        first.awaits("before");
        second.awaits("before");
        first.freeze();
        second.post(room, "by the second");
        bob.post(room, "while it is frozen");
        second.awaits("while it is frozen").awaits("by the second");
        first.thaw();
        first.awaits("while it is frozen").awaits("by the second");
        bob.post(room, "after");
        second.awaits("after");
        first.awaits("after");
        first.post(room, "by the first");
        second.awaits("by the first");
        first.awaits("by the first");
        List<String> log = bob.history(room).stream()
                .map(message -> message.path("text").asString())
                .toList();
        assertEquals(log, first.told());
        assertEquals(log, second.told());
        assertEquals(List.of(0, 1), List.of(first.sockets(), second.sockets()));
    }
}
