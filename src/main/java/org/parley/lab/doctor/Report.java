package org.parley.lab.doctor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.parley.chat.User;
import org.parley.wire.Fields;
import org.parley.wire.Json;

/**
 * What somebody's checks found, as his page sends it: what, in which check, by names that pages have words for, so that
 * an administrator reads it in a language of his own. All of it is bounded; whatever else was sent is not taken over.
 */
final class Report {
    /** The most bytes of a report as it is sent. */
    static final int LONGEST = 6 * 1024;

    private static final int FINDINGS = 40;
    private static final int VALUES = 12;
    private static final int NAME = 40;
    private static final int TEXT = 300;
    private static final long SECONDS = 300;

    private Report() {}

    /** The report as it is kept, in one line of JSON. Throws {@link org.parley.wire.Refused}. */
    static String read(Fields sent, User from, Instant at) {
        return Json.text(Json.object(
                "at",
                at.truncatedTo(ChronoUnit.SECONDS).toString(),
                "user",
                from.id(),
                "name",
                from.name(),
                "page",
                sent.text("page", TEXT),
                "browser",
                sent.text("browser", TEXT),
                "findings",
                sent.objects("findings", FINDINGS).stream().map(Report::finding).toList()));
    }

    private static Map<String, Object> finding(Fields one) {
        Map<String, Object> finding = Json.object("check", one.text("check", NAME), "ok", one.flag("ok"));
        for (String name : List.of("of", "fault")) {
            if (one.has(name)) {
                finding.put(name, one.text(name, NAME));
            }
        }
        if (one.has("seconds")) {
            finding.put("seconds", Math.min(SECONDS, one.number("seconds")));
        }
        if (one.flag("note")) {
            finding.put("note", true);
        }
        finding.put(
                "values",
                one.objects("values", VALUES).stream()
                        .map(value -> Map.of("name", value.text("name", NAME), "value", value.text("value", TEXT)))
                        .toList());
        return finding;
    }
}
