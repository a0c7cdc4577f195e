package org.parley.transport;

/**
 * Is told what happens to whoever tries to read over a transport, as it happens. Called by container threads and the
 * feed's loops, for one arrival never with an earlier outcome after a later one; returns at once and throws nothing.
 */
public interface ArrivalListener {
    /** This became of an attempt. */
    void happened(Arrival arrival, Outcome outcome);
}
