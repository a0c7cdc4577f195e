package org.parley.lab.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * A Parley to talk to.
 *
 * @param address where to connect
 * @param authority for {@code Host}
 * @param tls what TLS is spoken with; null over plain http
 * @param path what stands before {@code /transport}; empty, or begins with a slash
 */
public record Target(
        InetSocketAddress address,
        String authority,
        @Nullable SSLContext tls,
        String path) {
    /**
     * The Parley at a URL.
     *
     * @throws IllegalArgumentException if it is none of http, with a sentence that says so
     */
    public static Target of(String url) {
        URI uri = URI.create(url);
        boolean secure = "https".equals(uri.getScheme());
        if ((!secure && !"http".equals(uri.getScheme())) || uri.getHost() == null) {
            throw new IllegalArgumentException("\"" + url + "\" is no http[s]://HOST[:PORT][/PATH]");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : secure ? 443 : 80;
        try {
            InetAddress host = InetAddress.getByName(uri.getHost());
            String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
            return new Target(
                    new InetSocketAddress(host, port), uri.getRawAuthority(), secure ? platformTls() : null, path);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("there is no host \"" + uri.getHost() + "\"", e);
        }
    }

    /** Trusts whom the Java platform trusts: its own list, or that of {@code -Djavax.net.ssl.trustStore=…}. */
    private static SSLContext platformTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("no TLS can be spoken here: " + e.getMessage(), e);
        }
    }

    /** The client's half of TLS for a new connection; null over plain http. */
    @Nullable
    SSLEngine engine() {
        if (tls == null) {
            return null;
        }
        SSLEngine engine = tls.createSSLEngine(uri("").getHost(), address.getPort());
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return engine;
    }

    /** Whether it is on this machine. */
    public boolean isLoopback() {
        return address.getAddress().isLoopbackAddress();
    }

    /** The URL of a path on it. */
    public URI uri(String below) {
        return URI.create((tls == null ? "http://" : "https://") + authority + path + below);
    }
}
