package org.parley.cluster;

import java.util.List;
import javax.sql.DataSource;
import org.parley.log.Bulletins;
import org.parley.log.Doorbell;

/** A link by way of PostgreSQL's notifications: one connection for rings, bulletins, and the list of nodes. */
public final class PostgresLink implements Link {
    private final PostgresDoorbell doorbell;
    private final PostgresBulletins bulletins;
    private final Conversation conversation;

    private PostgresLink(DataSource source, PostgresDoorbell doorbell, PostgresBulletins bulletins, NodeList nodes) {
        this.doorbell = doorbell;
        this.bulletins = bulletins;
        this.conversation = new Conversation(
                source,
                List.of(doorbell, bulletins, nodes),
                "What other nodes write is seen by looking now and then, and who is there is not, until they can be"
                        + " listened to");
    }

    /**
     * Opens a link, on a connection that {@code source} gives.
     *
     * @param channel where commits ring; a word
     * @param installation whose nodes tell each other; a word
     * @param node this node's name, which no other one has; a word
     */
    public static PostgresLink open(DataSource source, String channel, String installation, String node) {
        NodeList nodes = new NodeList(node);
        PostgresLink link = new PostgresLink(
                source,
                new PostgresDoorbell(channel),
                new PostgresBulletins("parley_" + installation, node, nodes),
                nodes);
        link.conversation.start();
        return link;
    }

    @Override
    public Doorbell doorbell() {
        return doorbell;
    }

    @Override
    public Bulletins bulletins() {
        return bulletins;
    }

    @Override
    public void close() {
        conversation.close();
    }
}
