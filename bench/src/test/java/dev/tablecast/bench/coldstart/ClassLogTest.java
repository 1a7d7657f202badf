package dev.tablecast.bench.coldstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassLogTest {
    private static final String LIST =
            "[0.012s][info][class,load] java.util.List source: shared objects file";
    private static final String LAMBDA =
            "[0.345s][info][class,load] a.B$$Lambda/0x0001 source: a.B";

    @Test
    void aLineIsAClass() {
        assertThat(ClassLog.of(List.of(LIST, "[0.1s][info][class,load] opened: x.jar", LAMBDA)))
                .isEqualTo(new ClassLog(List.of("java.util.List", "a.B$$Lambda/0x0001")));
    }

    @Test
    void whatCameLaterIsWhatIsAtTheEnd() {
        var earlier = ClassLog.of(List.of(LIST));
        var later = ClassLog.of(List.of(LIST, LAMBDA));

        assertThat(later.since(earlier).names()).containsExactly("a.B$$Lambda/0x0001");
        assertThat(later.since(later).size()).isZero();
    }

    @Test
    void whatTheJvmAndTheRuntimeLoadForThemselvesIsNotTheFunctions() {
        var all =
                List.of(
                        "java.util.List",
                        "jdk.internal.A",
                        "com.amazonaws.services.lambda.runtime.api.client.api.LambdaContext",
                        "software.amazon.awssdk.utils.uri.SdkUri",
                        "dev.tablecast.functions.post.Target");

        assertThat(new ClassLog(all).ofTheFunction().names())
                .containsExactly(
                        "software.amazon.awssdk.utils.uri.SdkUri",
                        "dev.tablecast.functions.post.Target");
    }

    @Test
    void aFewAreNamedAndTheOthersCounted() {
        assertThat(new ClassLog(List.of("a", "b", "c")).some(2)).isEqualTo("a, b, and 1 more");
        assertThat(new ClassLog(List.of("a", "b")).some(2)).isEqualTo("a, b");
    }
}
