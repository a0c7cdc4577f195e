package org.parley.lab.load;

import java.util.List;

/** One way of talking, from the client's side. Belongs to one thread; all of them look alike to {@link Client}. */
interface Line {
    /** How many commands may be on their way at a time when so many are; 0 or less: none now. */
    int room(int flying);

    /** Sends commands, in order. */
    void say(List<byte[]> commands);

    /** Ends politely: what is on its way still comes. */
    void finish();

    /** Ends at once. */
    void close();
}
