package org.parley.lab.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words of a command line, taken one option after the other; what nobody takes is an error. */
final class Words {
    private final Map<String, List<String>> values = new HashMap<>();
    private final Set<String> flags = new HashSet<>();

    /** Splits {@code --name value}, {@code --name=value} and, for the given names, {@code --name}. */
    Words(List<String> words, Set<String> known, Set<String> knownFlags) {
        for (int i = 0; i < words.size(); i++) {
            String[] option = words.get(i).split("=", 2);
            if (option.length == 1 && knownFlags.contains(option[0])) {
                flags.add(option[0]);
            } else if (!known.contains(option[0])) {
                throw new BenchException("\"" + option[0] + "\" is not an option of bench; bench --help lists them");
            } else if (option.length == 1 && i + 1 == words.size()) {
                throw new BenchException("option " + option[0] + " needs a value");
            } else {
                String value = option.length == 2 ? option[1] : words.get(++i);
                values.computeIfAbsent(option[0], made -> new ArrayList<>()).add(value);
            }
        }
    }

    boolean flag(String name) {
        return flags.contains(name);
    }

    /** All values of an option, in order. */
    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** The last value of an option, or null. */
    @Nullable
    String text(String name) {
        List<String> all = all(name);
        return all.isEmpty() ? null : all.get(all.size() - 1);
    }

    /** A number within bounds. */
    double number(String name, double otherwise, double least, double most) {
        String text = text(name);
        if (text == null) {
            return otherwise;
        }
        try {
            double value = Double.parseDouble(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The same answer as for a number out of bounds.
        }
        throw new BenchException(
                name + " must be a number from " + plain(least) + " to " + plain(most) + ", not \"" + text + "\"");
    }

    /** A whole number within bounds. */
    int whole(String name, int otherwise, int least, int most) {
        double value = number(name, otherwise, least, most);
        if (value != Math.rint(value)) {
            throw new BenchException(name + " must be a whole number, not \"" + text(name) + "\"");
        }
        return (int) value;
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }
}
