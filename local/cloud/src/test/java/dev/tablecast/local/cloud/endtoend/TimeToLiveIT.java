package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tablecast.testing.watching.WatchingClient;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** DynamoDB's TTL, which deletes rows without asking whether their connection is open. */
class TimeToLiveIT {
    @Test
    void theRowOfAnOpenConnectionWhoseTokenHasEndedIsNotDeleted() throws IOException {
        try (var issuer = new Issuer();
                var system =
                        TestSystem.start(
                                "auth",
                                "jwt",
                                "jwtIssuer",
                                issuer.url(),
                                "jwtAudience",
                                Issuer.AUDIENCE)) {
            Instant end = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 6);
            String token = issuer.token(claims -> claims.expirationTime(Date.from(end)));
            WatchingClient client =
                    system.connect(
                            WatchingClient.builder().header("Authorization", "Bearer " + token));
            await().until(() -> Instant.now().isAfter(end));

            // Twice, so that one whole round of TTL lies behind the end of the token.
            awaitTimeToLive(system, end);
            awaitTimeToLive(system, end);

            assertThat(client.closed()).isNotDone();
            assertThat(system.rows()).hasSize(1);
            system.put("after-the-end", "value", "1");
            await().until(() -> client.closed().isDone());
            await().until(() -> system.rows().isEmpty());
            assertThat(client.texts()).isEmpty();
        }
    }

    /** Waits until a row that has expired is gone, which nothing else deletes. */
    private static void awaitTimeToLive(TestSystem system, Instant expired) {
        system.dynamoDb()
                .putItem(
                        request ->
                                request.tableName(system.cloud().export("connectionsTableName"))
                                        .item(
                                                Map.of(
                                                        "ConnectionId",
                                                        TestSystem.text("ZXhwaXJlZA=="),
                                                        "ExpiresAt",
                                                        AttributeValue.fromN(
                                                                Long.toString(
                                                                        expired
                                                                                .getEpochSecond())))));
        await().until(() -> !system.rows().contains("ZXhwaXJlZA=="));
    }
}
