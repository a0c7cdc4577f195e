package org.parley;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may use whom among Parley's packages.
 *
 * @param rows for each package the ones it may use; packages below it are held to the same row unless they have their
 *     own
 */
record PackageTable(Map<String, Set<String>> rows) {

    private static final String ROOT = "org.parley.";

    /** Reads lines {@code package | used used}. */
    static PackageTable parse(String lines) {
        return new PackageTable(lines.lines()
                .map(line -> line.split("\\|", -1))
                .collect(Collectors.toMap(
                        cells -> cells[0].strip(),
                        cells -> Set.copyOf(Arrays.asList(cells[1].strip().split(" +"))))));
    }

    /** Whether a class of package {@code from} may use one of {@code to}, which may be anybody's. */
    boolean allows(String from, String to) {
        if (!to.startsWith(ROOT)) {
            return true;
        }
        String user = row(from);
        String used = row(to);
        return user.equals(used) || rows.get(user).contains(used);
    }

    private String row(String packageName) {
        String name = packageName.substring(ROOT.length());
        while (!rows.containsKey(name)) {
            int dot = name.lastIndexOf('.');
            if (dot < 0) {
                throw new AssertionError(packageName + " has no row in the table of packages");
            }
            name = name.substring(0, dot);
        }
        return name;
    }
}
