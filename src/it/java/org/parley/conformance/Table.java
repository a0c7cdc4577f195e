package org.parley.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The table in docs/conformance.md, a row for each rule. A run writes the column of the WebSocket that it played
 * against, between two marks in the page; the columns of others stay, and so does all that is written by hand.
 */
final class Table {
    private static final String BEGIN = "<!-- The table is written by: mvn -q verify -Ptests,docs -->\n";
    private static final String END = "<!-- end of the table -->";
    private static final List<String> FIXED = List.of("what the server does", "section", "cases");

    private final Path page;
    private final String before;
    private final String after;
    private final Set<String> columns = new LinkedHashSet<>();

    /** Cells by the words of the rule and its section, then by column. */
    private final Map<String, Map<String, String>> cells = new LinkedHashMap<>();

    private Table(Path page, String text) {
        this.page = page;
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        Script.must(begin >= BEGIN.length() && end >= begin, page + " lacks the marks of the table");
        before = text.substring(0, begin);
        after = text.substring(end);
        parse(text.substring(begin, end)
                .lines()
                .filter(line -> line.startsWith("|"))
                .toList());
    }

    static Table of(Path page) throws IOException {
        return new Table(page, Files.readString(page));
    }

    private void parse(List<String> lines) {
        if (lines.size() < 2) {
            return;
        }
        List<String> head = split(lines.get(0));
        columns.addAll(head.subList(FIXED.size(), head.size()));
        for (String line : lines.subList(2, lines.size())) {
            List<String> row = split(line);
            Map<String, String> told = cells.computeIfAbsent(row.get(0) + row.get(1), key -> new LinkedHashMap<>());
            for (int i = FIXED.size(); i < row.size(); i++) {
                told.put(head.get(i), row.get(i));
            }
        }
    }

    private static List<String> split(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    /** Fills a column, which is added if there is none of that name. */
    void fill(String column, Map<Rule, String> told) {
        columns.add(column);
        told.forEach((rule, cell) ->
                cells.computeIfAbsent(key(rule), key -> new LinkedHashMap<>()).put(column, cell));
    }

    /** The column's cells as the page has them, for these rules. */
    Map<Rule, String> column(String column, Set<Rule> rules) {
        return rules.stream().collect(Collectors.toMap(rule -> rule, rule -> cell(rule, column)));
    }

    private String cell(Rule rule, String column) {
        return cells.getOrDefault(key(rule), Map.of()).getOrDefault(column, "");
    }

    /** Writes the page with a row for each rule of these cases. */
    void write(List<Case> cases) throws IOException {
        Map<Rule, Long> counts =
                cases.stream().collect(Collectors.groupingBy(Case::rule, LinkedHashMap::new, Collectors.counting()));
        List<String> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(FIXED);
        head.addAll(columns);
        lines.add(row(head));
        lines.add(row(head.stream().map(name -> "---").toList()));
        counts.forEach((rule, count) -> {
            List<String> row = new ArrayList<>(List.of(rule.words(), rule.section(), count.toString()));
            columns.forEach(column -> row.add(cell(rule, column)));
            lines.add(row(row));
        });
        Files.writeString(page, before + String.join("\n", lines) + "\n" + after);
    }

    private static String row(List<String> row) {
        return "| " + String.join(" | ", row) + " |";
    }

    private static String key(Rule rule) {
        return rule.words() + rule.section();
    }
}
