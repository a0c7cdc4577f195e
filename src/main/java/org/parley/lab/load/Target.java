package org.parley.lab.load;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;

/**
 * A Parley to talk to, over plain http.
 *
 * @param address where to connect
 * @param authority for {@code Host}
 * @param path what stands before {@code /transport}; empty, or begins with a slash
 */
public record Target(InetSocketAddress address, String authority, String path) {
    /**
     * The Parley at a URL.
     *
     * @throws IllegalArgumentException if it is none of plain http, with a sentence that says so
     */
    public static Target of(String url) {
        URI uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("\"" + url + "\" is no http://HOST[:PORT][/PATH]"
                    + (url.startsWith("https:") ? " (TLS is not spoken here; measure the plain port behind it)" : ""));
        }
        int port = uri.getPort() < 0 ? 80 : uri.getPort();
        try {
            InetAddress host = InetAddress.getByName(uri.getHost());
            String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
            return new Target(new InetSocketAddress(host, port), uri.getRawAuthority(), path);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("there is no host \"" + uri.getHost() + "\"", e);
        }
    }

    /** Whether it is on this machine. */
    public boolean isLoopback() {
        return address.getAddress().isLoopbackAddress();
    }

    /** The URL of a path on it. */
    public URI uri(String below) {
        return URI.create("http://" + authority + path + below);
    }
}
