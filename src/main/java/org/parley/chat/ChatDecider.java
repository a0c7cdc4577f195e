package org.parley.chat;

import java.util.List;
import org.parley.log.Change;
import org.parley.log.Command;
import org.parley.log.Decider;
import org.parley.log.Decision;
import org.parley.log.Encoding;
import org.parley.log.Event;
import org.parley.log.Head;

/**
 * Decides what commands lead to, for the journal, and keeps the {@link Directory} up to date with what was committed.
 */
public final class ChatDecider implements Decider {
    private final Directory directory;
    private final Archive archive;
    private final Encoding encoding;

    /** Decides on a directory that it alone writes; the archive is where the directory is loaded from. */
    public ChatDecider(Directory directory, Archive archive, Encoding encoding) {
        this.directory = directory;
        this.archive = archive;
        this.encoding = encoding;
    }

    @Override
    public Head load() {
        Directory fresh = new Directory();
        Head head = archive.load(fresh::apply);
        directory.become(fresh);
        return head;
    }

    @Override
    public Round round() {
        State state = new Overlay(directory);
        return (command, next) -> decide(state, command, next);
    }

    @Override
    public void committed(List<? extends Change> changes) {
        for (Change change : changes) {
            if (change instanceof ChatChange chat) {
                directory.apply(chat);
            }
        }
    }

    @Override
    public List<ChatChange> observed(List<Event> events) {
        List<ChatChange> changes = events.stream()
                .flatMap(event -> Changes.of(event, encoding).stream())
                .toList();
        changes.forEach(directory::apply);
        return changes;
    }

    private static Decision decide(State state, Command command, Head next) {
        ChatRequest request = (ChatRequest) command.request();
        Decision decision = Rules.decide(state, command.user(), request, next);
        decision.changes().forEach(change -> state.apply((ChatChange) change));
        return decision;
    }
}
