package org.parley.store;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.parley.chat.Archive;
import org.parley.identity.Accounts;
import org.parley.identity.Session;
import org.parley.identity.Sessions;
import org.parley.log.Event;
import org.parley.log.Head;
import org.parley.log.Store;

/**
 * Everything in memory, gone with the process: for tests and the Lab. What may be seen when is as in a database:
 * nothing before its commit, all of it after.
 */
public final class MemoryStore implements Database, Store {
    private final Memory memory = new Memory(RandomName.of(10));
    private final Semaphore turn = new Semaphore(1, true);
    private final String installation = RandomName.of(8);

    @Override
    public Store store() {
        return this;
    }

    @Override
    public Archive archive() {
        return new MemoryArchive(memory);
    }

    @Override
    public Accounts accounts() {
        return user -> user == null
                ? Optional.empty()
                : memory.read(tables ->
                        Optional.ofNullable(tables.projections().passwords.get(user)));
    }

    @Override
    public Sessions sessions() {
        return new Sessions() {
            @Override
            public Optional<Session> find(String hash) {
                return memory.read(tables ->
                        Optional.ofNullable(tables.projections().sessions.get(hash)));
            }

            @Override
            public Set<String> among(Collection<String> ids) {
                return memory.read(tables -> ids.stream()
                        .filter(tables.projections().sessions::containsKey)
                        .collect(Collectors.toSet()));
            }
        };
    }

    @Override
    public String installation() {
        return installation;
    }

    @Override
    public Writer writer() {
        return new MemoryWriter(memory, turn);
    }

    @Override
    public Head head() {
        return memory.read(tables -> tables.log().head());
    }

    @Override
    public long first() {
        return memory.read(tables -> tables.log().first());
    }

    @Override
    public List<Event> after(long id, int limit) {
        return memory.read(tables -> tables.log().after(id, limit));
    }

    @Override
    public void close() {}
}
