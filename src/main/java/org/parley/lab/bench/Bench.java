package org.parley.lab.bench;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parley.lab.load.Figures;
import org.parley.lab.load.Load;
import org.parley.lab.load.Run;
import org.parley.lab.load.ServerCosts;
import org.parley.lab.load.Target;
import org.parley.lab.load.Transport;

/** {@code java -jar parley.war bench}: called by the launcher. */
public final class Bench {
    private final Options options;
    private final PrintStream out;
    private final ProgressBar bar;

    Bench(Options options, PrintStream out, boolean terminal) {
        this.options = options;
        this.out = out;
        this.bar = new ProgressBar(out, terminal);
    }

    /**
     * Runs what the arguments after {@code bench} say; prints the figures to standard output. Ends the process with 1
     * after one line that says why if it cannot, if something was lost, repeated or reordered, or if no load held that
     * was searched for.
     *
     * @param war the file that was started
     * @return null: nothing is left running
     */
    public static @Nullable AutoCloseable start(Path war, String[] arguments) {
        List<String> words = List.of(arguments);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (words.contains("--help")) {
            out.print(Options.HELP);
            return null;
        }
        try {
            Bench bench = new Bench(Options.of(words), out, isTerminal());
            if (!bench.run(war)) {
                System.exit(1);
            }
            return null;
        } catch (BenchException | IOException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(1);
            return null;
        }
    }

    @SuppressWarnings("SystemConsoleNull") // what the method is there for
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true; // before JDK 22 there is a console at a terminal only
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }

    private boolean run(Path war) throws IOException {
        Target given = options.target();
        if (given != null) {
            return load(given, false, options.metricsToken());
        }
        String token = UUID.randomUUID().toString();
        bar.say("starting a server of its own");
        try (OwnServer server = new OwnServer(war, token)) {
            return load(server.target(), true, token);
        }
    }

    private boolean load(Target target, boolean ours, @Nullable String token) throws IOException {
        Api api = new Api(target, bar::say);
        boolean empty = api.get("/api/installation", null).path("setup").asBoolean(false);
        if (empty && !ours) {
            throw new BenchException("this server has no account yet, and the first one administers it: make it first");
        }
        ServerCosts costs = token == null ? ServerCosts.UNKNOWN : new MetricsCosts(api, token);
        try (Casting casting = new Casting(api, options.load(), ours)) {
            bar.say("signing in");
            join(casting);
            Stage stage = load -> {
                bar.begin(load.transport().wire());
                return new Run(target, load, casting.cast(load.transport()), costs, bar).go();
            };
            return options.capacity() ? capacity(stage) : compare(stage);
        }
    }

    /** Where one load is run. */
    interface Stage {
        Figures run(Load load) throws IOException;
    }

    private void join(Casting casting) {
        if (options.user() != null && options.password() != null) {
            casting.signIn(options.user(), options.password());
        } else {
            casting.signUp();
        }
    }

    private boolean compare(Stage stage) throws IOException {
        List<Figures> runs = new ArrayList<>();
        for (Transport transport : options.transports()) {
            runs.add(stage.run(options.load().over(transport)));
        }
        bar.clear();
        Table.lines(runs).forEach(out::println);
        report(runs, List.of());
        return runs.stream().allMatch(Figures::isPerfect);
    }

    /** False when nothing held for some transport that was tried, or none was. */
    boolean capacity(Stage stage) throws IOException {
        Bounds bounds = new Bounds(options.p99());
        List<Load> loads =
                options.transports().stream().map(options.load()::over).toList();
        loads.forEach(load -> bounds.outOfReach(load)
                .ifPresent(why -> bar.say(load.transport().wire() + " is left out: " + why.english())));
        List<Verdict> verdicts = new ArrayList<>();
        for (Load load : loads) {
            verdicts.add(new Capacity(stage, load, bounds, bar::say).run());
        }
        List<Figures> best =
                verdicts.stream().map(Verdict::best).flatMap(Optional::stream).toList();
        bar.clear();
        Table.lines(best).forEach(out::println);
        verdicts.forEach(verdict -> out.println(verdict.text().english()));
        report(best, verdicts);
        long tried = verdicts.stream().filter(Verdict::isTried).count();
        return tried > 0 && best.size() == tried;
    }

    private void report(List<Figures> runs, List<Verdict> verdicts) throws IOException {
        Path file = options.report();
        if (file != null) {
            Files.writeString(file, Report.page(runs, verdicts));
            out.println("Charts: " + file.toAbsolutePath());
        }
    }
}
