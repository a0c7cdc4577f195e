package org.parley.log;

import java.util.List;

/** Knows what commands mean. All methods are called by the {@link Journal}'s thread only. */
public interface Decider {
    /**
     * Forgets everything and reads the state that belongs to the store's head; called at start and when the epoch
     * changed.
     */
    Head load();

    /** Begins a batch: decides on the present state, with the batch's earlier commands laid over it. */
    Round round();

    /** Takes over what this node committed. */
    void committed(List<? extends Change> changes);

    /** Takes over what other nodes committed; answers what that changed, as far as it can be told from the events. */
    List<? extends Change> observed(List<Event> events);

    /** One batch. Dropped without a trace when its transaction fails. */
    interface Round {
        /**
         * Decides one command after those before it in the batch.
         *
         * @param command what is asked
         * @param next the id that the first event of the decision will get, the time that its events will carry, and
         *     the version that a change of personal state is to have
         */
        Decision decide(Command command, Head next);
    }
}
