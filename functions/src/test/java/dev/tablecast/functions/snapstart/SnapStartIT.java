package dev.tablecast.functions.snapstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.crac.Core;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

class SnapStartIT {
    private static final Map<String, String> ENVIRONMENT =
            Map.of(
                    "CONNECTIONS_TABLE", "WebSocketManager",
                    "AWS_ENDPOINT_URL_DYNAMODB", "https://dynamodb.test",
                    "AWS_REGION", "eu-west-1");

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aRehearsalFindsItsAnswerWhereverItAsksAndTheFunctionsOwnSettings() {
        var plays = new PlayedOnce("{\"a\":\"ü\"}", this::askTwice);

        rehearse(plays);

        assertThat(plays.stage().environment())
                .containsEntry("CONNECTIONS_TABLE", "WebSocketManager")
                .containsEntry("AWS_REGION", "eu-west-1")
                .containsEntry("AWS_ENDPOINT_URL_DYNAMODB", plays.stage().endpoint().toString())
                .containsEntry("AWS_ENDPOINT_URL_SFN", plays.stage().endpoint().toString())
                .doesNotContainKeys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
        assertThat(plays.stage().endpoint().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void nothingIsLeftOfARehearsal() {
        var plays = new PlayedOnce("{}", stage -> {});

        rehearse(plays);

        assertThatThrownBy(() -> ask(plays.stage(), "/")).isInstanceOf(ConnectException.class);
    }

    @Test
    void aRehearsalThatFailsDoesNotKeepAVersionFromItsSnapshot() {
        var plays =
                new PlayedOnce(
                        "{}",
                        stage -> {
                            throw new IllegalStateException("no such table");
                        });

        assertThatCode(() -> rehearse(plays)).doesNotThrowAnyException();
        assertThat(plays.stage().environment()).isNotEmpty();
    }

    @Test
    void aRuntimeWithoutItsSerializationDoesNotEither() {
        var plays =
                new PlayedOnce(
                        "{}",
                        stage -> {
                            throw new NoClassDefFoundError("PojoSerializer");
                        });

        assertThatCode(() -> rehearse(plays)).doesNotThrowAnyException();
        assertThat(plays.stage().environment()).isNotEmpty();
    }

    @Test
    void aRehearsalIsPlayedTwiceAndAsksItsStageForCredentials() {
        var identities = new ArrayList<AwsCredentialsIdentity>();

        rehearse(
                new PlayedOnce(
                        "{}",
                        stage ->
                                identities.add(
                                        ContainerCredentialsProvider.create()
                                                .resolveCredentials())));

        assertThat(identities)
                .hasSize(2)
                .allSatisfy(identity -> assertThat(identity.accessKeyId()).isEqualTo("rehearsal"));
        assertThat(System.getProperty("aws.containerCredentialsFullUri")).isNull();
    }

    @Test
    void anEventIsDecodedAndAnAnswerEncodedAsInLambda() {
        var handled = new ArrayList<DynamodbEvent>();
        var handler = new RecordingHandler(handled);

        rehearse(
                new PlayedOnce(
                        "{}",
                        stage ->
                                assertThat(
                                                stage.invoke(
                                                        handler,
                                                        "{\"Records\":[{\"dynamodb\":{\"ApproximateCreationDateTime\":2,\"SizeBytes\":7}}]}"))
                                        .containsEntry("records", 1)));

        var change = handled.getFirst().getRecords().getFirst().getDynamodb();
        assertThat(change.getApproximateCreationDateTime())
                .isEqualTo(Date.from(Instant.ofEpochSecond(2)));
        assertThat(change.getSizeBytes()).isEqualTo(7);
    }

    private record RecordingHandler(List<DynamodbEvent> handled)
            implements RequestHandler<DynamodbEvent, Map<String, Object>> {
        @Override
        public Map<String, Object> handleRequest(DynamodbEvent event, Context context) {
            handled.add(event);
            context.getLogger().log("thrown away");
            return Map.of("records", event.getRecords().size());
        }
    }

    private static void rehearse(Rehearsal rehearsal) {
        new SnapStart(ENVIRONMENT, () -> rehearsal).beforeCheckpoint(Core.getGlobalContext());
    }

    private void askTwice(Stage stage) {
        try {
            assertThat(ask(stage, "/")).isEqualTo("{\"a\":\"ü\"}");
            assertThat(ask(stage, "/any/where?and=how")).isEqualTo("{\"a\":\"ü\"}");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String ask(Stage stage, String path) throws IOException {
        try {
            return http.send(
                            HttpRequest.newBuilder(stage.endpoint().resolve(path))
                                    .POST(BodyPublishers.ofString("x".repeat(100_000)))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Keeps the stage that it was played on. */
    private static final class PlayedOnce implements Rehearsal {
        private final String answer;
        private final Consumer<Stage> play;
        private Stage stage = new Stage(URI.create(""), Map.of());

        PlayedOnce(String answer, Consumer<Stage> play) {
            this.answer = answer;
            this.play = play;
        }

        Stage stage() {
            return stage;
        }

        @Override
        public String answer(URI endpoint, String target) {
            return answer;
        }

        @Override
        public void play(Stage on) {
            stage = on;
            play.accept(on);
        }
    }
}
