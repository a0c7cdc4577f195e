package org.parley.cluster;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.Dispatcher;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.parley.log.Bulletins;
import org.parley.log.Doorbell;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A link by way of NATS: rings and bulletins go over it, each on a subject of the installation's. The list of nodes
 * stays in the database, which all nodes see. A thread of its own sends; where NATS is away, or was never there, that
 * goes on trying.
 */
public final class NatsLink implements Link {
    private static final Logger LOG = LoggerFactory.getLogger(NatsLink.class);
    private static final String LOSS = "What other nodes write is seen by looking each second, and what they tell is"
            + " not, until NATS at {} can be reached: {}";

    /** How long it waits when there is nothing to be told, in nanoseconds. */
    private static final long TURN = TimeUnit.MILLISECONDS.toNanos(100);

    /** How long NATS may take to answer. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    /**
     * How long the end may take where it does not answer. To interrupt it would not do: the client library then leaves
     * its threads behind.
     */
    private static final Duration END = ANSWER.multipliedBy(4);

    /** Between two tries to reach it. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** What came and waits for this node: more is dropped, and read from the database. */
    private static final int MOST_MESSAGES = 8192;

    private static final long MOST_BYTES = 32 << 20;

    /** What waits to go out within the client library. */
    private static final int MOST_OUTGOING = 1024;

    private final NatsAccess access;
    private final String subject;
    private final String node;
    private final NatsDoorbell doorbell;
    private final NatsBulletins bulletins;
    private final Conversation nodes;
    private final Thread thread;
    private final AtomicBoolean fresh = new AtomicBoolean();
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicBoolean suspicious = new AtomicBoolean();
    private volatile boolean closed;

    private NatsLink(NatsAccess access, byte[] key, DataSource source, String installation, String node) {
        this.access = access;
        this.subject = "parley." + installation;
        this.thread = new Thread(this::run, "parley-nats");
        thread.setDaemon(true);
        NodeList list = new NodeList(node);
        this.doorbell = new NatsDoorbell(key, this::wake);
        this.bulletins = new NatsBulletins(node, list, key, this::wake);
        this.nodes = new Conversation(source, List.of(list), "Which other nodes there are is not known, for now");
        this.node = node;
    }

    /**
     * Opens a link, whether NATS can be reached or not.
     *
     * @param key a secret of the installation's database, at least 16 bytes
     * @param source gives the connection over which the list of nodes is kept
     * @param installation whose nodes tell each other; a word
     * @param node this node's name, which no other one has; a word
     */
    public static NatsLink open(NatsAccess access, byte[] key, DataSource source, String installation, String node) {
        NatsLink link = new NatsLink(access, key, source, installation, node);
        link.nodes.start();
        link.thread.start();
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
        closed = true;
        wake();
        try {
            thread.join(END.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        nodes.close();
    }

    private Options options() {
        Options.Builder builder = Options.builder()
                .servers(access.servers().toArray(String[]::new))
                .connectionName("Parley " + node)
                .noEcho()
                .hostnameResolveMode(
                        Options.HostnameResolveMode.HappyEyeballs) // others forget the name, which a certificate holds
                .ignoreDiscoveredServers()
                .maxReconnects(-1)
                .reconnectWait(PAUSE)
                .reconnectBufferSize(0)
                .maxMessagesInOutgoingQueue(MOST_OUTGOING)
                .connectionTimeout(ANSWER)
                .socketWriteTimeout(ANSWER.multipliedBy(2))
                .pingInterval(ANSWER)
                .connectionListener((connection, event) -> happened(event))
                .errorListener(new ErrorListener() {
                    @Override
                    public void errorOccurred(Connection connection, String error) {
                        LOG.warn("NATS says: {}", error);
                    }
                });
        if (access.credentials() != null) {
            builder.authHandler(access.credentials());
        } else if (!access.token().isEmpty()) {
            builder.token(access.token().toCharArray());
        } else if (!access.user().isEmpty()) {
            builder.userInfo(access.user(), access.password());
        }
        if (access.trust() != null) {
            builder.sslContext(access.trust());
        }
        return builder.build();
    }

    /** On a thread of the client library's. */
    private void happened(Events event) {
        if (event == Events.DISCONNECTED) {
            bulletins.end();
            warn("the connection ended");
        } else if (event == Events.RESUBSCRIBED) {
            fresh.set(true);
            wake();
        }
    }

    private void warn(String why) {
        if (!closed && !away.getAndSet(true)) {
            LOG.warn(LOSS, access, why);
        }
    }

    private void wake() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!closed) {
            try {
                Connection connection = Nats.connect(options());
                try {
                    converse(connection);
                } finally {
                    connection.close();
                }
            } catch (IOException | RuntimeException e) {
                rest(e);
            } catch (InterruptedException e) {
                LOG.debug("Told to end"); // only close() interrupts
            }
        }
    }

    /** Until it is closed, or the client library gave up, as where the credentials are not good any more. */
    private void converse(Connection connection) throws InterruptedException {
        listen(connection);
        Way rings = way(connection, subject + ".rings");
        Way letters = way(connection, subject + ".bulletins");
        while (!closed && connection.getStatus() != Connection.Status.CLOSED) {
            if (connection.getStatus() == Connection.Status.CONNECTED) {
                begin(connection);
                doorbell.turn(rings);
                bulletins.turn(letters);
            } else {
                doorbell.drop();
            }
            LockSupport.parkNanos(TURN);
        }
        if (connection.getStatus() == Connection.Status.CONNECTED) {
            bulletins.turn(letters);
            flush(connection);
        }
    }

    /** Waits until NATS has what was sent; answers whether it has. */
    private static boolean flush(Connection connection) throws InterruptedException {
        try {
            connection.flush(ANSWER);
            return true;
        } catch (TimeoutException | IllegalStateException e) {
            LOG.debug("NATS does not answer", e); // the connection ended, or will
            return false;
        }
    }

    private void listen(Connection connection) {
        Dispatcher dispatcher = connection.createDispatcher();
        dispatcher.setPendingLimits(MOST_MESSAGES, MOST_BYTES);
        dispatcher.subscribe(subject + ".rings", message -> check(doorbell.heard(message.getData())));
        dispatcher.subscribe(subject + ".bulletins", message -> check(bulletins.heard(message.getData())));
        fresh.set(true);
    }

    private void check(boolean good) {
        if (!good && !suspicious.getAndSet(true)) {
            LOG.warn(
                    "Something came by way of NATS on {}.* that no node of this installation sent; it is passed over, as"
                            + " will be more of it",
                    subject);
        }
    }

    /** Once NATS knows what is listened to, those who listen are told that they may have missed something before. */
    private void begin(Connection connection) throws InterruptedException {
        if (fresh.getAndSet(false)) {
            if (!flush(connection)) {
                fresh.set(true);
                return;
            }
            doorbell.begin();
            bulletins.begin();
            away.set(false);
            LOG.info("Other nodes are heard by way of NATS at {}", access);
        }
    }

    private Way way(Connection connection, String where) {
        return new Way() {
            @Override
            public boolean send(byte[] message) {
                try {
                    connection.publish(where, message);
                    return true;
                } catch (IllegalStateException e) {
                    LOG.debug("NATS can't be told", e);
                    return false;
                }
            }

            @Override
            public long mostBytes() {
                return connection.getMaxPayload();
            }
        };
    }

    private void rest(Exception e) {
        warn(e.toString());
        doorbell.drop();
        if (!closed) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
