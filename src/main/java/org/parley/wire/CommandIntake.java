package org.parley.wire;

import org.parley.chat.Directory;
import org.parley.chat.Presence;
import org.parley.chat.RateLimit;
import org.parley.log.Journal;

/** Where commands come in, whatever brought them. Thread-safe. */
public final class CommandIntake {
    final Journal journal;
    final Directory directory;
    final Presence presence;
    final RateLimit rate;
    final CommandReader reader;
    final CommandMeter meter;
    private final int maxCommand;

    /**
     * @param rate commands a user may send
     * @param maxText most bytes of a message's text
     * @param maxCommand most bytes of a command
     * @param meter counts them
     */
    public CommandIntake(
            Journal journal,
            Directory directory,
            Presence presence,
            RateLimit rate,
            int maxText,
            int maxCommand,
            CommandMeter meter) {
        this.journal = journal;
        this.directory = directory;
        this.presence = presence;
        this.rate = rate;
        this.reader = new CommandReader(maxText);
        this.maxCommand = maxCommand;
        this.meter = meter;
    }

    /** Most bytes of a command. */
    public int maxCommand() {
        return maxCommand;
    }

    /** Begins a series of commands of one user whose order counts: those of one socket, or of one body. */
    public CommandStream stream(String user) {
        return new CommandStream(this, user);
    }
}
