package dev.tablecast.local.cloud;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.tablecast.local.stepfunctions.guard.Guard;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.Server;

/** Dependencies between modules and packages point one way. */
@AnalyzeClasses(packages = "dev.tablecast", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String FUNCTIONS = "dev.tablecast.functions..";
    private static final String EXPRESSION = "dev.tablecast.functions.expression..";
    private static final String INFRASTRUCTURE = "dev.tablecast.infrastructure..";
    private static final String STEP_FUNCTIONS = "dev.tablecast.local.stepfunctions..";
    private static final String CONSOLE = "dev.tablecast.local.console..";
    private static final String CLOUD = "dev.tablecast.local.cloud..";

    private static final String INTERPRETER =
            "dev.tablecast.local.stepfunctions.execution.interpreter";

    /** Each package is a slice of its own, so that there is no cycle between nested ones either. */
    private static final SliceAssignment PACKAGES_OF_STEP_FUNCTIONS =
            new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    var name = type.getPackageName();
                    return name.startsWith("dev.tablecast.local.stepfunctions")
                            ? SliceIdentifier.of(name)
                            : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                    return "packages of Step Functions Local";
                }
            };

    private static final DescribedPredicate<JavaClass> STARTS_A_SERVER =
            DescribedPredicate.describe(
                    "start a server",
                    type ->
                            type.getConstructorCallsFromSelf().stream()
                                    .anyMatch(
                                            call ->
                                                    call.getTargetOwner()
                                                            .isEquivalentTo(Server.class)));

    @ArchTest
    static final ArchRule whatIsDeployedKnowsNothingLocal =
            noClasses()
                    .that()
                    .resideInAnyPackage(FUNCTIONS, INFRASTRUCTURE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.tablecast.local..");

    @ArchTest
    static final ArchRule whatRunsForUsersKnowsNoFixtures =
            noClasses()
                    .that()
                    .resideInAnyPackage(FUNCTIONS, INFRASTRUCTURE, "dev.tablecast.local..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.tablecast.testing..");

    @ArchTest
    static final ArchRule fixturesKnowNothingOfTheSystem =
            noClasses()
                    .that()
                    .resideInAPackage("dev.tablecast.testing..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(FUNCTIONS, INFRASTRUCTURE, "dev.tablecast.local..");

    @ArchTest
    static final ArchRule functionsDoNotKnowWhatProvisionsThem =
            noClasses()
                    .that()
                    .resideInAPackage(FUNCTIONS)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(INFRASTRUCTURE, "com.pulumi..");

    @ArchTest
    static final ArchRule infrastructureKnowsOnlyTheLanguageOfTheFunctions =
            noClasses()
                    .that()
                    .resideInAPackage(INFRASTRUCTURE)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(FUNCTIONS).and(resideOutsideOfPackage(EXPRESSION)));

    /**
     * The infrastructure compiles these sources too, without the other sources of the functions.
     */
    @ArchTest
    static final ArchRule theLanguageStandsAlone =
            noClasses()
                    .that()
                    .resideInAPackage(EXPRESSION)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("dev.tablecast..")
                                    .and(resideOutsideOfPackage(EXPRESSION)));

    @ArchTest
    static final ArchRule stepFunctionsKnowsNothingElseOfTheSystem =
            noClasses()
                    .that()
                    .resideInAPackage(STEP_FUNCTIONS)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(CLOUD, CONSOLE, FUNCTIONS, INFRASTRUCTURE);

    @ArchTest
    static final ArchRule stepFunctionsNeedsTheSdkAndJUnitForTestsOnly =
            noClasses()
                    .that()
                    .resideInAPackage(STEP_FUNCTIONS)
                    .and()
                    .resideOutsideOfPackage("dev.tablecast.local.stepfunctions.junit")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "software.amazon.awssdk..",
                            "org.junit..",
                            "dev.tablecast.local.stepfunctions.junit");

    @ArchTest
    static final ArchRule theInterpreterKnowsNoHttp =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.tablecast.local.stepfunctions.asl..",
                            "dev.tablecast.local.stepfunctions.path..",
                            "dev.tablecast.local.stepfunctions.execution..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.eclipse.jetty..",
                            "java.net.http..",
                            "dev.tablecast.local.stepfunctions.api..");

    /** {@code ConsoleParts} has all that it shows. */
    @ArchTest
    static final ArchRule theConsoleKnowsNeitherTheCloudNorWhatProvisionsIt =
            noClasses()
                    .that()
                    .resideInAPackage(CONSOLE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(CLOUD, INFRASTRUCTURE, "com.pulumi..");

    /** Every page in the developer's browser could reach a listener without a guard. */
    @ArchTest
    static final ArchRule everyListenerHasAGuard =
            classes()
                    .that(STARTS_A_SERVER)
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(Guard.class);

    @ArchTest
    static final ArchRule onlyJettyListens =
            noClasses()
                    .that()
                    .resideInAPackage("dev.tablecast.local..")
                    .should()
                    .dependOnClassesThat()
                    .haveNameMatching(
                            "com\\.sun\\.net\\.httpserver\\..*|java\\.net\\.ServerSocket|java\\.nio\\.channels\\..*ServerSocketChannel");

    @ArchTest
    static final ArchRule theGatewayKnowsNoPulumiAndNoDynamoDb =
            noClasses()
                    .that()
                    .resideInAPackage("dev.tablecast.local.cloud.gateway..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.pulumi..", "software.amazon..", FUNCTIONS);

    @ArchTest
    static final ArchRule functionsAreFreeOfCycles =
            slices().matching("dev.tablecast.functions.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule stepFunctionsIsFreeOfCycles =
            slices().assignedFrom(PACKAGES_OF_STEP_FUNCTIONS).should().beFreeOfCycles();

    /** The interpreter runs executions, so the packages that it consists of don't know it. */
    @ArchTest
    static final ArchRule onlyTheRegistryAndTheServerRunExecutions =
            noClasses()
                    .that()
                    .resideInAPackage(STEP_FUNCTIONS)
                    .and()
                    .resideOutsideOfPackages(
                            "dev.tablecast.local.stepfunctions",
                            "dev.tablecast.local.stepfunctions.registry",
                            INTERPRETER)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(INTERPRETER);

    @ArchTest
    static final ArchRule theCloudIsFreeOfCycles =
            slices().matching("dev.tablecast.local.cloud.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noTwoLocalPackagesDependOnEachOther =
            slices().matching("dev.tablecast.local.(**)").should().beFreeOfCycles();

    /** The console is left out: its endpoints and their JSON belong together. */
    @ArchTest
    static void noPackageOfTheCloudHasThirtyClasses(JavaClasses all) {
        var sizes =
                all.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .map(JavaClass::getPackageName)
                        .filter(name -> name.startsWith("dev.tablecast.local.cloud"))
                        .filter(name -> !name.endsWith(".console"))
                        .collect(Collectors.groupingBy(name -> name, Collectors.counting()));

        assertThat(sizes)
                .hasSizeGreaterThan(10)
                .allSatisfy((name, size) -> assertThat(size).isLessThan(30));
    }

    @ArchTest
    static final ArchRule onlyHandlersAndMainReadTheEnvironment =
            noClasses()
                    .that()
                    .haveSimpleNameNotEndingWith("Handler")
                    .and()
                    .doNotHaveSimpleName("Main")
                    .should()
                    .callMethod(System.class, "getenv")
                    .orShould()
                    .callMethod(System.class, "getenv", String.class);

    /** The runner of tests in JavaScript prints why it skips them. */
    @ArchTest
    static final ArchRule onlyMainWritesToStandardStreams =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("Main")
                    .and()
                    .resideOutsideOfPackage("dev.tablecast.javascript")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err");

    @ArchTest
    static final ArchRule filtersKnowNoAws =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.tablecast.functions.expression..",
                            "dev.tablecast.functions.view..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("software.amazon..", "com.amazonaws..");

    @ArchTest
    static final ArchRule domainCodeImportsNoLambdaTypes =
            noClasses()
                    .that()
                    .resideInAPackage(FUNCTIONS)
                    .and()
                    // Invokes a handler, as Lambda does.
                    .haveSimpleNameNotEndingWith("Rehearsal")
                    .and()
                    .resideOutsideOfPackage("dev.tablecast.functions.snapstart")
                    .and()
                    .haveSimpleNameNotEndingWith("Handler")
                    .and()
                    .doNotHaveSimpleName("StreamRecords")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.amazonaws..");
}
