package org.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.parley.http.Caller;
import org.parley.identity.SignedIn;
import org.parley.wire.Fields;
import org.parley.wire.Refused;

/**
 * A request to the API.
 *
 * @param request the container's own, for what is not here
 * @param path the variable parts of the path, in order
 * @param body the body; empty for methods that have none
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
record Call(HttpServletRequest request, List<String> path, byte[] body) {
    /** Who calls. Only for routes that were declared to need somebody. */
    SignedIn caller() {
        return signedIn().orElseThrow();
    }

    /** Who calls, if anybody is signed in. */
    Optional<SignedIn> signedIn() {
        return Caller.of(request);
    }

    /** The body as an object. Throws {@link Refused}. */
    Fields fields() {
        return Fields.read(body);
    }

    /** A parameter of the address. */
    Optional<String> parameter(String name) {
        return Optional.ofNullable(request.getParameter(name)).filter(text -> !text.isEmpty());
    }

    /** A parameter that is a whole number. Throws {@link Refused}. */
    long number(String name, long otherwise, long least, long most) {
        Optional<String> text = parameter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        boolean digits = text.get().length() <= 16 && text.get().chars().allMatch(c -> c >= '0' && c <= '9');
        long value = digits ? Long.parseLong(text.get()) : -1;
        if (value < least || value > most) {
            throw Fields.malformed(name, name + " must be a whole number from " + least + " to " + most + ".");
        }
        return value;
    }
}
