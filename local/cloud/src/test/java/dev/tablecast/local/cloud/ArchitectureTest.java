package dev.tablecast.local.cloud;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tablecast.local.stepfunctions.guard.Guard;
import org.eclipse.jetty.server.Server;

/** The arrows between modules and packages point one way. */
@AnalyzeClasses(packages = "dev.tablecast", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String FUNCTIONS = "dev.tablecast.functions..";
    private static final String EXPRESSION = "dev.tablecast.functions.expression..";
    private static final String INFRASTRUCTURE = "dev.tablecast.infrastructure..";
    private static final String STEP_FUNCTIONS = "dev.tablecast.local.stepfunctions..";
    private static final String CLOUD = "dev.tablecast.local.cloud..";

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
     * Its sources are compiled into the infrastructure too, which has no other of the functions'.
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
                    .resideInAnyPackage(CLOUD, FUNCTIONS, INFRASTRUCTURE);

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

    /** Any page in the developer's browser reaches a port that has none. */
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
            slices().matching("dev.tablecast.local.stepfunctions.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theCloudIsFreeOfCycles =
            slices().matching("dev.tablecast.local.cloud.(*)..").should().beFreeOfCycles();

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
