package org.parley.cluster;

import java.util.ArrayList;
import java.util.List;

/**
 * What travels: some bulletins of one node, in the order in which it posted them. The first line names the node, each
 * other one holds a topic, a space and a text; a line without a space says that some of the node's bulletins were lost.
 *
 * @param node whose
 * @param bulletins what it says
 * @param incomplete whether it had to leave something out
 */
record Letter(String node, List<Bulletin> bulletins, boolean incomplete) {
    /** The line that stands for what was lost. */
    static final String LOST = "lost";

    /** One of its bulletins. */
    record Bulletin(String topic, String text) {}

    static Letter parse(String payload) {
        String[] lines = payload.split("\n", -1);
        List<Bulletin> bulletins = new ArrayList<>();
        boolean incomplete = false;
        for (int i = 1; i < lines.length; i++) {
            int space = lines[i].indexOf(' ');
            if (space < 0) {
                incomplete = true;
            } else {
                bulletins.add(new Bulletin(lines[i].substring(0, space), lines[i].substring(space + 1)));
            }
        }
        return new Letter(lines[0], bulletins, incomplete);
    }
}
