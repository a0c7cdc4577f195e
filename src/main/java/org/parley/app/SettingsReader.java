package org.parley.app;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Makes the {@link Settings} that some sources give. */
final class SettingsReader {

    private static final Source DEFAULTS = new Source(
            Arrays.stream(Settings.class.getRecordComponents())
                    .collect(Collectors.toMap(SettingsReader::name, SettingsReader::byDefault)),
            name -> "default of " + name);

    private final List<Source> rising;

    /** Reads these, the later winning over the earlier. */
    SettingsReader(List<Source> rising) {
        this.rising = rising;
    }

    /**
     * Reads everything, the file in the home included.
     *
     * @throws StartException if a name is unknown or a value not allowed
     */
    Settings read() {
        List<Source> all = new ArrayList<>();
        all.add(DEFAULTS);
        all.add(file());
        all.addAll(rising);
        all.forEach(SettingsReader::refuseUnknown);
        Object[] values = Arrays.stream(Settings.class.getRecordComponents())
                .map(component -> value(component, all))
                .toArray();
        Settings settings = create(values);
        Relations.check(settings);
        return settings;
    }

    /** The name of a setting: {@code message.max.bytes} for {@code messageMaxBytes}. */
    static String name(RecordComponent component) {
        return component.getName().replaceAll("[A-Z]", ".$0").toLowerCase(Locale.ROOT);
    }

    /** What the record says about a setting. */
    static Setting about(RecordComponent component) {
        return Objects.requireNonNull(component.getAnnotation(Setting.class), component.getName());
    }

    private static String byDefault(RecordComponent component) {
        return about(component).is();
    }

    private Source file() {
        List<Source> withoutFile = new ArrayList<>(rising);
        withoutFile.add(0, DEFAULTS);
        RecordComponent home = Arrays.stream(Settings.class.getRecordComponents())
                .filter(component -> component.getName().equals("home"))
                .findFirst()
                .orElseThrow();
        Path file = ((Path) value(home, withoutFile)).resolve("parley.properties");
        Source source = Source.file(file);
        if (source.values().containsKey("home")) {
            throw new StartException(file + ": home cannot be set here, for this file is found by it");
        }
        return source;
    }

    private static void refuseUnknown(Source source) {
        for (String name : source.values().keySet()) {
            if (!DEFAULTS.values().containsKey(name)) {
                throw new StartException(
                        source.spelling().apply(name) + ": there is no such setting (docs/settings.md lists them)");
            }
        }
    }

    private static Object value(RecordComponent component, List<Source> rising) {
        String name = name(component);
        Source last = rising.stream()
                .filter(source -> source.values().containsKey(name))
                .reduce((earlier, later) -> later)
                .orElse(DEFAULTS);
        String text = Objects.requireNonNull(last.values().get(name)).trim();
        Allowed allowed = Allowed.by(component);
        try {
            return allowed.read(text);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new StartException(
                    last.spelling().apply(name) + ": \"" + text + "\" is not allowed, but " + allowed + " is");
        }
    }

    private static Settings create(Object[] values) {
        Class<?>[] types = Arrays.stream(Settings.class.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return Settings.class.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record has its canonical constructor", e);
        }
    }
}
