package dev.tablecast.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CommonPoolTest {

    @Test
    void aStackIsProvisionedOnTwoCoresInAJvmThatHasUsedThePoolBefore() throws Exception {
        assertThat(output("-XX:ActiveProcessorCount=2"))
                .containsExactly("1 then 4 threads", "provisioned");
    }

    @Test
    void whatSomeoneChoseIsKept() throws Exception {
        assertThat(output("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2"))
                .containsExactly("2 then 2 threads", "provisioned");
    }

    /** JDK 17 can't change its pool later, and makes a thread for every turn of a busy wait. */
    @Test
    void theJvmOfMavenHasThreadsFromTheStart() throws IOException {
        assertThat(Files.readAllLines(Path.of("..", ".mvn", "jvm.config")))
                .contains("-Djava.util.concurrent.ForkJoinPool.common.parallelism=4");
    }

    private static List<String> output(String option) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                option,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Program.class.getName())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        boolean ended = process.waitFor(60, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended).as("the program ended by itself").isTrue();
        return process.inputReader().lines().toList();
    }

    /** Provisions in a JVM of its own that has used the pool already, as Maven's has. */
    static final class Program {
        private Program() {}

        public static void main(String[] args) {
            int before = ForkJoinPool.getCommonPoolParallelism();
            CommonPool.ensureThreads();
            System.out.println(
                    before + " then " + ForkJoinPool.getCommonPoolParallelism() + " threads");
            ProvisionedStack.with();
            System.out.println("provisioned");
            System.exit(0);
        }
    }
}
