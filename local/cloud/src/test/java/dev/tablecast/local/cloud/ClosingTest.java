package dev.tablecast.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {
    private final List<String> closed = new ArrayList<>();

    @Test
    void theLastOpenedIsClosedFirst() {
        var closing = new Closing();
        closing.on(() -> closed.add("first"));
        closing.on(() -> closed.add("second"));

        closing.close();

        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void aFailureKeepsNoOtherPartOpen() {
        var closing = new Closing();
        closing.on(() -> closed.add("first"));
        closing.on(
                () -> {
                    throw new IllegalStateException("stuck");
                });
        closing.on(() -> closed.add("third"));

        closing.close();

        assertThat(closed).containsExactly("third", "first");
    }

    @Test
    void everyPartIsClosedOnce() {
        var closing = new Closing();
        closing.on(() -> closed.add("only"));

        closing.close();
        closing.close();

        assertThat(closed).containsExactly("only");
    }
}
