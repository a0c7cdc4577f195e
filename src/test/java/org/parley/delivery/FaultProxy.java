package org.parley.delivery;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntFunction;

/**
 * A TCP proxy on loopback between clients and a server that may move. Each connection gets the fault that the plan has
 * for its number, so a plan made of a seed fails alike again. It replays nothing itself. Threads of its own.
 */
public final class FaultProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final IntFunction<Fault> plan;
    private final Set<FaultyLine> open = ConcurrentHashMap.newKeySet();
    private final Map<Fault.Kind, Integer> done = new ConcurrentSkipListMap<>();
    private volatile URI server;
    private int accepted;

    private FaultProxy(ServerSocket listening, URI server, IntFunction<Fault> plan) {
        this.listening = listening;
        this.server = server;
        this.plan = plan;
    }

    /** Begins to listen on a free port. */
    public static FaultProxy start(URI server, IntFunction<Fault> plan) {
        try {
            ServerSocket listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
            FaultProxy proxy = new FaultProxy(listening, server, plan);
            FaultyLine.inBackground("proxy", proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where clients connect. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort() + '/');
    }

    /** From now on connections go there. */
    public void leadTo(URI other) {
        server = other;
    }

    /** How often each kind of fault met a connection. */
    public Map<Fault.Kind, Integer> done() {
        return done;
    }

    private void accept() {
        try {
            while (!listening.isClosed()) {
                connect(listening.accept(), plan.apply(accepted++));
            }
        } catch (IOException e) {
            // The proxy was closed.
        }
    }

    private void connect(Socket client, Fault fault) throws IOException {
        done.merge(fault.kind(), 1, Integer::sum);
        try {
            Socket upstream = new Socket(server.getHost(), server.getPort());
            FaultyLine line = new FaultyLine(client, upstream, fault, open::remove);
            open.add(line);
            line.start();
        } catch (IOException e) { // the server is down
            client.setSoLinger(true, 0);
            client.close();
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(FaultyLine::cut);
    }
}
