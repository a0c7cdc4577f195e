package org.parley.app;

import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.catalina.Valve;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.valves.RemoteIpValve;

/**
 * Proxies whose word is taken for who calls ({@code X-Forwarded-For}) and for whether it was over TLS
 * ({@code X-Forwarded-Proto}). Of several addresses in the header the last counts that is no trusted proxy's, since
 * whatever stands before it may be the caller's own invention.
 */
final class TrustedProxies {
    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F.:]+(/[0-9]+)?");

    private TrustedProxies() {}

    /**
     * What believes those that are listed; nothing if none is.
     *
     * @throws StartException if one is no address, nor a range of them
     */
    static Optional<Valve> in(Settings settings) {
        String list = settings.proxiesTrusted().strip();
        if (list.isEmpty()) {
            return Optional.empty();
        }
        for (String proxy : list.split(",", -1)) {
            if (!isAddress(proxy.strip())) {
                throw new StartException("proxies.trusted: \"" + proxy
                        + "\" is no address; one is written like 10.0.0.7, a range like 10.0.0.0/24");
            }
        }
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(list);
        valve.setRemoteIpHeader("X-Forwarded-For");
        valve.setProtocolHeader("X-Forwarded-Proto");
        return Optional.of(valve);
    }

    /** Or a range; for Tomcat it may also be a name, have a port, or be a regular expression. */
    private static boolean isAddress(String proxy) {
        if (!LITERAL.matcher(proxy).matches()) {
            return false;
        }
        try {
            new NetMask(proxy);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
