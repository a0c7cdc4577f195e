package org.parley.lab.bench;

import java.util.List;
import java.util.Optional;
import org.parley.lab.load.Figures;
import org.parley.lab.load.Load;

/**
 * What the search for capacity found of one transport.
 *
 * @param load what was to be held, at the rate that was tried first
 * @param bounds what it had to hold
 * @param steps what was tried, in that order; none where no rate can hold the bounds
 */
record Verdict(Load load, Bounds bounds, List<Step> steps) {
    /** Whether any rate was. */
    boolean isTried() {
        return !steps.isEmpty();
    }

    /** The run at the highest rate that held. */
    Optional<Figures> best() {
        return last(true).map(Step::run);
    }

    /** The last that held, or did not: the search narrows, so it is the one nearest to the end. */
    private Optional<Step> last(boolean held) {
        return steps.stream().filter(step -> step.held() == held).reduce((earlier, later) -> later);
    }

    /** The highest load that held, the bound that broke above it, and what ran out. */
    Both text() {
        Both text = best().map(this::limit).orElseGet(this::nothing);
        String name = load.transport().wire();
        return new Both(name + ": " + text.english(), name + "：" + text.chinese());
    }

    private Both limit(Figures best) {
        String rate = Columns.decimal(best.load().rate());
        String deliveries =
                Columns.decimal(best.measured().heard() / best.measured().seconds());
        Both end = last(false)
                .map(worst -> {
                    Both why = why(worst);
                    return new Both("above it, " + why.english(), "再高，" + why.chinese());
                })
                .orElse(new Both("no end was found", "没有找到上限"));
        return new Both(
                rate + " messages/s hold, which is " + deliveries + " deliveries/s; " + end.english(),
                "每秒 " + rate + " 条消息可以承受，即每秒送达 " + deliveries + " 条；" + end.chinese());
    }

    private Both nothing() {
        return bounds.outOfReach(load)
                .map(why -> new Both("not tried, no rate can hold: " + why.english(), "未尝试，任何速率都无法承受：" + why.chinese()))
                .orElseGet(() -> {
                    Step lowest = last(false).orElseThrow();
                    String rate = Columns.decimal(lowest.rate());
                    Both why = why(lowest);
                    return new Both(
                            "not even the lowest rate tried holds, " + rate + " messages/s: " + why.english(),
                            "连尝试过的最低速率（每秒 " + rate + " 条）也无法承受：" + why.chinese());
                });
    }

    private Both why(Step worst) {
        Both broken = worst.broken().orElseThrow();
        Both scarce = Scarcity.of(worst.run(), bounds);
        return new Both(
                broken.english() + ". What ran out: " + scarce.english(),
                broken.chinese() + "。耗尽的是：" + scarce.chinese());
    }
}
