package org.parley.delivery;

import java.util.List;
import java.util.Set;
import org.parley.delivery.Checker.Client;

/** A client that posts and reads while the network and the server fail. */
interface ChaosClient {
    /** Whether it reads. */
    boolean started();

    /** Begins to post: what is posted before all have started, those who have not need not see. */
    void go();

    /** Posts nothing new any more. */
    void stop();

    /** Whether all that it posted is acked. */
    boolean drained();

    /** Whether it has read all of these. */
    boolean saw(Set<Long> ids);

    /** What happened to it: its whole history, when it has stopped. */
    Client history();

    /** What must not have happened to it, besides what the checker finds. */
    List<String> faults();

    /** Whether it was ended before its time, and so may have heard no ack of what it posted. */
    default boolean ended() {
        return false;
    }

    /** The texts that must be in the log, whether it heard the ack or not. */
    default Set<String> kept() {
        return Set.of();
    }

    /** How it stands, for whoever looks for why it hangs. */
    default String standing() {
        return history().name();
    }
}
