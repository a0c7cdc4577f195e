package org.parley.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.parley.testing.Commands;
import org.parley.testing.Deadline;
import org.parley.testing.Person;
import org.parley.testing.SocketReader;
import org.parley.testing.Transport;

/** Hundreds of hand-made connections come and go, in every way there is, and leave nothing behind. */
class ManyConnectionsIT extends OnStage {
    private static final int MANY = 500;
    private static final String CONNECTION = "org.parley.transport.upgrade.Connection";
    private static final String FOLLOWER = "org.parley.feed.Follower";

    @Deployment(testable = false)
    public static WebArchive parley() {
        return ParleyWar.with("many", Map.of("parley.sockets.per.user", "10000", "parley.close.timeout", "500ms"));
    }

    @Override
    public Transport transport() {
        return Transport.UPGRADE;
    }

    @Test
    void manyConnectionsLeaveNoThreadsAndNoMemory() {
        int earlier = instances(FOLLOWER); // of applications that this process ran before
        Person ann = person("ann");
        long threads = threads();
        List<SocketReader> sockets = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            SocketReader socket = socket(ann);
            socket.connect();
            sockets.add(socket);
        }
        assertEquals(MANY, instances(CONNECTION));
        assertTrue(threads() <= threads, () -> threads() + " threads of Parley, " + threads + " before");
        for (int i = 0; i < MANY; i++) {
            end(sockets.get(i), i % 3);
        }
        Deadline.usual().await("the end of all connections", () -> instances(CONNECTION) == 0);
        Deadline.usual().await("the end of all followers", () -> instances(FOLLOWER) <= earlier);
        assertTrue(threads() <= threads + 4, () -> threads() + " threads of Parley, " + threads + " before");
    }

    /** The peer vanishes, ends TCP, or is closed by the server. */
    private static void end(SocketReader socket, int way) {
        switch (way) {
            case 0 -> socket.vanish();
            case 1 -> socket.close();
            default -> socket.write(Commands.keyed("join").put("key", 7).toString());
        }
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("parley-"))
                .count();
    }

    /** How many objects of this class can be reached. */
    private static int instances(String type) {
        try {
            Object histogram = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            Matcher line = Pattern.compile("\\s(\\d+)\\s+\\d+\\s+" + Pattern.quote(type) + "\\s")
                    .matcher(histogram.toString());
            return line.find() ? Integer.parseInt(line.group(1)) : 0;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
