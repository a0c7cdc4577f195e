package org.parley.rfc6455;

import java.nio.charset.StandardCharsets;

/**
 * What a Close frame says (RFC 6455, section 5.5.1): nothing, or a code and a reason.
 *
 * @param code a code that may be sent, or {@link CloseCode#NONE}
 * @param reason valid text of at most 123 bytes, possibly empty
 */
record ClosePayload(int code, String reason) {
    static ClosePayload parse(byte[] payload) throws ViolationException {
        if (payload.length == 0) {
            return new ClosePayload(CloseCode.NONE, "");
        }
        Violation.CLOSE_CUT_SHORT.unless(payload.length >= 2);
        int code = (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
        Violation.CLOSE_CODE_INVALID.unless(CloseCode.maySend(code));
        Violation.CLOSE_REASON_NOT_UTF8.unless(Utf8.isValid(payload, 2, payload.length));
        return new ClosePayload(code, new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8));
    }
}
