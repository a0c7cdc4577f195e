package org.parley.transport.upgrade;

import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends TCP on Tomcat from outside its calls. There {@link WebConnection#close} only marks the streams, and TCP ends
 * after Tomcat's next call; for a peer that neither sends nor reads none ever comes, so anybody could keep connections
 * for good that the server has long closed. No interface of the servlet API makes Tomcat call. Its socket has a method
 * for it, which its own timeouts use; so this asks the stream for its socket, and the socket for a call that says
 * "disconnected". Where that is not to be had, the caller closes in the ordinary way.
 */
final class TomcatSocket {
    private static final Logger LOG = LoggerFactory.getLogger(TomcatSocket.class);
    private static final String TOMCATS = "org.apache.coyote.http11.upgrade.";
    private static final String EVENT = "org.apache.tomcat.util.net.SocketEvent";

    private TomcatSocket() {}

    /** Ends it, soon and on a thread of Tomcat's; answers false where the container is another. */
    static boolean disconnect(WebConnection connection) {
        if (!connection.getClass().getName().startsWith(TOMCATS)) {
            return false;
        }
        try {
            Object socket = socket(connection);
            Class<?> events = Class.forName(EVENT, true, socket.getClass().getClassLoader());
            Method process = socket.getClass().getMethod("processSocket", events, boolean.class);
            process.invoke(socket, events.getField("DISCONNECT").get(null), true);
            return true;
        } catch (ReflectiveOperationException | RuntimeException | IOException e) {
            LOG.warn("This Tomcat does not let a silent peer's connection be ended: {}", e.toString());
            return false;
        }
    }

    private static Object socket(WebConnection connection) throws ReflectiveOperationException, IOException {
        Object stream = connection.getOutputStream();
        Field field = stream.getClass().getDeclaredField("socketWrapper");
        field.setAccessible(true);
        return field.get(stream);
    }
}
