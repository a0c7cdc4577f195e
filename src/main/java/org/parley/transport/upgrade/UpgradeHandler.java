package org.parley.transport.upgrade;

import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a container hands a connection over; made by it, told what to do by {@link Opening}. */
public final class UpgradeHandler implements HttpUpgradeHandler {
    private static final Logger LOG = LoggerFactory.getLogger(UpgradeHandler.class);

    private @Nullable Function<WebConnection, Connection> opening;
    private @Nullable Connection connection;

    /** Says what becomes of the connection; before the container calls. */
    void whenOpen(Function<WebConnection, Connection> make) {
        opening = make;
    }

    /** Called twice by some containers, which counts as once. */
    @Override
    public void init(WebConnection tcp) {
        Function<WebConnection, Connection> make = opening;
        opening = null;
        if (make == null) {
            return;
        }
        Connection made = make.apply(tcp);
        connection = made;
        try {
            made.open();
        } catch (IOException e) {
            LOG.debug("A connection ended while it was opened", e);
            made.end();
        }
    }

    @Override
    public void destroy() {
        if (connection != null) {
            connection.farewell();
        }
    }
}
