package org.parley.app;

import java.io.PrintStream;
import java.lang.reflect.RecordComponent;

/** What {@code --help} prints. */
final class Help {

    private static final String USAGE = """
            java -jar parley.war [--port N] [--bind ADDRESS] [--home DIR] [--cert FILE --key FILE]
                                 [--help] [--version] [--SETTING VALUE ...]

            java -jar parley.war bench --help    about load runs
            java -jar parley.war backup --help   about backup, restore, and copy to another database

            Starts Parley; Ctrl-C stops it. The last line printed is its address. A setting may also stand in
            DIR/parley.properties (port = 80), in the environment (PARLEY_PORT=80) or in a system property
            (-Dparley.port=80); the command line wins. The settings and their defaults:
            """;

    private Help() {}

    /** Prints how to start Parley, and all settings. */
    static void print(PrintStream out) {
        out.println(USAGE);
        for (RecordComponent component : Settings.class.getRecordComponents()) {
            Setting about = SettingsReader.about(component);
            String option = "--" + SettingsReader.name(component).replace('.', '-');
            out.printf("  %-30s %-10s %s%n", option, about.is(), about.says());
        }
    }
}
