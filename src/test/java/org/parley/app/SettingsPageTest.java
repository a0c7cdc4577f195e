package org.parley.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SettingsPageTest {

    private static final Path PAGE = Path.of("docs/settings.md");

    private static final String HEAD = """
            # Settings

            Where a setting may come from; later wins:

            | Source | Written there |
            | --- | --- |
            | its default | |
            | `HOME/parley.properties` | `message.max.bytes = 4KiB` |
            | environment | `PARLEY_MESSAGE_MAX_BYTES=4KiB` |
            | system property | `-Dparley.message.max.bytes=4KiB` |
            | context parameter of the web application | `parley.message.max.bytes` |
            | command line of `java -jar parley.war` | `--message-max-bytes 4KiB` |

            A size is in bytes or ends in KiB, MiB, GiB or TiB; a duration ends in ms, s, m, h or d. `~` is the user's home.
            An unknown name or a value that is not allowed stops the start with one line that names it. `home` cannot come
            from the file in it. `port`, `bind`, `cert`, `key` and `proxies.trusted` matter only to the start by `java -jar`.

            | Setting | Default | Allowed | Meaning |
            | --- | --- | --- | --- |
            """;

    @Test
    void thePageListsEverySetting() throws IOException {
        if (Boolean.getBoolean("parley.tests.write")) {
            Files.writeString(PAGE, page());
        }
        assertEquals(
                page(),
                Files.readString(PAGE),
                "write it anew: mvn -q test -Dtest=SettingsPageTest -Dparley.tests.write=true");
    }

    private static String page() {
        StringBuilder page = new StringBuilder(HEAD);
        for (RecordComponent component : Settings.class.getRecordComponents()) {
            Setting about = SettingsReader.about(component);
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            SettingsReader.name(component),
                            about.is().isEmpty() ? "" : "`" + about.is() + "`",
                            Allowed.by(component),
                            about.says()));
        }
        return page.toString();
    }
}
