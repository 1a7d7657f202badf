package dev.tablecast.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.local.stepfunctions.junit.StateMachineRun;
import dev.tablecast.local.stepfunctions.junit.StateMachineUnderTest;
import dev.tablecast.local.stepfunctions.junit.StepFunctionsTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sfn.model.HistoryEventType;

/**
 * Every path through the broadcast, with what it calls played by {@code MockConfigFile.json}.
 *
 * <p>It runs on whatever speaks Step Functions' protocol and reads that file.
 */
@StepFunctionsTest(
        definition = "broadcast.asl.json",
        mocks = "MockConfigFile.json",
        substitutions = {
            "Partition=aws",
            "ConnectionsTable=WebSocketManager",
            "PostFunctionArn=arn:aws:lambda:us-east-1:000000000000:function:post",
            "PageSize=3",
            "ChunkSize=2"
        })
@Timeout(300)
class BroadcastPathsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INPUT =
            "{\"feed\":\"Orders\",\"epoch\":\"k3\",\"from\":4712,\"to\":4718}";

    private static final List<String> FIRST_PAGE =
            List.of("Scan the first page of connections", "Who comes next?");
    private static final List<String> NEXT_PAGE =
            List.of("Scan the next page of connections", "Who comes next?");
    private static final List<String> CHUNKS =
            List.of("Cut the page into chunks", "Post to every chunk");
    private static final List<String> SERVED_CHUNK =
            List.of("Post to the chunk", "Prune those who have gone");
    private static final List<String> FAILED_CHUNK =
            List.of("Post to the chunk", "Report the failed chunk");
    private static final List<String> PAGE_IS_DONE = List.of("Who comes next?");
    private static final List<String> UP_TO_DATE = List.of("Report what became of everyone");
    private static final List<String> BEHIND = List.of("Some connections lack the changes");

    private StateMachineUnderTest broadcast;

    @BeforeEach
    void useStateMachine(StateMachineUnderTest machine) {
        broadcast = machine;
    }

    @Test
    void nobodyIsConnected() {
        var run = run("NobodyIsConnected");

        assertPath(run, FIRST_PAGE, UP_TO_DATE);
        assertThat(run.output()).isEqualTo("{\"counts\":[]}");
    }

    @Test
    void everyChunkIsPostedTo() {
        var run = run("EveryChunkIsPostedTo");

        assertPath(run, FIRST_PAGE, CHUNKS, SERVED_CHUNK, SERVED_CHUNK, PAGE_IS_DONE, UP_TO_DATE);
        assertThat(delivered(run)).containsExactly(2, 1);
    }

    @Test
    void everyPageIsScanned() {
        var run = run("EveryPageIsScanned");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                SERVED_CHUNK,
                PAGE_IS_DONE,
                NEXT_PAGE,
                CHUNKS,
                SERVED_CHUNK,
                PAGE_IS_DONE,
                UP_TO_DATE);
        assertThat(delivered(run)).containsExactly(3);
    }

    @Test
    void anEmptyPageIsNotTheLast() {
        var run = run("AnEmptyPageIsNotTheLast");

        assertPath(run, FIRST_PAGE, NEXT_PAGE, CHUNKS, SERVED_CHUNK, PAGE_IS_DONE, UP_TO_DATE);
        assertThat(delivered(run)).containsExactly(1);
    }

    @Test
    void anEmptyLastPageTakesNothingFromTheCounts() {
        var run = run("AnEmptyPageIsTheLast");

        assertPath(run, FIRST_PAGE, CHUNKS, SERVED_CHUNK, PAGE_IS_DONE, NEXT_PAGE, UP_TO_DATE);
        assertThat(delivered(run)).containsExactly(2);
    }

    @Test
    void theFirstScanIsTriedAgain() {
        var run = run("TheFirstScanIsThrottled");

        assertPath(run, FIRST_PAGE, UP_TO_DATE);
        assertThat(failures(run)).hasSize(1);
    }

    @Test
    void withoutTheFirstPageTheBroadcastFails() {
        var run = run("TheFirstScanStaysThrottled");

        assertError(run, "DynamoDb.ProvisionedThroughputExceededException");
        assertThat(failures(run)).hasSize(5);
    }

    @Test
    void theNextScanIsTriedAgain() {
        var run = run("TheNextScanIsThrottled");

        assertPath(run, FIRST_PAGE, NEXT_PAGE, UP_TO_DATE);
        assertThat(failures(run)).hasSize(1);
    }

    @Test
    void withoutTheNextPageTheBroadcastFails() {
        var run = run("TheNextScanStaysThrottled");

        assertError(run, "DynamoDb.ProvisionedThroughputExceededException");
        assertThat(failures(run)).hasSize(5);
    }

    @Test
    void theRowsOfThoseWhoHaveGoneAreDeleted() {
        var run = run("ThoseWhoHaveGoneArePruned");

        assertPruned(run, "Delete the row", "Delete the row");
        assertThat(run.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void aRowThatIsAnotherByNowIsKeptAtOnce() {
        var run = run("ARowThatIsAnotherByNowIsKept");

        assertPruned(run, "Delete the row", "Leave the row to the next broadcast");
        assertThat(failures(run)).hasSize(1);
    }

    @Test
    void aDeleteIsTriedAgain() {
        var run = run("ADeleteIsThrottled");

        assertPruned(run, "Delete the row");
        assertThat(failures(run)).hasSize(1);
    }

    @Test
    void aDeleteThatFailsForGoodStopsNothing() {
        var run = run("ADeleteStaysThrottled");

        assertPruned(run, "Delete the row", "Leave the row to the next broadcast");
        assertThat(failures(run)).hasSize(3);
        assertThat(delivered(run)).containsExactly(1);
    }

    @Test
    void aBusyLambdaIsAskedAgain() {
        assertServed("LambdaIsBusy", 1);
    }

    @Test
    void aLambdaThatStaysBusyFailsTheBroadcast() {
        assertFailed("LambdaStaysBusy", "Lambda.TooManyRequestsException", 9);
    }

    @Test
    void aFunctionThatBreaksIsAskedAgain() {
        assertServed("TheFunctionBreaks", 1);
    }

    @Test
    void aChunkThatFailsForGoodFailsTheBroadcastAfterTheOthersWereServed() {
        var run = run("TheFunctionStaysBrokenForOneChunk");

        assertPath(run, FIRST_PAGE, CHUNKS, FAILED_CHUNK, SERVED_CHUNK, PAGE_IS_DONE, BEHIND);
        assertError(run, "java.lang.IllegalStateException");
        assertThat(failures(run)).hasSize(3);
    }

    @Test
    void aFailedChunkIsCarriedOnOverThePagesThatAreServed() {
        var run = run("AChunkOfTheFirstPageFails");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                SERVED_CHUNK,
                FAILED_CHUNK,
                PAGE_IS_DONE,
                NEXT_PAGE,
                CHUNKS,
                SERVED_CHUNK,
                PAGE_IS_DONE,
                BEHIND);
        assertError(run, "java.lang.IllegalStateException");
    }

    @Test
    void theFirstChunkOfAPageCarriesNothingOnWhereItFails() {
        var run = run("TheFirstChunkOfTheNextPageFails");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                SERVED_CHUNK,
                PAGE_IS_DONE,
                NEXT_PAGE,
                CHUNKS,
                FAILED_CHUNK,
                PAGE_IS_DONE,
                BEHIND);
        assertError(run, "java.lang.IllegalStateException");
    }

    @Test
    void aPlatformThatIsBusyForEveryoneIsWaitedFor() {
        assertServed("ThePlatformIsBusy", 2);
    }

    @Test
    void aPlatformThatStaysBusyFailsTheBroadcast() {
        assertFailed(
                "ThePlatformStaysBusy", "dev.tablecast.functions.post.PlatformBusyException", 5);
    }

    @Test
    void everyoneIsServedOnceCallsAreNotRefusedAnyMore() {
        assertServed("EveryCallIsRefusedForAWhile", 2);
    }

    @Test
    void aDeploymentThatMayDoNothingFailsTheBroadcast() {
        assertFailed(
                "EveryCallStaysRefused", "dev.tablecast.functions.post.CallsRefusedException", 5);
    }

    @Test
    void aRangeThatTheLogLacksIsNotTriedAgain() {
        assertFailed(
                "TheLogLacksTheRange", "dev.tablecast.functions.log.LogUnreadableException", 1);
    }

    @Test
    void theTestCasesTakeEveryEdgeTogether() throws IOException {
        var defined = DefinitionEdges.of(json(broadcast.definition()));
        var taken = new LinkedHashSet<Edge>();
        for (var testCase : testCases()) {
            taken.addAll(TakenEdges.of(defined.states(), run(testCase).history()));
        }

        assertThat(taken).containsExactlyInAnyOrderElementsOf(defined.edges());
    }

    private static List<String> testCases() throws IOException {
        var names = new ArrayList<String>();
        JSON.readTree(Path.of("MockConfigFile.json").toFile())
                .at("/StateMachines/broadcast/TestCases")
                .fieldNames()
                .forEachRemaining(names::add);
        return names;
    }

    private StateMachineRun run(String testCase) {
        return broadcast.run(testCase, INPUT);
    }

    /** Runs a test case whose one chunk, of two connections, is served in the end. */
    private void assertServed(String testCase, int failures) {
        var run = run(testCase);

        assertPath(run, FIRST_PAGE, CHUNKS, SERVED_CHUNK, PAGE_IS_DONE, UP_TO_DATE);
        assertThat(failures(run)).hasSize(failures);
        assertThat(delivered(run)).containsExactly(2);
    }

    /** Runs a test case whose one chunk fails for good. */
    private void assertFailed(String testCase, String error, int failures) {
        var run = run(testCase);

        assertPath(run, FIRST_PAGE, CHUNKS, FAILED_CHUNK, PAGE_IS_DONE, BEHIND);
        assertError(run, error);
        assertThat(failures(run)).hasSize(failures).containsOnly(error);
    }

    /** Checks the path of one chunk in which some have gone. */
    private static void assertPruned(StateMachineRun run, String... deletes) {
        assertPath(
                run, FIRST_PAGE, CHUNKS, SERVED_CHUNK, List.of(deletes), PAGE_IS_DONE, UP_TO_DATE);
    }

    @SafeVarargs
    private static void assertPath(StateMachineRun run, List<String>... parts) {
        var path = new ArrayList<String>();
        for (var part : parts) {
            path.addAll(part);
        }
        assertThat(run.statesEntered()).as(run.cause()).containsExactlyElementsOf(path);
    }

    private static void assertError(StateMachineRun run, String error) {
        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(run.error()).isEqualTo(error);
    }

    private static List<String> failures(StateMachineRun run) {
        return run.history().stream()
                .filter(event -> event.type() == HistoryEventType.TASK_FAILED)
                .map(event -> event.taskFailedEventDetails().error())
                .toList();
    }

    private static List<Integer> delivered(StateMachineRun run) {
        assertThat(run.output()).as(run.cause()).isNotNull();
        return json(run.output()).get("counts").findValues("delivered").stream()
                .map(JsonNode::intValue)
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
