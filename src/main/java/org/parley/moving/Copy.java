package org.parley.moving;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.parley.log.Head;
import org.parley.store.Epoch;
import org.parley.store.Place;
import org.parley.store.Sql;

/**
 * One copy of an installation, from one state of it. It may be killed at any point and run again: a stamp in the place
 * copied to says what it belongs to and keeps a Parley from starting there, each table goes on after its last key, and
 * in the end counts and hashes of all rows are compared. Memory is bounded, whatever the size.
 */
final class Copy {
    private final Place from;
    private final Place to;
    private final After after;
    private final Consumer<String> news;

    /** What becomes of the two logs, which have the same history so far. */
    enum After {
        /** The copy goes on where clients are; should the other one go on too, then as another epoch. */
        COPY_GOES_ON,
        /** The copy goes on, and clients have seen more than it knows: it is another epoch. */
        COPY_IS_OLDER,
        /** The copy is kept as it is. */
        COPY_IS_KEPT
    }

    /** {@code news} is told in short lines how far it is. */
    Copy(Place from, Place to, After after, Consumer<String> news) {
        this.from = from;
        this.to = to;
        this.after = after;
        this.news = news;
    }

    /**
     * Copies, or goes on with it. Answers all tables, compared and the same; throws {@link MovingException} or
     * {@link org.parley.log.StoreException} with a sentence if that can't be.
     */
    List<Compared> run() throws SQLException {
        from.requireTables();
        if (after == After.COPY_GOES_ON) {
            requireRest(from);
        }
        to.make();
        requireRest(to);
        try (Connection target = to.writing()) {
            List<Compared> compared;
            Head head;
            try (Connection source = from.reading()) {
                head = copy(source, target);
                compared = compare(source, target);
            }
            finish(target, head);
            return compared;
        }
    }

    private static void requireRest(Place place) {
        place.usedBy().ifPresent(user -> {
            throw new MovingException(
                    place + " is used by " + user + ": stop it (one that was killed is forgotten after 10 s)");
        });
    }

    private Head copy(Connection source, Connection target) throws SQLException {
        Stamp stamp = Stamp.of(source)
                .orElseThrow(
                        () -> new MovingException(from + " holds no whole installation: no Parley was started on it,"
                                + " or a copy into it is not finished"));
        Head head = Epoch.head(source);
        begin(target, stamp);
        for (Table table : Table.ALL) {
            copy(source, target, table);
        }
        return head;
    }

    private void begin(Connection target, Stamp stamp) throws SQLException {
        Stamp begun = Stamp.unfinished(target).orElse(null);
        if (stamp.equals(begun)) {
            news.accept("going on with the copy that was begun");
            return;
        }
        if (begun == null ? hasAccounts(target) : !begun.installation().equals(stamp.installation())) {
            throw new MovingException(to + " holds another installation, or an older copy of this one:"
                    + " name an empty place, or empty this one first");
        }
        if (begun != null) {
            news.accept("the installation went on since the copy was begun: it begins anew");
        }
        for (Table table : Table.ALL) {
            new Sql(target).run("delete from " + table.name());
        }
        stamp.write(target);
        target.commit();
    }

    /** Where nobody has an account nobody has said anything. */
    private static boolean hasAccounts(Connection target) throws SQLException {
        return !new Sql(target)
                .all(row -> true, "select 1 from account limit 1")
                .isEmpty();
    }

    private void copy(Connection source, Connection target, Table table) throws SQLException {
        List<String> columns = table.columns(source);
        if (!columns.equals(table.columns(target))) {
            throw new MovingException("the table " + table.name() + " is of another version in " + to);
        }
        Progress progress = new Progress(table.name(), news);
        try (Inserts inserts = new Inserts(target, table, columns, progress)) {
            Rows.after(source, table, columns, Rows.lastKey(target, table), inserts);
            inserts.end();
        }
    }

    private List<Compared> compare(Connection source, Connection target) throws SQLException {
        news.accept("comparing");
        List<Compared> compared = new ArrayList<>();
        for (Table table : Table.ALL) {
            List<String> columns = table.columns(source);
            compared.add(new Compared(table.name(), Sum.of(source, table, columns), Sum.of(target, table, columns)));
        }
        if (!compared.stream().allMatch(Compared::isSame)) {
            Compared.lines(compared).forEach(news);
            spoil(target);
            throw new MovingException(difference());
        }
        return compared;
    }

    private String difference() {
        return after == After.COPY_IS_KEPT
                ? "the backup does not hold the same as " + from + ", and was removed: something else wrote to its"
                        + " file, or the disk lost some of it. Run it again"
                : to + " does not hold the same as " + from
                        + ": something else wrote to one of them. Run it again, and it begins anew";
    }

    private static void spoil(Connection target) throws SQLException {
        Stamp.unfinished(target).orElseThrow().spoiled().write(target);
        target.commit();
    }

    private void finish(Connection target, Head head) throws SQLException {
        if (after == After.COPY_GOES_ON) {
            to.willBeAt(head.cursor());
            leave(head);
        }
        if (after == After.COPY_IS_OLDER) {
            Epoch.begin(target, head);
        }
        Stamp.remove(target);
        target.commit();
    }

    /** From here on whatever is done in the old place is another history. */
    private void leave(Head head) throws SQLException {
        try (Connection source = from.writing()) {
            boolean still = Epoch.begin(source, head);
            source.commit();
            if (!still) {
                throw new MovingException(
                        from + " was written to while it was copied: stop every Parley there and run it again");
            }
        }
    }
}
