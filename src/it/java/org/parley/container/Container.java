package org.parley.container;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.parley.testing.FreePort;
import org.parley.testing.Transport;

/** The container that the profile brings, as the profile says what it is. */
public final class Container {
    /** Names the property that holds its name: {@code Payara 6}. */
    public static final String PROPERTY = "parley.tests.container";

    /** Those, by their names, whose own WebSocket is Tyrus. */
    public static final String TYRUS = "(Payara|GlassFish).*";

    /** Open Liberty, by its name. */
    public static final String LIBERTY = "Open Liberty.*";

    /** GlassFish, by its name. */
    public static final String GLASSFISH = "GlassFish.*";

    /** Jetty, by its name. */
    public static final String JETTY = "Jetty.*";

    /** Those that read on after their own Close, by their names, whatever comes and for as long as it does. */
    public static final String READS_ON = "(Jetty|WildFly).*";

    /** Those, by their names, that end their own WebSockets before they tell an application that it goes. */
    public static final String ENDS_FIRST = "WildFly.*";

    /** Those, by their names, whose process ends with its application. */
    public static final String ENDS_WITH_IT = "Payara Micro.*";

    /** Its name. */
    public static final String NAME = System.getProperty(PROPERTY, "Tomcat 11");

    /** Names the property that is {@code false} where {@code HttpServletRequest.upgrade} is not to be had. */
    public static final String UPGRADE = "parley.tests.container.upgrade";

    /** Why what is about it is not played there. */
    public static final String NO_UPGRADE = "this container hands no connection over; the transport says so with 501";

    private Container() {}

    /** Where an application of this name is found. */
    public static URI address(String name) {
        return URI.create("http://127.0.0.1:" + System.getProperty(FreePort.PROPERTY) + '/' + name + '/');
    }

    /** The same address as a container gave it, which may have named another interface than the one it listens on. */
    public static URI onLoopback(URI address) {
        return URI.create("http://127.0.0.1:" + address.getPort() + address.getRawPath());
    }

    /** All transports that work here. */
    public static List<Transport> transports() {
        return Arrays.stream(Transport.values())
                .filter(transport -> transport != Transport.UPGRADE || !"false".equals(System.getProperty(UPGRADE)))
                .toList();
    }

    /** Those of them that keep a connection open. */
    public static List<Transport> lines() {
        return transports().stream().filter(transport -> !transport.isPoll()).toList();
    }
}
