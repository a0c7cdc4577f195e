package org.parley.delivery;

import com.microsoft.playwright.BrowserContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.parley.page.Chromium;
import org.parley.page.Election;
import org.parley.page.PlainChromium;
import org.parley.testing.Deadline;
import org.parley.testing.ParleyProcess;
import org.parley.testing.Person;

/**
 * Two dozen clients post and read through a network that fails in every way, while the server is killed and started
 * again, and tabs that share a line are closed, crash, are loaded anew and freeze: nothing is lost, repeated, in
 * another order, or seen by who may not. Faults, kills, how the tabs choose who leads and what clients do follow from a
 * seed that is printed; {@code -Dparley.tests.seed} repeats them, {@code -Dparley.tests.chaos.election} names one of
 * {@link Election} instead, {@code mvn -Pchaos -Dminutes=60} says how long.
 */
@Tag("long")
class ChaosIT {
    private static final String[] OPTIONS = {
        "--heartbeat", "2s", "--write-stall", "5s", "--sign-ins-per-address", "1000", "--commands-per-second", "1000"
    };
    private static final int ROAMING = 10;
    private static final int NODE = 12;

    /**
     * Tabs of one browser that share a line, and are disturbed if there are more than one: three are played by hand,
     * until they have been often enough.
     */
    private static final int TABS = Integer.getInteger("parley.tests.chaos.tabs", 1);

    private static final int CALM = 40;

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private final long seed = Long.getLong("parley.tests.seed", System.nanoTime() & 0xffff_ffffL);
    private final Random random = new Random(seed);
    private final AtomicBoolean calm = new AtomicBoolean();

    @TempDir
    private Path home;

    @TempDir
    private Path profile;

    private ParleyProcess parley;
    private FaultProxy proxy;
    private Crowd crowd;
    private int kills;

    @Test
    void whateverFailsNothingIsLostRepeatedReorderedOrToldToOthers() throws IOException {
        System.out.println("parley.tests.seed=" + seed);
        parley = ParleyProcess.start(home, OPTIONS);
        IntFunction<Fault> plan = Fault.random(seed, CALM);
        proxy = FaultProxy.start(parley.address(), number -> calm.get() ? Fault.NONE : plan.apply(number));
        crowd = new Crowd(parley.address(), random);
        List<RoamingClient> roaming = crowd.roaming(ROAMING, proxy.address());
        List<ChaosClient> all = new ArrayList<>(roaming);
        PlainChromium chromium = CHROMIUM.plain(profile, ChaosTabs.FLAG);
        all.addAll(tabs("page", Election.WEB_LOCKS, chromium.otherProfile())
                .open(1)
                .clients());
        Election drawn = Election.values()[random.nextInt(Election.values().length)];
        Election election = Election.valueOf(System.getProperty("parley.tests.chaos.election", drawn.name()));
        ChaosTabs tabs =
                tabs("tabs-by-" + election, election, chromium.profile()).open(TABS);
        all.addAll(tabs.clients());
        try (NodeClients node = crowd.library(NODE, proxy.address())) {
            all.addAll(node.clients());
            crowd.go(all);
            rage(tabs);
            all.removeAll(tabs.clients());
            all.addAll(tabs.clients());
            calm.set(true);
            String what = kills + " kills, faults " + proxy.done() + ", tabs by " + election + ' ' + tabs.done()
                    + ", -Dparley.tests.seed=" + seed;
            crowd.settle(parley.address(), all, what);
            roaming.forEach(RoamingClient::end);
        } finally {
            chromium.close();
            proxy.close();
            parley.close();
        }
    }

    private ChaosTabs tabs(String name, Election election, BrowserContext context) {
        Person person = crowd.member();
        election.prepare(context);
        URI at = election.address(proxy.address());
        return new ChaosTabs(name, context, person, at, crowd.roomsOf(person), random.nextLong());
    }

    /** Kills the server again and again, and disturbs the tabs, until the time is over. */
    private void rage(ChaosTabs tabs) {
        Deadline end = Deadline.in(Duration.ofSeconds(
                (long) (60 * Double.parseDouble(System.getProperty("parley.tests.chaos.minutes", "2")))));
        Deadline kill = nextKill();
        while (!end.passed()) {
            end.atMostMillis(1_000 + random.nextInt(3_000)).pass();
            if (TABS > 1) {
                tabs.disturb();
            }
            if (kill.passed()) {
                parley.kill();
                kills++;
                parley = ParleyProcess.start(home, OPTIONS);
                proxy.leadTo(parley.address());
                kill = nextKill();
            }
        }
        tabs.thaw();
    }

    private Deadline nextKill() {
        return Deadline.inMillis(8_000 + random.nextInt(15_000));
    }
}
