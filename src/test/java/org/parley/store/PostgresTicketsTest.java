package org.parley.store;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.parley.identity.Session;
import org.parley.identity.SessionChange.DropSession;
import org.parley.identity.SessionChange.PutSession;
import org.parley.identity.SignedIn;
import org.parley.identity.Tickets;
import org.parley.identity.TicketsContract;
import org.parley.testing.PostgresServer;

/** Two nodes that know each other's tickets. */
class PostgresTicketsTest extends TicketsContract {
    @TempDir
    Path homes;

    private String url;
    private PostgresStore one;
    private PostgresStore two;
    private Scribe scribe;

    @BeforeEach
    void begin() {
        url = PostgresServer.shared().database();
        one = new PostgresStore(PostgresSource.of(url, "", ""), homes.resolve("one"), true);
        two = new PostgresStore(PostgresSource.of(url, "", ""), homes.resolve("two"), true);
        scribe = new Scribe(one.store());
    }

    @AfterEach
    void end() {
        scribe.close();
        two.close();
        one.close();
    }

    @Override
    protected Tickets tickets() {
        return one.tickets(Runnable::run);
    }

    @Override
    protected Tickets redeeming() {
        return two.tickets(Runnable::run);
    }

    @Override
    protected SignedIn signIn(String user) {
        String session = "session of " + user;
        scribe.change(new PutSession(new Session(session, user, 10, 20)));
        return new SignedIn(user, session);
    }

    @Override
    protected void end(SignedIn whom) {
        scribe.change(new DropSession(whom.session()));
    }

    @Override
    protected void pass(long millis) {
        PostgresServer.shared().run(url, "update ticket set until = until - interval '" + millis + " ms'");
    }

    /** The database's clock goes on. */
    @Override
    protected long slack() {
        return 10_000;
    }
}
