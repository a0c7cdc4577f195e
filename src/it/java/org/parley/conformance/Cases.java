package org.parley.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Gathers the cases of a chapter, each below the rule that was named last. */
final class Cases {
    private final String chapter;
    private final List<Case> cases = new ArrayList<>();
    private Rule rule;

    Cases(String chapter) {
        this.chapter = chapter;
    }

    /** Begins a rule, see {@link Rule}. */
    Cases rule(String name, String section, String words) {
        rule = new Rule(chapter + '.' + name, words, section);
        return this;
    }

    /** Adds a way to try it. */
    Cases add(Object name, Case.Exchange exchange) {
        cases.add(new Case(rule.id() + '.' + name, rule, false, exchange));
        return this;
    }

    /** Adds one that takes long, and is made when it is played. */
    Cases addLong(Object name, Supplier<Case.Exchange> exchange) {
        Case.Exchange whenPlayed = server -> exchange.get().play(server);
        cases.add(new Case(rule.id() + '.' + name, rule, true, whenPlayed));
        return this;
    }

    List<Case> all() {
        return cases;
    }
}
