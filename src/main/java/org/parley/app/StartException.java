package org.parley.app;

/**
 * Parley cannot start for a reason that whoever installed it can mend. The message is that reason: one line that names
 * the setting. It has no stack trace, so that a container's log shows the line and not the place where it was thrown.
 */
public final class StartException extends RuntimeException {

    /**
     * The attribute of the servlet context under which a failing start leaves its reason, a {@link String}, for whoever
     * started the container: exceptions of listeners end in the container's log.
     */
    public static final String ATTRIBUTE = "org.parley.start.failure";

    private static final long serialVersionUID = 1;

    /** Says in one line why, naming the setting that can mend it. */
    public StartException(String reason) {
        super(reason.replaceAll("\\s+", " "), null, false, false);
    }
}
