package org.parley.app;

import java.net.BindException;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/** Where Tomcat listens, tuned for many connections of which most are idle. */
final class Connectors {

    private Connectors() {}

    /**
     * A connector for http, or for https if there is a certificate; not yet bound.
     *
     * @param workers carries requests out
     * @throws StartException if there is no such address
     */
    static Connector create(Settings settings, Executor workers) {
        Http11NioProtocol protocol = new Http11NioProtocol();
        protocol.setExecutor(workers);
        Connector connector = new Connector(protocol);
        connector.setPort(settings.port());
        connector.setProperty("address", address(settings.bind()).getHostAddress());
        connector.setThrowOnFailure(true);
        connector.setProperty("acceptCount", "1024");
        connector.setProperty("maxConnections", "100000");
        connector.setProperty("maxKeepAliveRequests", "-1");
        connector.setProperty("maxHttpHeaderSize", "8192");
        // Ends the TCP of who stops reading an answer or a stream, or stops in the middle of a request.
        connector.setProperty(
                "connectionTimeout", Long.toString(settings.writeStall().toMillis()));
        connector.setProperty("keepAliveTimeout", "60000");
        // An idle upgraded connection takes 7 KB of heap instead of 20, and open async requests keep their processors.
        // What is written leaves in pieces of appWriteBufSize: with 512 an echo of 64 KiB takes 1.7 times the CPU.
        connector.setProperty("socket.appReadBufSize", "1024");
        connector.setProperty("socket.appWriteBufSize", "2048");
        connector.setProperty("processorCache", "20000");
        if (!settings.cert().isEmpty()) {
            secure(connector, settings);
        }
        return connector;
    }

    /** The host to write into a URL for who listens on {@code bind}. */
    static String reachable(String bind) {
        InetAddress address = address(bind);
        if (address.isAnyLocalAddress()) {
            return "127.0.0.1";
        }
        return bind.contains(":") ? "[" + bind + "]" : bind;
    }

    /** Says why it could not listen. */
    static StartException refused(Settings settings, Throwable cause) {
        String why = String.valueOf(cause.getMessage());
        if (cause instanceof BindException && why.contains("in use")) {
            return new StartException(
                    "port " + settings.port() + " is taken; choose another with --port (0 takes a free one)");
        }
        if (cause instanceof SocketException || settings.cert().isEmpty()) {
            return new StartException("cannot listen on " + settings.bind() + ":" + settings.port() + ": " + why);
        }
        return new StartException(
                "cert " + settings.cert() + " and key " + settings.key() + " do not serve https: " + why);
    }

    private static InetAddress address(String bind) {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw new StartException("bind: there is no address \"" + bind + "\"");
        }
    }

    private static void secure(Connector connector, Settings settings) {
        KeyPairCheck.check(settings.cert(), settings.key());
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setProperty("SSLEnabled", "true");
        SSLHostConfig host = new SSLHostConfig();
        SSLHostConfigCertificate pem = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.UNDEFINED);
        pem.setCertificateFile(absolute(settings.cert()));
        pem.setCertificateKeyFile(absolute(settings.key()));
        host.addCertificate(pem);
        connector.addSslHostConfig(host);
    }

    private static String absolute(String file) {
        return Path.of(file).toAbsolutePath().toString();
    }
}
