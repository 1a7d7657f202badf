package dev.tablecast.local.stepfunctions.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs Step Functions in the test's own JVM, on a port that is free, for all tests of the class.
 *
 * <pre>{@code
 * @StepFunctionsTest(definition = "orders.asl.json", mocks = "MockConfigFile.json")
 * class OrdersTest {
 *     @Test
 *     void aBusyBankIsAskedAgain(StateMachineUnderTest orders) {
 *         var run = orders.run("BusyOnce", "{\"amount\": 1}");
 *
 *         assertThat(run.statesEntered()).containsExactly("Pay", "Ship");
 *         assertThat(run.output()).isEqualTo("\"shipped\"");
 *     }
 * }
 * }</pre>
 *
 * <p>A test can have as its parameters the {@link StateMachineUnderTest}, an {@code SfnClient} and
 * the {@code StepFunctionsLocal}.
 *
 * <p>With the JUnit configuration parameter or system property {@code sfn.endpoint}, such as {@code
 * -Dsfn.endpoint=http://localhost:8083}, the tests use that endpoint and nothing is started: there
 * the mock configuration and the scale of waits are its own, and there is no {@code
 * StepFunctionsLocal} to ask for.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(StepFunctionsExtension.class)
public @interface StepFunctionsTest {
    /**
     * The file with the definition, from the working folder. The state machine is a STANDARD one,
     * whatever it will be in AWS, since only those have histories; its Maps take one item after the
     * other, since otherwise nobody knows which of them gets which mocked answer. Without one, no
     * state machine is created.
     */
    String definition() default "";

    /** The state machine's name; by default the file's, up to its first dot. */
    String name() default "";

    /** What stands for <code>${Name}</code> in the definition, each as {@code Name=value}. */
    String[] substitutions() default {};

    /** The mock configuration's file, from the working folder; none by default. */
    String mocks() default "";

    /** What waits and retry delays are multiplied with, from 0, the default, to 1. */
    double waitScale() default 0;
}
