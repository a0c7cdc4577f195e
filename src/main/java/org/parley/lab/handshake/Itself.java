package org.parley.lab.handshake;

import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Where a request arrived: this server, by the address of the socket and never by what the request says of it.
 *
 * @param address the local end of the request's connection
 * @param secure whether TLS may be spoken there; it may also end in front of the server
 */
public record Itself(InetSocketAddress address, boolean secure) {
    /** The server that a request came to. */
    public static Itself of(ServletRequest request) {
        return new Itself(new InetSocketAddress(request.getLocalAddr(), request.getLocalPort()), request.isSecure());
    }

    /** What belongs into a Host field: an address and a port. */
    public String host() {
        String name = address.getHostString();
        return (name.contains(":") ? "[" + name + "]" : name) + ":" + address.getPort();
    }

    /** A new connection, with TLS if it is spoken there. Blocks, not for long. */
    Socket connect() throws IOException {
        if (secure) {
            try {
                return connectWithTls();
            } catch (SSLException e) {
                // TLS ends in front of this server.
            }
        }
        Socket socket = new Socket();
        socket.connect(address, Talk.PATIENCE);
        return socket;
    }

    /** What TLS is to be spoken with; null if none is. Blocks where that has to be tried, not for long. */
    public @Nullable SSLContext tls() throws IOException {
        if (!secure) {
            return null;
        }
        try (Socket socket = connect()) {
            return socket instanceof SSLSocket ? context() : null;
        }
    }

    private Socket connectWithTls() throws IOException {
        SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket();
        try {
            socket.connect(address, Talk.PATIENCE);
            socket.setSoTimeout(Talk.PATIENCE);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Anybody()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    /** Asks for no certificate of a name: the server talks to itself, and has nothing secret to say. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new IllegalStateException("nobody is served");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            checkClientTrusted(chain, type);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // whoever it is
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            // whoever it is
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            // whoever it is
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
