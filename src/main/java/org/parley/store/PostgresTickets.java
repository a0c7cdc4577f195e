package org.parley.store;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.parley.identity.SignedIn;
import org.parley.identity.Tickets;
import org.parley.identity.Token;

/**
 * Tickets that all nodes know, as hashes in a table; whoever removes the row has used the ticket. All times are the
 * database's.
 */
final class PostgresTickets implements Tickets {
    private static final String ISSUE = "insert into ticket (hash, session, account, until)"
            + " values (?, ?, ?, now() + make_interval(secs => ?))";
    private static final String TOO_MANY = "delete from ticket where hash in (select hash from ticket"
            + " where session = ? order by until desc, hash offset ? for update skip locked)";
    private static final String OLD = "delete from ticket where hash in"
            + " (select hash from ticket where until < now() limit 1000 for update skip locked)";

    /** A session that ended takes its tickets along. */
    private static final String REDEEM =
            "with used as (delete from ticket where hash = ? returning account, session, until)"
                    + " select account, session from used where until > now()"
                    + " and exists (select 1 from session where session.id = used.session)";

    private final JdbcReader database;
    private final Executor readers;

    PostgresTickets(JdbcReader database, Executor readers) {
        this.database = database;
        this.readers = readers;
    }

    @Override
    public CompletionStage<String> issue(SignedIn whom) {
        return CompletableFuture.supplyAsync(() -> write(whom), readers);
    }

    private String write(SignedIn whom) {
        String ticket = Token.random();
        database.write("A ticket could not be written", sql -> {
            sql.run(ISSUE, Token.hash(ticket), whom.session(), whom.user(), (double) LIFE.toSeconds());
            sql.run(TOO_MANY, whom.session(), PER_SESSION);
            return sql.run(OLD);
        });
        return ticket;
    }

    @Override
    public Optional<SignedIn> redeem(String ticket) {
        return database.write(
                "A ticket could not be used",
                sql -> sql.one(row -> new SignedIn(row.getString(1), row.getString(2)), REDEEM, Token.hash(ticket)));
    }

    /** Nothing is to be done: one whose session is no longer in the table is not taken. */
    @Override
    public void forget(String session) {}
}
