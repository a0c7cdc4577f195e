package org.parley.feed;

import org.jspecify.annotations.Nullable;

/** A poll that may be parked later, or never. */
final class Holder implements Feed.Parked {
    private @Nullable Waiter waiter;
    private boolean cancelled;

    synchronized void set(Waiter parked) {
        waiter = parked;
        if (cancelled) {
            parked.cancel();
        }
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        if (waiter != null) {
            waiter.cancel();
        }
    }
}
