package org.parley.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.parley.Needs;

/**
 * Networks of the kernel's between this machine and some others, which are namespaces of it. Each of the others has a
 * cable to each of the {@link Net}s' switches, and a switch's port can fail, after which both sides hear nothing. Only
 * root can make them.
 */
public final class Switches implements AutoCloseable {
    /** For networks that are only tried out (RFC 2544): nobody's own is hidden by them. */
    private static final String RANGE = "198.18.";

    private static final int FIRST = 10;

    /** Differs between runs: names have to, and addresses should. */
    private final int run = ThreadLocalRandom.current().nextInt(64);

    private final NetworkInterfaces interfaces = NetworkInterfaces.changing();

    private final int machines;

    /** What a network is for. */
    public enum Net {
        DATABASE,
        NATS,
        CLIENTS
    }

    private Switches(int machines) {
        this.machines = machines;
    }

    /** Makes so many other machines, which are numbered from 0; or skips the calling test. */
    public static Switches with(int machines) {
        Needs.tool("ip", "apt-get install iproute2");
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can make networks");
        Switches made = new Switches(machines);
        try {
            assumeTrue(made.mayBeMade(), "this machine lets not even root make networks");
            made.make();
        } catch (RuntimeException | Error e) {
            made.close();
            throw e;
        }
        return made;
    }

    /** A container may have a root who may not. */
    private boolean mayBeMade() {
        boolean may = run("netns add %s", name(0)).isEmpty()
                && run("link add %s type bridge", name(Net.DATABASE)).isEmpty();
        remove();
        return may;
    }

    private void make() {
        for (Net net : Net.values()) {
            ip("link add %s type bridge", name(net));
            ip("addr add %s/24 dev %s", here(net), name(net));
            ip("link set %s up", name(net));
        }
        for (int machine = 0; machine < machines; machine++) {
            ip("netns add %s", name(machine));
            ip("-n %s link set lo up", name(machine));
            for (Net net : Net.values()) {
                plug(machine, net);
            }
        }
    }

    private void plug(int machine, Net net) {
        String there = net.name().toLowerCase(Locale.ROOT);
        ip("link add %s type veth peer name %s netns %s", port(machine, net), there, name(machine));
        ip("link set %s master %s up", port(machine, net), name(net));
        ip("-n %s addr add %s/24 dev %s", name(machine), there(machine, net), there);
        ip("-n %s link set %s up", name(machine), there);
    }

    /** This machine's address in a network. */
    public String here(Net net) {
        return subnet(net) + ".1";
    }

    /** Another machine's. */
    public String there(int machine, Net net) {
        return subnet(net) + '.' + (FIRST + machine);
    }

    private String subnet(Net net) {
        return RANGE + (run * Net.values().length + net.ordinal());
    }

    /** What a program has to be started under, to run on another machine. */
    public List<String> on(int machine) {
        return List.of("ip", "netns", "exec", name(machine));
    }

    /** Nothing passes between a machine and a network any more, and nobody is told. */
    public void cut(int machine, Net net) {
        ip("link set %s down", port(machine, net));
    }

    /** It does again. */
    public void mend(int machine, Net net) {
        ip("link set %s up", port(machine, net));
    }

    private String name(Net net) {
        return "parley" + run + "s" + net.ordinal();
    }

    private String name(int machine) {
        return "parley" + run + "m" + machine;
    }

    private String port(int machine, Net net) {
        return "parley" + run + "p" + machine + net.ordinal();
    }

    private static void ip(String command, Object... names) {
        String trouble = run(command, names);
        if (!trouble.isEmpty()) {
            throw new AssertionError("ip " + String.format(Locale.ROOT, command, names) + ": " + trouble);
        }
    }

    /** Answers what went wrong; empty if nothing did. */
    private static String run(String command, Object... names) {
        List<String> words = new ArrayList<>(List.of("ip"));
        words.addAll(List.of(String.format(Locale.ROOT, command, names).split(" ")));
        try {
            Process ip = new ProcessBuilder(words).redirectErrorStream(true).start();
            String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return ip.waitFor() == 0 ? "" : "failed " + said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Removes all of it; whoever still runs there hears nothing any more. */
    @Override
    public void close() {
        remove();
        interfaces.close();
    }

    private void remove() {
        IntStream.range(0, machines).forEach(machine -> run("netns del %s", name(machine)));
        for (Net net : Net.values()) {
            run("link del %s", name(net));
        }
    }
}
