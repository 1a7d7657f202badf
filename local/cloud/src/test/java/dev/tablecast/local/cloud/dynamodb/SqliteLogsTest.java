package dev.tablecast.local.cloud.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.ref.WeakReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class SqliteLogsTest {
    @Test
    void theLevelsOutliveAGarbageCollection() {
        SqliteLogs.quieten();

        collectGarbage();

        assertThat(Logger.getLogger("com.almworks.sqlite4java").getLevel())
                .isEqualTo(Level.WARNING);
        assertThat(Logger.getLogger("com.almworks.sqlite4java.Internal").getLevel())
                .isEqualTo(Level.WARNING);
    }

    /** Collects garbage until an unreferenced logger is gone. */
    private static void collectGarbage() {
        var unheld = new WeakReference<>(Logger.getLogger("dev.tablecast.unheld"));
        await().until(
                        () -> {
                            System.gc();
                            return unheld.refersTo(null);
                        });
    }
}
