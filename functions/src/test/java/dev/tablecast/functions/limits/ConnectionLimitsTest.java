package dev.tablecast.functions.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tablecast.functions.settings.InvalidSettingsException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class ConnectionLimitsTest {
    private static final Optional<Subject> ADA = Optional.of(Subject.of("ada"));
    private static final Optional<Subject> BOB = Optional.of(Subject.of("bob"));
    private static final Optional<Subject> NOBODY = Optional.empty();

    private final InMemoryCounters counters = new InMemoryCounters();

    @Test
    void nobodyIsCountedWithoutABound() {
        var limits = ConnectionLimits.from(Map.of(), this::noClient);

        assertThat(limits.exist()).isFalse();
        assertThat(limits.admit(limits.counted(Optional.of("ada")))).isTrue();
        limits.release(NOBODY);
    }

    @Test
    void aSubjectHasItsConnectionsAndNoMore() {
        var limits = counters.limits(0, 2);

        assertThat(limits.admit(ADA)).isTrue();
        assertThat(limits.admit(ADA)).isTrue();
        assertThat(limits.admit(ADA)).isFalse();
        assertThat(limits.admit(BOB)).isTrue();
        limits.release(ADA);
        assertThat(limits.admit(ADA)).isTrue();
    }

    @Test
    void withoutASubjectOnlyTheTotalCounts() {
        var limits = counters.limits(3, 1);

        assertThat(limits.admit(NOBODY)).isTrue();
        assertThat(limits.admit(NOBODY)).isTrue();
        assertThat(limits.admit(ADA)).isTrue();
        assertThat(limits.admit(NOBODY)).isFalse();
        limits.release(ADA);
        assertThat(limits.admit(NOBODY)).isTrue();
    }

    @Test
    void aConnectionRefusedForTheTotalIsNotCountedForItsSubject() {
        var limits = counters.limits(1, 2);
        limits.admit(BOB);

        assertThat(limits.admit(ADA)).isFalse();
        assertThat(limits.admit(ADA)).isFalse();
        assertThat(counters.all().get(Counters.of(ADA.orElseThrow()))).isZero();
    }

    @Test
    void aRowNamesItsSubjectOnlyWhereSubjectsAreBounded() {
        assertThat(counters.limits(5, 0).counted(Optional.of("ada"))).isEmpty();
        assertThat(counters.limits(0, 5).counted(Optional.of("ada"))).isEqualTo(ADA);
        assertThat(counters.limits(0, 5).counted(Optional.empty())).isEmpty();
    }

    @Test
    void aSubjectOfAnyLengthHas43Characters() {
        assertThat(Subject.of("x".repeat(5_000)).hash()).matches("[A-Za-z0-9_-]{43}");
        assertThat(Subject.of("ada")).isNotEqualTo(Subject.of("Ada"));
    }

    @Test
    void everyWrongSettingIsNamedAtOnce() {
        assertThatThrownBy(
                        () ->
                                ConnectionLimits.from(
                                        Map.of(
                                                "MAXIMUM_CONNECTIONS",
                                                "-1",
                                                "MAXIMUM_CONNECTIONS_PER_SUBJECT",
                                                "many"),
                                        this::noClient))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("MAXIMUM_CONNECTIONS is \"-1\"")
                .hasMessageContaining("MAXIMUM_CONNECTIONS_PER_SUBJECT is \"many\"");
    }

    private DynamoDbClient noClient() {
        throw new AssertionError("a client was made");
    }
}
