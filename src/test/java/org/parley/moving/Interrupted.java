package org.parley.moving;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.parley.log.Cursor;
import org.parley.store.Place;

/** A place whose writer dies instead of its n-th commit. */
record Interrupted(Place place, int commit) implements Place {
    /** How it dies. */
    static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    @Override
    public Connection writing() throws SQLException {
        Connection connection = place.writing();
        int[] left = {commit};
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("commit") && --left[0] == 0) {
                        connection.rollback();
                        throw new Death();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Connection reading() throws SQLException {
        return place.reading();
    }

    @Override
    public void make() {
        place.make();
    }

    @Override
    public void requireTables() {
        place.requireTables();
    }

    @Override
    public Optional<String> usedBy() {
        return place.usedBy();
    }

    @Override
    public void willBeAt(Cursor head) {
        place.willBeAt(head);
    }

    @Override
    public void close() {
        place.close();
    }
}
