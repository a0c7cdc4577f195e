package org.parley.app;

import org.parley.identity.Origins;

/** What settings have to do with one another: each by itself may be allowed, and yet nothing could work. */
final class Relations {
    private Relations() {}

    /** Throws {@link StartException} with a sentence that names both settings. */
    static void check(Settings settings) {
        if (settings.cert().isEmpty() != settings.key().isEmpty()) {
            throw new StartException("cert and key belong together: one of these settings is missing");
        }
        if (!settings.storeUrl().matches("(jdbc:postgresql:|java:|jdbc/).+|")) {
            throw new StartException("store.url is neither empty nor begins with jdbc:postgresql:, java: or jdbc/");
        }
        NatsSettings.access(settings);
        int command = settings.commandMaxBytes();
        origins(settings);
        fits("message.max.bytes", settings.messageMaxBytes(), "command.max.bytes", command);
        fits("command.max.bytes", command, "partial.messages.max.bytes", settings.partialMessagesMaxBytes());
        fits("command.max.bytes", command, "journal.max.bytes", settings.journalMaxBytes());
        fits("command.max.bytes", command, "window.max.bytes", settings.windowMaxBytes());
    }

    /** The origins whose pages may use the API. */
    static Origins origins(Settings settings) {
        try {
            return Origins.of(settings.originsAllowed());
        } catch (IllegalArgumentException e) {
            throw new StartException("origins.allowed: \"" + e.getMessage()
                    + "\" is not an origin; one is written like https://tools.example:8443");
        }
    }

    private static void fits(String small, long value, String large, long place) {
        if (value > place) {
            throw new StartException(small + " (" + value + ") is larger than " + large + " (" + place + ")");
        }
    }
}
