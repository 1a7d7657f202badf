package dev.tablecast.soak;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tablecast.local.cloud.LocalCloud;
import dev.tablecast.soak.checks.CheckerOfTheSystem;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The arrows between packages, and the independence of the checker. */
@AnalyzeClasses(
        packages = "dev.tablecast.soak",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CHECKS = "dev.tablecast.soak.checks..";
    private static final String HISTORY = "dev.tablecast.soak.history..";
    private static final String PROTOCOL = "dev.tablecast.soak.protocol..";
    private static final String VIEW = "dev.tablecast.soak.view..";

    /** The checker reads a history and nothing else, so that it can't share a mistake. */
    @ArchTest
    static final ArchRule theCheckerKnowsNothingOfTheSystem =
            classes()
                    .that()
                    .resideInAPackage(CHECKS)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..", "org.jspecify..", CHECKS, HISTORY, PROTOCOL, VIEW);

    /** The checker's input must be as independent as the checker. */
    @ArchTest
    static final ArchRule historiesKnowNothingOfTheSystem =
            classes()
                    .that()
                    .resideInAnyPackage(HISTORY, PROTOCOL, VIEW)
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java..",
                            "org.jspecify..",
                            "com.fasterxml.jackson..",
                            HISTORY,
                            PROTOCOL,
                            VIEW);

    @ArchTest
    static final ArchRule onlyTheSystemUnderTestAndItsFaultsKnowTheLocalCloud =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.tablecast.soak.system..", "dev.tablecast.soak.faults..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.tablecast.local..",
                            "dev.tablecast.infrastructure..",
                            "dev.tablecast.functions..");

    @ArchTest
    static final ArchRule clientsDoNotKnowTheChecker =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.tablecast.soak.clients..",
                            "dev.tablecast.soak.load..",
                            "dev.tablecast.soak.faults..",
                            "dev.tablecast.soak.system..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(CHECKS, "dev.tablecast.soak.report..");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("dev.tablecast.soak.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyMainWritesToStandardStreams =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("Main")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err");

    @ArchTest
    static void noPackageHasThirtyClasses(JavaClasses soak) {
        Map<String, Long> sizes =
                soak.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .collect(groupingBy(JavaClass::getPackageName, counting()));

        assertThat(sizes).isNotEmpty();
        assertThat(sizes.values()).allSatisfy(size -> assertThat(size).isLessThan(30));
    }

    @Test
    void aCheckerThatAsksTheSystemIsRefused() {
        JavaClasses planted = new ClassFileImporter().importClasses(CheckerOfTheSystem.class);

        assertThatThrownBy(() -> theCheckerKnowsNothingOfTheSystem.check(planted))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(CheckerOfTheSystem.class.getName())
                .hasMessageContaining(LocalCloud.class.getName());
    }
}
