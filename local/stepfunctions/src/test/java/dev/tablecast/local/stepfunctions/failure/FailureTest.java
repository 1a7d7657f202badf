package dev.tablecast.local.stepfunctions.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureTest {
    @Test
    void whatIsLongerThanAwsKeepsIsCutOff() {
        var failure = new Failure("e".repeat(300), "c".repeat(40_000));
        assertThat(failure.error()).hasSize(256);
        assertThat(failure.cause()).hasSize(32_768);
    }

    @Test
    void whatIsAbsentStaysAbsent() {
        assertThat(new Failure(null, null).cause()).isNull();
    }
}
