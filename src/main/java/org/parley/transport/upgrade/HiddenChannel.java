package org.parley.transport.upgrade;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes a container that does not notice that a connection was closed. {@link WebConnection#close} from a thread of
 * ours only marks the connection in some (Tomcat, Liberty): TCP ends after the container's next call, and for a peer
 * that neither sends nor reads none ever comes, so that anybody could keep connections for good that the server has
 * long closed. Liberty even waits for another request on one that its own thread closed, for half a minute: a peer
 * could send it past a proxy that lets nothing but the WebSocket through. No interface of the servlet API makes a
 * container call. The end of the input does, in every one; and behind the objects of the API, whatever they are, there
 * is a channel of the JDK whose input can be ended.
 */
final class HiddenChannel {
    private static final Logger LOG = LoggerFactory.getLogger(HiddenChannel.class);

    /** How far behind the API's objects it is looked for: the nearest one is this connection's. */
    private static final int DEPTH = 5;

    private HiddenChannel() {}

    /** The one channel behind a connection; null if none is found, or several. */
    static @Nullable NetworkChannel of(WebConnection connection) {
        Set<NetworkChannel> nearest = nearest(connection);
        if (nearest.size() != 1) {
            LOG.debug("There are {} channels behind {}", nearest.size(), connection.getClass());
            return null;
        }
        return nearest.iterator().next();
    }

    /** Ends what the container can read. */
    static void endInput(NetworkChannel channel) {
        try {
            if (channel instanceof SocketChannel socket) {
                socket.shutdownInput();
            } else if (channel instanceof AsynchronousSocketChannel socket) {
                socket.shutdownInput();
            }
        } catch (IOException e) {
            LOG.debug("The connection had ended already", e);
        }
    }

    /** The channels that are reached over the fewest fields. */
    private static Set<NetworkChannel> nearest(Object start) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Set<NetworkChannel> found = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Object> front = List.of(start);
        for (int depth = 0; depth < DEPTH && found.isEmpty(); depth++) {
            List<Object> next = new ArrayList<>();
            front.forEach(object -> next.addAll(behind(object)));
            next.removeIf(object -> !seen.add(object));
            next.stream().filter(HiddenChannel::isSocket).forEach(object -> found.add((NetworkChannel) object));
            next.removeIf(object -> !isContainers(object));
            front = next;
        }
        return found;
    }

    private static boolean isSocket(Object object) {
        return object instanceof SocketChannel || object instanceof AsynchronousSocketChannel;
    }

    /** Neither the JDK's own, which hides its fields, nor what leads back to us or to all connections at once. */
    private static boolean isContainers(Object object) {
        Class<?> type = object.getClass();
        return !type.isArray()
                && !type.getModule().isNamed()
                && !(object instanceof HttpUpgradeHandler)
                && !(object instanceof ClassLoader)
                && !(object instanceof Thread);
    }

    private static List<Object> behind(Object object) {
        List<Object> values = new ArrayList<>();
        for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
                    addValue(values, field, object);
                }
            }
        }
        return values;
    }

    private static void addValue(List<Object> values, Field field, Object object) {
        try {
            Object value = field.trySetAccessible() ? field.get(object) : null;
            if (value != null) {
                values.add(value);
            }
        } catch (IllegalAccessException e) {
            LOG.debug("A field can't be read: {}", field);
        }
    }
}
