package dev.tablecast.local.stepfunctions.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A server with Step Functions in the test's own JVM, on a free port, for all tests of the class.
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
 * <p>The parameters of a test may be a {@link StateMachineUnderTest}, an {@code SfnClient} and a
 * {@code StepFunctionsLocal}.
 *
 * <p>With the JUnit configuration parameter or system property {@code sfn.endpoint}, such as {@code
 * -Dsfn.endpoint=http://localhost:8083}, the tests use that endpoint and no server is started. The
 * endpoint has its own mock configuration and wait scale, and there is no {@code
 * StepFunctionsLocal}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(StepFunctionsExtension.class)
public @interface StepFunctionsTest {
    /**
     * The path of the definition, relative to the working directory; by default no state machine is
     * created.
     *
     * <p>The state machine is STANDARD, whatever its type in AWS, because only STANDARD executions
     * have histories. Its Maps run one iteration at a time, because the order of mocked responses
     * is undefined otherwise.
     */
    String definition() default "";

    /** The name of the state machine; by default that of the file, up to its first dot. */
    String name() default "";

    /** The values for <code>${Name}</code> in the definition, each as {@code Name=value}. */
    String[] substitutions() default {};

    /** The path of the mock configuration, relative to the working directory; none by default. */
    String mocks() default "";

    /** The factor for waits and retry delays, from 0 (the default, no wait) to 1. */
    double waitScale() default 0;
}
