package org.parley.transport.upgrade;

import jakarta.servlet.WriteListener;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Keeps a connection from being called by who holds the stream's own monitor, as Open Liberty does: the connection
 * takes a lock of its own, under which others write to the stream, and the two would wait for each other for ever. Such
 * calls are made elsewhere, in their order, and soon; all others at once.
 */
final class OutsideLocks implements WriteListener {
    private final Connection connection;
    private final Object stream;
    private final Executor elsewhere;

    /** Calls {@code connection} about {@code stream}; {@code elsewhere} runs one task after the other. */
    OutsideLocks(Connection connection, Object stream, Executor elsewhere) {
        this.connection = connection;
        this.stream = stream;
        this.elsewhere = elsewhere;
    }

    @Override
    public void onWritePossible() {
        if (Thread.holdsLock(stream)) {
            later(connection::onWritePossible);
        } else {
            connection.onWritePossible();
        }
    }

    @Override
    public void onError(Throwable failure) {
        if (Thread.holdsLock(stream)) {
            later(() -> connection.onError(failure));
        } else {
            connection.onError(failure);
        }
    }

    private void later(Runnable call) {
        try {
            elsewhere.execute(call);
        } catch (RejectedExecutionException e) {
            // The node has stopped, and with it whoever had something to write.
        }
    }
}
