package dev.tablecast.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.local.console.SourceTable.KeyAttribute;
import dev.tablecast.local.console.SourceTable.KeyType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class GeneratedChangesTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Recorder items = new Recorder();
    private final GeneratedChanges changes = changes(new KeyAttribute("id", KeyType.S));

    @Test
    void asManyChangesAreMadeAsTimeHasPassed() {
        changes.aim(100);
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMillis(50));
            changes.tick();
        }

        assertThat(changes.written()).isEqualTo(100);
        assertThat(items.batches).allMatch(batch -> batch <= Items.MOST_CHANGES);
    }

    @Test
    void afterAStallNoMoreThanASecondsChangesAreMadeUpFor() {
        changes.aim(100);
        pass(Duration.ofMinutes(1));
        changes.tick();

        assertThat(changes.written()).isEqualTo(100);
    }

    @Test
    void nothingIsChangedUntilItIsToldTo() {
        pass(Duration.ofMinutes(1));
        changes.tick();

        assertThat(changes.written()).isZero();
    }

    @Test
    void aTenthOfTheChangesDeletesAndEveryItemHasItsTurn() {
        changes.aim(1_000);
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(1));
            changes.tick();
        }

        // Less those of the first round, when there is nothing to delete.
        assertThat(items.deleted).hasSize(980);
        assertThat(new HashSet<>(items.deleted)).hasSize(200);
        assertThat(items.put).hasSize(9_020);
    }

    /** Deleting an item that does not exist is no change: it would be counted but never arrive. */
    @Test
    void nothingIsDeletedThatIsntThere() {
        changes.aim(1_000);
        for (int i = 0; i < 10; i++) {
            pass(Duration.ofSeconds(1));
            changes.tick();
        }

        assertThat(items.missed).isEmpty();
    }

    @Test
    void keysAreOfTheTablesTypes() {
        var typed = changes(new KeyAttribute("id", KeyType.B), new KeyAttribute("name", KeyType.N));
        typed.aim(10);
        pass(Duration.ofSeconds(1));
        typed.tick();

        assertThat(items.put)
                .isNotEmpty()
                .allSatisfy(
                        item -> {
                            assertThat(item.get("id").b()).isNotNull();
                            assertThat(item.get("name").n()).isNotNull();
                        });
    }

    @Test
    void theRateIsThatOfTheLastSeconds() {
        changes.aim(300);
        for (int i = 0; i < 6; i++) {
            pass(Duration.ofMillis(500));
            changes.tick();
        }
        assertThat(changes.perSecond()).isEqualTo(300);

        pass(Duration.ofSeconds(10));
        assertThat(changes.perSecond()).isZero();
    }

    @Test
    void aFailureIsToldUntilAChangeSucceeds() {
        changes.aim(10);
        items.fails = true;
        pass(Duration.ofSeconds(1));
        changes.tick();
        assertThat(changes.problem()).isEqualTo("a change failed: refused");
        assertThat(changes.written()).isZero();

        items.fails = false;
        pass(Duration.ofSeconds(1));
        changes.tick();
        assertThat(changes.problem()).isEmpty();
    }

    private GeneratedChanges changes(KeyAttribute... key) {
        return new GeneratedChanges(items, new SourceTable("Items", List.of(key)), nanos::get);
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    private static final class Recorder implements Items {
        private final List<Map<String, AttributeValue>> put = new ArrayList<>();
        private final List<Map<String, AttributeValue>> deleted = new ArrayList<>();
        private final Set<AttributeValue> there = new HashSet<>();
        private final List<AttributeValue> missed = new ArrayList<>();
        private final List<Integer> batches = new ArrayList<>();
        private boolean fails;

        @Override
        public int change(
                List<Map<String, AttributeValue>> puts, List<Map<String, AttributeValue>> keys) {
            if (fails) {
                throw SdkClientException.create("refused");
            }
            puts.forEach(item -> there.add(item.get("id")));
            keys.stream()
                    .map(key -> key.get("id"))
                    .filter(id -> !there.remove(id))
                    .forEach(missed::add);
            put.addAll(puts);
            deleted.addAll(keys);
            batches.add(puts.size() + keys.size());
            return puts.size() + keys.size();
        }

        @Override
        public void put(Map<String, AttributeValue> item) {
            throw new AssertionError("changes come in batches");
        }

        @Override
        public void delete(Map<String, AttributeValue> key) {
            throw new AssertionError("changes come in batches");
        }

        @Override
        public Page scan(int limit, Map<String, AttributeValue> start) {
            throw new AssertionError("nothing is read");
        }
    }
}
