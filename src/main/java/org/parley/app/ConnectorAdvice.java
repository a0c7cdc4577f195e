package org.parley.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in one line what a container's connectors lack that makes many connections cheap (docs/performance.md). The
 * start by {@code java -jar} lacks nothing; a Tomcat that was not told has its defaults, which suit short requests. It
 * shows its connectors by JMX. About a container that does not, nothing is said.
 */
final class ConnectorAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorAdvice.class);

    private final MBeanServer beans;

    ConnectorAdvice(MBeanServer beans) {
        this.beans = beans;
    }

    /** Logs the line, if there is one. */
    void log() {
        missing().ifPresent(LOG::info);
    }

    /** The line; empty when nothing is missing that can be seen. */
    Optional<String> missing() {
        List<String> settings = new ArrayList<>();
        if (any("SocketProperties", "appReadBufSize", value -> value > 1024)) {
            settings.add("socket.appReadBufSize=\"1024\"");
        }
        if (any("SocketProperties", "appWriteBufSize", value -> value > 2048)) {
            settings.add("socket.appWriteBufSize=\"2048\"");
        }
        if (any("ProtocolHandler", "processorCache", value -> value >= 0 && value < 10_000)) {
            settings.add("processorCache=\"20000\"");
        }
        return settings.isEmpty()
                ? Optional.empty()
                : Optional.of("Many connections would take less with these settings of the Connector: "
                        + String.join(" ", settings) + " (docs/performance.md)");
    }

    private interface Wanting {
        boolean test(int value);
    }

    private boolean any(String type, String attribute, Wanting wanting) {
        try {
            for (ObjectName name : beans.queryNames(new ObjectName("*:type=" + type + ",*"), null)) {
                if (value(name, attribute).filter(wanting::test).isPresent()) {
                    return true;
                }
            }
            return false;
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Optional<Integer> value(ObjectName name, String attribute) {
        try {
            return beans.getAttribute(name, attribute) instanceof Integer number
                    ? Optional.of(number)
                    : Optional.empty();
        } catch (JMException | RuntimeException e) {
            LOG.debug("{} does not tell its {}", name, attribute, e);
            return Optional.empty();
        }
    }
}
