package org.parley.log;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.parley.chat.Archive;
import org.parley.chat.ChatChange;
import org.parley.identity.Accounts;
import org.parley.identity.Sessions;
import org.parley.store.Database;
import org.parley.store.MemoryStore;

/** A database that can be put back to an older state under a running node. */
final class RewindableStore implements Database, Store {
    private volatile MemoryStore present = new MemoryStore();

    void become(MemoryStore other) {
        present = other;
    }

    @Override
    public Store store() {
        return this;
    }

    @Override
    public Archive archive() {
        return new Archive() {
            @Override
            public Head load(Consumer<ChatChange> into) {
                return present.archive().load(into);
            }

            @Override
            public Snapshot state(String user) {
                return present.archive().state(user);
            }

            @Override
            public History history(String room, Page page) {
                return present.archive().history(room, page);
            }

            @Override
            public Personal personal(String user, long after) {
                return present.archive().personal(user, after);
            }

            @Override
            public Map<String, Long> personalVersions(long after) {
                return present.archive().personalVersions(after);
            }
        };
    }

    @Override
    public Accounts accounts() {
        return present.accounts();
    }

    @Override
    public Sessions sessions() {
        return present.sessions();
    }

    @Override
    public String installation() {
        return present.installation();
    }

    @Override
    public Writer writer() {
        return present.writer();
    }

    @Override
    public Head head() {
        return present.head();
    }

    @Override
    public long first() {
        return present.first();
    }

    @Override
    public List<Event> after(long id, int limit) {
        return present.after(id, limit);
    }

    @Override
    public void close() {}
}
