package org.parley.cluster;

/** Where messages to the other nodes go. */
interface Way {
    /** Sends one; answers whether it may arrive. Waits for a moment where much is to be sent. */
    boolean send(byte[] message);

    /** The most bytes of a message. */
    long mostBytes();
}
