package org.parley;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Holds the packages to the table of who may use whom. */
class ArchitectureTest {

    /** An import that found less than this found the wrong folder. */
    private static final int FEWEST_CLASSES = 15;

    private static final PackageTable TABLE = PackageTable.parse("""
            launcher              |
            log                   |
            rfc6455               |
            chat                  | log
            cluster               | log
            feed                  | log chat
            identity              | log chat
            wire                  | log chat feed
            nodes                 | log chat feed identity
            store                 | log chat identity
            moving                | log store
            http                  | log wire identity
            transport             | log chat feed wire identity http
            transport.polling     | log chat feed wire identity http transport
            transport.longpolling | log chat feed wire identity http transport
            transport.sse         | log chat feed wire identity http transport
            transport.websocket   | log chat feed wire identity http transport
            transport.upgrade     | log chat feed wire identity http transport rfc6455
            web                   | log chat feed wire identity http store cluster rfc6455
            lab                   | log chat feed wire identity http transport store cluster rfc6455 web \
            transport.polling transport.longpolling transport.sse transport.websocket transport.upgrade
            app                   | log chat feed wire identity http transport store cluster nodes rfc6455 web lab \
            transport.polling transport.longpolling transport.sse transport.websocket transport.upgrade
            """);

    private static final JavaClasses PARLEY = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.parley");

    @Test
    void theImportFoundParley() {
        assertTrue(PARLEY.size() >= FEWEST_CLASSES, () -> "only " + PARLEY.size() + " classes");
    }

    @Test
    void packagesUseOnlyWhatTheTableAllows() {
        List<String> violations = PARLEY.stream()
                .flatMap(from -> from.getDirectDependenciesFromSelf().stream())
                .filter(use -> !TABLE.allows(
                        use.getOriginClass().getPackageName(),
                        use.getTargetClass().getBaseComponentType().getPackageName()))
                .map(use -> use.getDescription())
                .toList();
        assertEquals(List.of(), violations);
    }

    @Test
    void noPackagesUseEachOtherInCircles() {
        slices().matching("org.parley.(**)").should().beFreeOfCycles().check(PARLEY);
    }

    @Test
    void everyPackageIsNullMarked() {
        String unmarked = PARLEY.stream()
                .map(type -> type.getPackage())
                .filter(packet -> !isNullMarked(packet))
                .map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
        assertEquals("[]", unmarked);
    }

    @Test
    void namesSayWhatAThingIs() {
        classes()
                .should()
                .haveNameNotMatching("(.*\\.)?(I[A-Z][a-z]\\w*|Abstract\\w*|\\w*(Impl|Manager|Utils?|Helper))")
                .check(PARLEY);
    }

    @Test
    void nothingStaticCanBeChanged() {
        fields().that().areStatic().should().beFinal().check(PARLEY);
    }

    @Test
    void whatChatIsKnowsNoServletNoDatabaseAndNoJson() {
        noClasses()
                .that()
                .resideInAnyPackage("org.parley.chat..", "org.parley.log..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "java.sql..", "javax.sql..", "tools.jackson..")
                .allowEmptyShould(true)
                .check(PARLEY);
    }

    @Test
    void theProtocolDoesNoInputOrOutputAndHasNoThreads() {
        noClasses()
                .that()
                .resideInAPackage("org.parley.rfc6455..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta..", "java.io..", "java.net..", "java.nio.channels..", "java.util.concurrent..")
                .allowEmptyShould(true)
                .check(PARLEY);
    }

    private static boolean isNullMarked(JavaPackage packet) {
        return packet.tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false);
    }
}
