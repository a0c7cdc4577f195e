package org.parley.web;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.parley.chat.Archive;
import org.parley.chat.Directory;
import org.parley.chat.Presence;
import org.parley.http.Budget;
import org.parley.http.Unread;
import org.parley.identity.Identity;
import org.parley.identity.Setup;
import org.parley.identity.Tickets;
import org.parley.log.EventLog;
import org.parley.wire.CommandIntake;

/**
 * What the API needs, and the servlet made of it.
 *
 * @param installation the installation's id
 * @param version of Parley
 * @param maxText most bytes of a message's text
 * @param readers runs what reads the store
 * @param partial bounds what all requests take that have arrived in part
 * @param unread bounds what all answers take that have been read in part
 */
public record Api(
        EventLog log,
        Directory directory,
        Presence presence,
        Archive archive,
        Identity identity,
        Setup setup,
        Attempts attempts,
        CommandIntake intake,
        Witness witness,
        Tickets tickets,
        FallbackMeter fallbacks,
        String installation,
        String version,
        int maxText,
        Executor readers,
        Budget partial,
        Unread unread) {
    /** The servlet for {@code /api/*}. */
    public ApiServlet servlet() {
        Reading reading = new Reading(readers);
        SessionCookie cookie = new SessionCookie(installation);
        Map<String, Object> limits = Map.of("message", maxText, "command", intake.maxCommand());
        List<Resource> resources = List.of(
                new AccountsResource(identity, directory, setup, attempts, cookie),
                new CommandsResource(intake),
                new StateResource(log, archive, directory, reading),
                new RoomsResource(log, archive, directory, presence, reading),
                new UsersResource(directory),
                new ConnectionResource(witness, tickets, fallbacks),
                new InstallationResource(identity, directory, installation, version, limits));
        return new ApiServlet(resources, identity::lasts, partial, unread);
    }

    /** A servlet that takes commands, gives tickets and does nothing else below its address. */
    public static ApiServlet commands(
            CommandIntake intake, Identity identity, Tickets tickets, Budget partial, Unread unread) {
        Resource connection =
                new ConnectionResource((session, client) -> List.of(), tickets, (caller, transport, reason) -> {});
        return new ApiServlet(List.of(new CommandsResource(intake), connection), identity::lasts, partial, unread);
    }
}
