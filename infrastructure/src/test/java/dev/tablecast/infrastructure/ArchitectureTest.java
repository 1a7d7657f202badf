package dev.tablecast.infrastructure;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Collectors;

/** The arrows between the packages of the Pulumi program point one way. */
@AnalyzeClasses(packagesOf = Tablecast.class, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String PROGRAM = "dev.tablecast.infrastructure";
    private static final String CONFIGURATION = PROGRAM + ".configuration..";
    private static final String STACK = PROGRAM + ".stack..";
    private static final String ROLE = PROGRAM + ".role..";
    private static final String FUNCTION = PROGRAM + ".function..";
    private static final String TABLE = PROGRAM + ".table..";
    private static final String STREAM = PROGRAM + ".stream..";
    private static final String WEBSOCKET = PROGRAM + ".websocket..";
    private static final String WORKFLOW = PROGRAM + ".workflow..";
    private static final String OPERATIONS = PROGRAM + ".operations..";
    private static final int LARGEST_PACKAGE = 29;

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching(PROGRAM + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheProgramKnowsTheProgram =
            noClasses()
                    .that()
                    .resideInAPackage(PROGRAM + ".*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(PROGRAM);

    @ArchTest
    static final ArchRule settingsKnowNoResources =
            noClasses()
                    .that()
                    .resideInAPackage(CONFIGURATION)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "com.pulumi.aws..",
                            STACK,
                            ROLE,
                            FUNCTION,
                            TABLE,
                            STREAM,
                            WEBSOCKET,
                            WORKFLOW,
                            OPERATIONS);

    @ArchTest
    static final ArchRule theReaderKnowsNoSetting =
            noClasses()
                    .that()
                    .resideInAPackage(PROGRAM + ".configuration.setting")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(CONFIGURATION)
                                    .and(
                                            resideOutsideOfPackages(
                                                    PROGRAM + ".configuration.setting",
                                                    PROGRAM + ".configuration.table")));

    @ArchTest
    static final ArchRule functionsAndRolesKnowNoFeature =
            noClasses()
                    .that()
                    .resideInAnyPackage(STACK, ROLE, FUNCTION)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(TABLE, STREAM, WEBSOCKET, WORKFLOW, OPERATIONS);

    @ArchTest
    static final ArchRule tablesKnowNobodyWhoUsesThem =
            noClasses()
                    .that()
                    .resideInAPackage(TABLE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(STREAM, WEBSOCKET, WORKFLOW, OPERATIONS);

    @ArchTest
    static final ArchRule nothingWaitsForOperations =
            noClasses()
                    .that()
                    .resideInAnyPackage(STREAM, WEBSOCKET, WORKFLOW)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(OPERATIONS);

    @ArchTest
    static void noPackageHasThirtyClasses(JavaClasses classes) {
        Map<String, Long> sizes =
                classes.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getPackageName, Collectors.counting()));

        assertThat(sizes)
                .containsKey(PROGRAM)
                .allSatisfy(
                        (name, size) ->
                                assertThat(size).as(name).isLessThanOrEqualTo(LARGEST_PACKAGE));
    }
}
