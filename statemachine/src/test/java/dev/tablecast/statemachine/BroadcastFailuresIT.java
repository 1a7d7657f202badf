package dev.tablecast.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chunks that fail: how often they are tried, and what they leave the others and the execution. */
class BroadcastFailuresIT {
    private static final String BUSY = "dev.tablecast.functions.post.PlatformBusyException";
    private static final String UNREADABLE = "dev.tablecast.functions.log.LogUnreadableException";

    @RegisterExtension static final BroadcastStage STAGE = new BroadcastStage();

    @ParameterizedTest
    @CsvSource({
        "dev.tablecast.functions.post.PlatformBusyException, 5",
        "dev.tablecast.functions.post.CallsRefusedException, 5",
        "dev.tablecast.functions.log.LogUnreadableException, 1",
        "java.lang.OutOfMemoryError, 3",
    })
    void aFailingFunctionIsInvokedAgainAsOftenAsItsErrorSays(String error, int invocations) {
        STAGE.table().put(List.of("a"));
        STAGE.post().failing(request -> Optional.of(error));

        assertThat(STAGE.run(3, 2).error()).isEqualTo(error);
        assertThat(STAGE.post().requests()).hasSize(invocations);
    }

    @ParameterizedTest
    @CsvSource({
        "ServiceException, 9",
        "TooManyRequestsException, 9",
        "SnapStartTimeoutException, 9",
        "ResourceNotFoundException, 3",
    })
    void aLambdaThatRefusesIsAskedAgainAsOftenAsItsErrorSays(String exception, int invocations) {
        STAGE.table().put(List.of("a"));
        STAGE.post().refusing(request -> Optional.of(exception));

        assertThat(STAGE.run(3, 2).error()).isEqualTo("Lambda." + exception);
        assertThat(STAGE.post().requests()).hasSize(invocations);
    }

    @ParameterizedTest
    @CsvSource({
        "dev.tablecast.functions.post.PlatformBusyException, 4",
        "dev.tablecast.functions.post.CallsRefusedException, 4",
        "java.lang.OutOfMemoryError, 2",
    })
    void theLastRetryIsInTime(String error, int failures) {
        STAGE.table().put(List.of("a"));
        STAGE.post()
                .failing(
                        request ->
                                Optional.of(error)
                                        .filter(e -> STAGE.post().requests().size() <= failures));

        assertThat(STAGE.run(3, 2).delivered()).isEqualTo(1);
    }

    @Test
    void aFailedChunkKeepsNobodyElseFromTheChangesAndItsErrorIsTheExecutions() {
        fail(Map.of(1, BUSY));

        var run = STAGE.run(3, 1);

        assertThat(run.error()).isEqualTo(BUSY);
        assertThat(run.execution().cause()).contains("everyone else has the changes");
        assertThat(run.scans()).hasSize(3);
        assertThat(served()).hasSize(7);
    }

    @Test
    void ofSeveralPagesWithFailedChunksTheFirstFailureIsTheExecutions() {
        fail(Map.of(1, UNREADABLE, 2, BUSY, 4, BUSY, 7, "java.lang.OutOfMemoryError"));

        var run = STAGE.run(3, 1);

        assertThat(run.error()).isEqualTo(UNREADABLE);
        assertThat(served()).hasSize(4);
        assertThat(before(6).findValue("failed"))
                .as("one for each chunk, however many pages there were")
                .extracting(JsonNode::textValue)
                .containsExactly(UNREADABLE, BUSY);
    }

    @Test
    void aFailedFirstChunkFailsTheExecutionAfterThePagesBehindIt() {
        fail(Map.of(0, BUSY));

        assertThat(STAGE.run(3, 1).error()).isEqualTo(BUSY);
        assertThat(served()).hasSize(7);
    }

    @Test
    void aFailedFirstChunkStandsForThePagesThatItShouldHaveCarriedOn() {
        fail(Map.of(1, BUSY, 3, UNREADABLE));

        assertThat(STAGE.run(3, 1).error()).isEqualTo(UNREADABLE);
        assertThat(served()).hasSize(6);
        assertThat(PlayedPostFunction.sum(before(6), "delivered")).isEqualTo(2);
    }

    @Test
    void aFailedChunkLeavesItsRowsAlone() {
        List<String> ids = fail(Map.of(4, BUSY));
        STAGE.post().gone(id -> true);

        assertThat(STAGE.run(3, 1).error()).isEqualTo(BUSY);
        assertThat(STAGE.table().ids()).containsExactly(ids.get(4));
    }

    @Test
    void aChunkFailsAlsoWhereThereIsNothingToSend() {
        fail(Map.of(1, BUSY));

        assertThat(STAGE.run(3, 1, BroadcastStage.NOTHING_TO_SEND).error()).isEqualTo(BUSY);
    }

    /** Puts eight connections of which some can't be posted to; returns them as a scan does. */
    private static List<String> fail(Map<Integer, String> errors) {
        STAGE.table().put(ConnectionsTable.ids(8));
        List<String> ids = STAGE.table().ids();
        var byId = new HashMap<String, String>();
        errors.forEach((index, error) -> byId.put(ids.get(index), error));
        STAGE.post()
                .failing(
                        request ->
                                PlayedPostFunction.ids(request).stream()
                                        .map(byId::get)
                                        .filter(error -> error != null)
                                        .findFirst());
        return ids;
    }

    private static List<String> served() {
        return STAGE.post().served();
    }

    /**
     * Returns what the chunk of the connection at this place of the table got of the pages before.
     */
    private static JsonNode before(int index) {
        String id = STAGE.table().ids().get(index);
        return STAGE.post().requests().stream()
                .filter(request -> PlayedPostFunction.ids(request).contains(id))
                .findFirst()
                .orElseThrow()
                .get("before");
    }
}
