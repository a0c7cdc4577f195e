package org.parley.rfc6455;

import java.util.List;

/**
 * One extension that a client offers in Sec-WebSocket-Extensions (RFC 6455, section 9.1), well formed but not yet
 * understood.
 *
 * @param parameters in their order; a name may stand there more than once
 */
record ExtensionOffer(String name, List<Parameter> parameters) {
    /**
     * A parameter of an extension.
     *
     * @param value a token, without the quotes it may have had, or empty if the parameter has no value
     */
    record Parameter(String name, String value) {}
}
