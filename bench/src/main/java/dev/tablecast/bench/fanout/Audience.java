package dev.tablecast.bench.fanout;

import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Ids such as API Gateway makes, the same ones in every run. */
final class Audience {
    private static final int ID_BYTES = 11;

    private Audience() {}

    static List<String> of(int connections) {
        var random = new Random(connections);
        return Stream.generate(
                        () -> {
                            byte[] id = new byte[ID_BYTES];
                            random.nextBytes(id);
                            return Base64.getEncoder().encodeToString(id);
                        })
                .limit(connections)
                .toList();
    }
}
