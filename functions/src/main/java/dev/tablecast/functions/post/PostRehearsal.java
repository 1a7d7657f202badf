package dev.tablecast.functions.post;

import dev.tablecast.functions.snapstart.Rehearsal;
import dev.tablecast.functions.snapstart.Stage;
import java.net.URI;
import java.util.Map;

/** A change for a connection before there is any, and the end of one that has expired. */
record PostRehearsal() implements Rehearsal {
    private static final String EVENT =
            """
            {"connections": [{"ConnectionId": {"S": "rehearsal"}, "Terms": {"S": "1.1."}},
               {"ConnectionId": {"S": "rehearsal"}, "Terms": {"S": "1.1.1"}}],
             "feed": "rehearsal", "epoch": "000000001", "from": 1, "to": 1,
             "chunk": 0, "before": []}
            """;

    /** The entry that says {@code MODIFY} of the item {@code rehearsal}. */
    private static final String LOG =
            """
            {"Count": 1, "ScannedCount": 1, "Items": [{"From": {"N": "1"}, "Part": {"N": "0"},
              "Parts": {"N": "1"}, "BytesBefore": {"N": "0"}, "Data": {"B":
              "eJyLjlYqSs1ITSwqTsxR0lGqjlFKLUvNK4lRsopR8vV38XSLjFHSiVFKBIkYAhnZqZXFQCZQXWYKhA4Gq4UbEqNUWwtUl5daDpHOK81NSi2CsP3ASg2hSvJzUnApMQIpqVWKjQUA4Ggysw=="}}]}
            """;

    /** DynamoDB's, to a query of the log, and API Gateway's, to a post. */
    @Override
    public String answer(URI endpoint, String target) {
        return target.endsWith("Query") ? LOG : "";
    }

    /**
     * @throws IllegalStateException if the change didn't get there, which is no failure of a
     *     function
     */
    @Override
    public void play(Stage stage) {
        var environment =
                stage.with("CONNECTIONS_ENDPOINT", stage.endpoint() + "/live").environment();
        var result = stage.invoke(new PostHandler(environment), EVENT);
        if (!(result.get("counts") instanceof Map<?, ?> counts)
                || !Integer.valueOf(1).equals(counts.get("delivered"))) {
            throw new IllegalStateException("a post came to " + result + ", not to a delivery");
        }
    }
}
