package org.parley.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Everything that can be tuned, in one immutable record. A setting's name is its component's with dots:
 * {@code messageMaxBytes} is {@code message.max.bytes}. Sizes are in bytes; a number may end in KiB, MiB, GiB or TiB, a
 * duration ends in ms, s, m, h or d.
 *
 * <p>Where a setting may come from, later wins: its default, {@code HOME/parley.properties}
 * ({@code message.max.bytes}), the environment ({@code PARLEY_MESSAGE_MAX_BYTES}), a system property
 * ({@code parley.message.max.bytes}), the web application's context parameter of the same name, the command line
 * ({@code --message-max-bytes}). Names that begin with {@code tests.} belong to the tests.
 */
public record Settings(
        @Setting(is = "8080", in = "0..65535", says = "Port of the start by java -jar; 0 takes a free one")
        int port,

        @Setting(is = "127.0.0.1", says = "Address it listens on; 0.0.0.0 is all of this machine's")
        String bind,

        @Setting(is = "~/.parley", says = "Folder of everything Parley keeps")
        Path home,

        @Setting(is = "", says = "PEM file of the certificate chain; with a key it serves https")
        String cert,

        @Setting(is = "", says = "PEM file of the certificate's private key")
        String key,

        @Setting(
                is = "",
                says =
                        "Proxies in front, like 10.0.0.7 or 10.0.0.0/24, with commas between them: what they forward is believed")
        String proxiesTrusted,

        @Setting(is = "8KiB", in = "1..1MiB", says = "Longest text of a message")
        int messageMaxBytes,

        @Setting(is = "64KiB", in = "1KiB..16MiB", says = "Longest command")
        int commandMaxBytes,

        @Setting(is = "256", in = "1..4096", says = "Most events in one batch to a reader")
        int batchMaxEvents,

        @Setting(is = "256KiB", in = "1KiB..16MiB", says = "Largest batch to a reader")
        int batchMaxBytes,

        @Setting(is = "55s", in = "100ms..10m", says = "Longest time a long poll is held")
        Duration pollMaxHold,

        @Setting(is = "8", in = "1..1000", says = "Most polls of one session held at a time")
        int pollMaxParked,

        @Setting(is = "32", in = "1..10000", says = "Most open sockets of one user")
        int socketsPerUser,

        @Setting(is = "20", in = "1..100000", says = "Commands of one user in a second, lasting")
        int commandsPerSecond,

        @Setting(is = "100", in = "1..100000", says = "Commands of one user at once")
        int commandsBurst,

        @Setting(is = "65536", in = "16..16777216", says = "Most newest events in memory")
        int windowMaxEvents,

        @Setting(is = "64MiB", in = "64KiB..64GiB", says = "Most bytes of newest events in memory")
        long windowMaxBytes,

        @Setting(is = "30s", in = "100ms..10m", says = "A reader who takes nothing for so long is dropped")
        Duration writeStall,

        @Setting(is = "1048576", in = "256..1099511627776", says = "A reader who falls so far behind is dropped")
        long lagMaxEvents,

        @Setting(is = "65536", in = "1..16777216", says = "Most commands that wait to be written")
        int journalMaxCommands,

        @Setting(is = "32MiB", in = "128KiB..64GiB", says = "Most bytes that wait to be written")
        long journalMaxBytes,

        @Setting(
                is = "64MiB",
                in = "64KiB..64GiB",
                says = "All half-received messages and request bodies together; one user's have a quarter")
        long partialMessagesMaxBytes,

        @Setting(
                is = "64MiB",
                in = "64KiB..64GiB",
                says = "All answers together that their clients have not read; one user's have a quarter")
        long unreadAnswersMaxBytes,

        @Setting(is = "10", in = "1..100000", says = "Sign-in attempts for one account")
        int signInsPerAccount,

        @Setting(is = "60", in = "1..100000", says = "Sign-in attempts from one address")
        int signInsPerAddress,

        @Setting(is = "3m", in = "1s..1d", says = "Time over which sign-in attempts are counted")
        Duration signInsWindow,

        @Setting(is = "20s", in = "100ms..10m", says = "Longest silence on an open line")
        Duration heartbeat,

        @Setting(is = "128", in = "32..65536", says = "Most acks and notices that wait for one reader")
        int laneMaxEntries,

        @Setting(is = "16KiB", in = "16KiB..16MiB", says = "Most bytes of them")
        int laneMaxBytes,

        @Setting(is = "0", in = "0..256", says = "Threads that deliver events; 0 is one for each core")
        int feedLoops,

        @Setting(is = "1s", in = "10ms..1m", says = "Who is typing and present is told this often")
        Duration nowInterval,

        @Setting(is = "90s", in = "100ms..1h", says = "How long one counts as present after the last sign")
        Duration presenceLinger,

        @Setting(is = "6s", in = "100ms..1m", says = "How long one counts as typing")
        Duration typingLinger,

        @Setting(is = "90d", in = "1s..36500d", says = "How long events stay in the log")
        Duration logKeep,

        @Setting(is = "90d", in = "1s..36500d", says = "How long a repeated command gets its first answer")
        Duration keysKeep,

        @Setting(
                is = "",
                says = "Origins, with commas between them, whose pages may use the API with a token or a ticket")
        String originsAllowed,

        @Setting(
                is = "30d",
                in = "1s..3650d",
                says = "A session that nobody used, or was connected by, for so long ends")
        Duration sessionIdle,

        @Setting(
                is = "10s",
                in = "0s..5m",
                says = "Longest time in which a stop ends all lines and finishes what was accepted")
        Duration drain,

        @Setting(is = "", says = "Bearer token that shows /metrics without a session; empty is none")
        String metricsToken,

        @Setting(is = "true", says = "Whether the Lab's echo endpoints are open")
        boolean labEcho,

        @Setting(is = "64", in = "1..65536", says = "Most connections to the Lab's echo")
        int labEchoConnections,

        @Setting(is = "1MiB", in = "1..64MiB", says = "Longest message to the Lab's echo")
        int labEchoMaxMessage,

        @Setting(is = "16MiB", in = "64KiB..64GiB", says = "All bytes the Lab's echo holds; at least 4 messages")
        long labEchoMaxBuffered,

        @Setting(is = "true", says = "Whether those who are signed in may compare transports in the Lab")
        boolean labCompare,

        @Setting(
                is = "",
                says = "jdbc:postgresql://HOST/DATABASE, or a container's DataSource by its name (java:… or"
                        + " jdbc/…); empty is java:comp/env/jdbc/parley if there is one, else SQLite in the home")
        String storeUrl,

        @Setting(is = "", says = "User at that URL") String storeUser,

        @Setting(is = "", says = "Password at that URL; on the command line others could see it")
        String storePassword,

        @Setting(is = "0", in = "0..16TiB", says = "Largest file of SQLite; 0 is no limit")
        long storeMaxSize,

        @Setting(is = "FULL", says = "NORMAL may lose the newest messages at a power failure")
        Synchronous storeSynchronous,

        @Setting(
                is = "",
                says =
                        "Servers of NATS, nats://HOST:4222 or tls://HOST:4222, with commas between them: nodes on PostgreSQL tell"
                                + " each other over it; empty is by PostgreSQL")
        String natsUrl,

        @Setting(is = "", says = "File with the credentials of a user of NATS, as nsc makes it (.creds)")
        String natsCredentials,

        @Setting(is = "", says = "User of NATS") String natsUser,

        @Setting(is = "", says = "Password of that user; on the command line others could see it")
        String natsPassword,

        @Setting(is = "", says = "Token for NATS; on the command line others could see it")
        String natsToken,

        @Setting(is = "", says = "PEM file of the certificates that tls:// trusts; empty is those that Java trusts")
        String natsTrust,

        @Setting(is = "true", says = "Whether the hand-made WebSocket may compress messages")
        boolean compression,

        @Setting(is = "1KiB", in = "1..16MiB", says = "Messages to readers are compressed from this size on")
        int compressionMinBytes,

        @Setting(is = "10s", in = "100ms..5m", says = "Longest time from a handshake to an open WebSocket")
        Duration openTimeout,

        @Setting(is = "1m", in = "100ms..1d", says = "A WebSocket silent for so long is pinged, then ended")
        Duration socketIdle,

        @Setting(is = "5s", in = "100ms..1m", says = "Longest wait for the peer's half of a close")
        Duration closeTimeout) {

    /** How the database writes: FULL syncs before each acknowledgement, NORMAL now and then. */
    public enum Synchronous {
        FULL,
        NORMAL
    }

    /**
     * The settings of this process, for a web application with these context parameters.
     *
     * @throws StartException if a name is unknown or a value not allowed; the message names source, name and allowed
     *     range
     */
    public static Settings ofProcess(Map<String, String> contextParameters) {
        return load(processAnd(Source.contextParameters(contextParameters)));
    }

    /** The sources that every start has, and one more that wins over them. */
    static List<Source> processAnd(Source last) {
        return List.of(Source.environment(System.getenv()), Source.systemProperties(System.getProperties()), last);
    }

    /**
     * The settings that these sources give, the later winning over the earlier, and all over the file in the home they
     * name.
     *
     * @throws StartException as {@link #ofProcess} does
     */
    static Settings load(List<Source> rising) {
        return new SettingsReader(rising).read();
    }
}
