package org.parley.moving;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** Says every few seconds how many rows of a table were added. */
final class Progress implements LongConsumer {
    private static final long PAUSE = Duration.ofSeconds(5).toNanos();

    private final String table;
    private final Consumer<String> news;
    private long said = System.nanoTime();

    Progress(String table, Consumer<String> news) {
        this.table = table;
        this.news = news;
    }

    @Override
    public void accept(long rows) {
        if (System.nanoTime() - said >= PAUSE) {
            said = System.nanoTime();
            news.accept(String.format(Locale.ROOT, "%s: %,d rows", table, rows));
        }
    }
}
