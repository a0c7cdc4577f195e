package org.parley.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.parley.testing.Deadline;

class ConversationTest {
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();

    private static <T> T fake(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }

    /** A container may give its connections to the next one unseen. */
    @Test
    void aConnectionThatCannotBeListenedToIsGivenBackUnharmed() {
        Connection containers = fake(Connection.class, (proxy, method, arguments) -> {
            calls.add(method.getName());
            if (method.getName().equals("unwrap")) {
                throw new SQLException("not a wrapper of a driver's that this application knows");
            }
            return null;
        });
        DataSource pool = fake(DataSource.class, (proxy, method, arguments) -> containers);
        try (Conversation conversation =
                new Conversation(pool, List.of(new PostgresDoorbell("parley")), "is not heard")) {
            conversation.start();
            Deadline.usual().await("it comes back", () -> calls.contains("close"));
        }
        assertFalse(calls.contains("abort"), calls::toString);
    }
}
