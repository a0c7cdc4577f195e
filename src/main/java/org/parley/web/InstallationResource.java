package org.parley.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.parley.chat.Directory;
import org.parley.http.Answer;
import org.parley.identity.Identity;
import org.parley.wire.Json;

/** {@code GET /api/installation}: what a page has to know at first, be anybody signed in or not. */
final class InstallationResource implements Resource {
    private final Identity identity;
    private final Directory directory;
    private final String installation;
    private final String version;
    private final Map<String, Object> limits;

    InstallationResource(
            Identity identity, Directory directory, String installation, String version, Map<String, Object> limits) {
        this.identity = identity;
        this.directory = directory;
        this.installation = installation;
        this.version = version;
        this.limits = limits;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/installation", true, 0, this::installation));
    }

    private CompletionStage<Answer> installation(Call call) {
        return identity.isUnused()
                .thenApply(setup -> Answer.ok(Json.object(
                        "setup", setup,
                        "allowed", setup && AccountsResource.isLocal(call.request()),
                        "version", version,
                        "limits", limits,
                        "session", session(call).orElse(null))));
    }

    /** Told here too, since browsers write each 401 of {@code GET /api/session} to their console as an error. */
    private Optional<Map<String, Object>> session(Call call) {
        return call.signedIn()
                .flatMap(caller -> directory.user(caller.user()))
                .map(user -> AccountsResource.fields(user, installation));
    }
}
