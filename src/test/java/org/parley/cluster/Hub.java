package org.parley.cluster;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.parley.log.Bulletins;

/** Bulletins between nodes within one process: one thread tells everything, in the order in which it was posted. */
public final class Hub implements AutoCloseable {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Map<String, Bulletins.Listener> listeners = new LinkedHashMap<>();

    /** The bulletins of a node. */
    public Bulletins open(String node) {
        return new Bulletins() {
            @Override
            public void listen(Listener listener) {
                thread.execute(() -> {
                    listeners.put(node, listener);
                    listener.missed();
                    introduce();
                });
            }

            @Override
            public void post(String topic, String text) {
                if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
                    throw new IllegalArgumentException("too long");
                }
                thread.execute(() -> tell(node, topic, text));
            }

            @Override
            public void close() {
                leave(node);
            }
        };
    }

    /** Who is gone tells nothing any more. */
    private void tell(String node, String topic, String text) {
        if (listeners.containsKey(node)) {
            listeners.forEach((name, listener) -> {
                if (!name.equals(node)) {
                    listener.told(node, topic, text);
                }
            });
        }
    }

    /** A node leaves, or dies. */
    public void leave(String node) {
        thread.execute(() -> {
            listeners.remove(node);
            introduce();
        });
    }

    /** Everybody may have missed something. */
    public void cut() {
        thread.execute(() -> listeners.values().forEach(Bulletins.Listener::missed));
    }

    /** Waits until all that was posted so far was told. */
    public void rest() {
        CompletableFuture.runAsync(() -> {}, thread).join();
    }

    private void introduce() {
        listeners.forEach((name, listener) -> {
            Set<String> others = new HashSet<>(listeners.keySet());
            others.remove(name);
            listener.present(others);
        });
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
