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
import java.util.stream.Stream;
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
            "ConnectionsTable=WebSocketManager",
            "PostFunctionArn=arn:aws:lambda:us-east-1:000000000000:function:post",
            "PageSize=3",
            "ChunkSize=2",
            "PostAttempts=3"
        })
@Timeout(300)
class BroadcastPathsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String INPUT = "{\"messages\":[\"hello\"]}";
    private static final String NOTHING_TO_SEND = "{\"messages\":[]}";

    private static final List<String> FIRST_PAGE =
            List.of(
                    "Fill in what the input leaves out",
                    "Begin with no one served",
                    "Scan the first page of connections",
                    "Is anyone on this page?");
    private static final List<String> CHUNKS =
            List.of("Split the page into chunks", "Post to every chunk");
    private static final List<String> SERVED_CHUNK =
            List.of(
                    "Post to the chunk",
                    "Has anyone gone?",
                    "Is anyone behind?",
                    "Report the chunk");
    private static final List<String> ROUND_IS_DONE =
            List.of("Keep the results", "Who comes next?");
    private static final List<String> NEXT_PAGE =
            List.of("Scan the next page of connections", "Is anyone on this page?");
    private static final List<String> THE_BUSY =
            List.of("Wait for the busy", "Take only the busy", "Post to every chunk");
    private static final List<String> UP_TO_DATE =
            List.of("Has any chunk failed?", "Report what became of everyone");
    private static final List<String> NOTING =
            List.of(
                    "Post to the chunk",
                    "Does the chunk lack anything?",
                    "Count the whole chunk as behind",
                    "Note who is behind");
    private static final List<String> BEHIND =
            List.of("Has any chunk failed?", "Some connections lack the messages");

    private StateMachineUnderTest broadcast;

    @BeforeEach
    void useStateMachine(StateMachineUnderTest machine) {
        broadcast = machine;
    }

    @Test
    void nobodyIsConnected() {
        var run = run("NobodyIsConnected");

        assertPath(run, FIRST_PAGE, List.of("Who comes next?"), UP_TO_DATE);
        assertThat(run.output())
                .startsWith("{\"counts\":[],\"changes\":0,\"oldestChange\":null,\"deliveredAt\":");
    }

    @Test
    void everyChunkIsPostedTo() {
        var run = run("EveryChunkIsPostedTo");

        assertPath(run, FIRST_PAGE, CHUNKS, SERVED_CHUNK, SERVED_CHUNK, ROUND_IS_DONE, UP_TO_DATE);
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
                ROUND_IS_DONE,
                NEXT_PAGE,
                CHUNKS,
                SERVED_CHUNK,
                ROUND_IS_DONE,
                UP_TO_DATE);
        assertThat(delivered(run)).containsExactly(3);
    }

    @Test
    void anEmptyPageIsNotTheLast() {
        var run = run("AnEmptyPageIsNotTheLast");

        assertPath(
                run,
                FIRST_PAGE,
                List.of("Who comes next?"),
                NEXT_PAGE,
                CHUNKS,
                SERVED_CHUNK,
                ROUND_IS_DONE,
                UP_TO_DATE);
        assertThat(delivered(run)).containsExactly(1);
    }

    @Test
    void theFirstScanIsTriedAgain() {
        var run = run("TheFirstScanIsThrottled");

        assertPath(run, FIRST_PAGE, List.of("Who comes next?"), UP_TO_DATE);
        assertThat(failures(run)).hasSize(1);
    }

    @Test
    void withoutTheFirstPageTheBroadcastFails() {
        var run = run("TheFirstScanStaysThrottled");

        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(run.error()).isEqualTo("DynamoDb.ProvisionedThroughputExceededException");
        assertThat(failures(run)).hasSize(5);
    }

    @Test
    void theNextScanIsTriedAgain() {
        var run = run("TheNextScanIsThrottled");

        assertPath(
                run,
                FIRST_PAGE,
                List.of("Who comes next?"),
                NEXT_PAGE,
                List.of("Who comes next?"),
                UP_TO_DATE);
        assertThat(failures(run)).hasSize(1);
    }

    @Test
    void withoutTheNextPageTheBroadcastFails() {
        var run = run("TheNextScanStaysThrottled");

        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(run.error()).isEqualTo("DynamoDb.ProvisionedThroughputExceededException");
        assertThat(failures(run)).hasSize(5);
    }

    @Test
    void theRowsOfThoseWhoHaveGoneAreDeleted() {
        var run = run("ThoseWhoHaveGoneArePruned");

        assertPath(run, FIRST_PAGE, CHUNKS, pruned("Delete the row", "Delete the row"));
        assertThat(run.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }

    @Test
    void aRowThatIsAnotherByNowIsKeptAtOnce() {
        var run = run("ARowThatIsAnotherByNowIsKept");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                pruned("Delete the row", "Leave the row to the next broadcast"));
        assertThat(failures(run)).hasSize(1);
    }

    @Test
    void aDeleteIsTriedAgain() {
        var run = run("ADeleteIsThrottled");

        assertPath(run, FIRST_PAGE, CHUNKS, pruned("Delete the row"));
        assertThat(failures(run)).hasSize(1);
    }

    @Test
    void aDeleteThatFailsForGoodStopsNothing() {
        var run = run("ADeleteStaysThrottled");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                pruned("Delete the row", "Leave the row to the next broadcast"));
        assertThat(failures(run)).hasSize(3);
    }

    @Test
    void theBusyArePostedToAgainAfterAWait() {
        var run = run("TheBusyArePostedToAgain");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                SERVED_CHUNK,
                ROUND_IS_DONE,
                THE_BUSY,
                SERVED_CHUNK,
                ROUND_IS_DONE,
                THE_BUSY,
                SERVED_CHUNK,
                ROUND_IS_DONE,
                UP_TO_DATE);
        assertThat(delivered(run)).containsExactly(2);
    }

    @Test
    void theBusyDelayNoPageThatComesAfterTheirs() {
        var run = run("TheBusyComeAfterThePages");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                SERVED_CHUNK,
                ROUND_IS_DONE,
                NEXT_PAGE,
                CHUNKS,
                SERVED_CHUNK,
                ROUND_IS_DONE,
                THE_BUSY,
                SERVED_CHUNK,
                ROUND_IS_DONE,
                UP_TO_DATE);
        assertThat(delivered(run)).containsExactly(3);
    }

    @Test
    void thoseWhoHaveGoneArePrunedBeforeTheBusyAreWaitedFor() {
        var run = run("SomeHaveGoneAndSomeAreBusy");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                List.of(
                        "Post to the chunk",
                        "Has anyone gone?",
                        "Prune those who have gone",
                        "Delete the row",
                        "Is anyone behind?",
                        "Report the chunk"),
                ROUND_IS_DONE,
                THE_BUSY,
                SERVED_CHUNK,
                ROUND_IS_DONE,
                UP_TO_DATE);
    }

    @Test
    void aBusyLambdaIsAskedAgain() {
        var run = run("LambdaIsBusy");

        assertPath(run, FIRST_PAGE, CHUNKS, SERVED_CHUNK, ROUND_IS_DONE, UP_TO_DATE);
        assertThat(failures(run)).hasSize(1);
    }

    @Test
    void aLambdaThatStaysBusyFailsTheBroadcast() {
        var run = run("LambdaStaysBusy");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                failed("Note it in the row", "Note it in the row"),
                ROUND_IS_DONE,
                BEHIND);
        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failures(run)).hasSize(9);
    }

    @Test
    void aFunctionThatBreaksIsAskedAgain() {
        var run = run("TheFunctionBreaks");

        assertPath(run, FIRST_PAGE, CHUNKS, SERVED_CHUNK, ROUND_IS_DONE, UP_TO_DATE);
        assertThat(failures(run)).hasSize(1);
    }

    @Test
    void aChunkThatFailsForGoodIsNotedAsBehindAndFailsTheBroadcastAfterTheOthersWereServed() {
        var run = run("TheFunctionStaysBrokenForOneChunk");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                failed("Note it in the row", "Note it in the row"),
                SERVED_CHUNK,
                ROUND_IS_DONE,
                BEHIND);
        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(run.error()).isEqualTo("Tablecast.BroadcastIncomplete");
        assertThat(failures(run)).hasSize(3);
    }

    @Test
    void whereThereIsNothingToSendAChunkThatFailsIsNotBehind() {
        var run = run("ASweepFailsForOneChunk");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                List.of(
                        "Post to the chunk",
                        "Does the chunk lack anything?",
                        "Report the failed chunk"),
                SERVED_CHUNK,
                ROUND_IS_DONE,
                BEHIND);
        assertThat(run.error()).isEqualTo("Tablecast.BroadcastIncomplete");
    }

    @Test
    void onlyTheBusyAreNotedWhenTheyAreTheOnesThatFail() {
        var run = run("TheFunctionStaysBrokenForTheBusy");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                SERVED_CHUNK,
                ROUND_IS_DONE,
                THE_BUSY,
                failed("Note it in the row"),
                ROUND_IS_DONE,
                BEHIND);
    }

    @Test
    void aRowThatHasGoneNeedsNoNote() {
        var run = run("ARowOfAFailedChunkHasGone");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                failed("Note it in the row", "Note it in the row", "It has disconnected"),
                ROUND_IS_DONE,
                BEHIND);
        assertThat(failures(run)).hasSize(4);
    }

    @Test
    void aNoteIsTriedAgain() {
        var run = run("ANoteIsThrottled");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                failed("Note it in the row", "Note it in the row"),
                ROUND_IS_DONE,
                BEHIND);
        assertThat(failures(run)).hasSize(4);
    }

    @Test
    void aNoteThatCannotBeMadeIsLeftToTheRetryOfTheBroadcast() {
        var run = run("ANoteStaysThrottled");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                NOTING,
                List.of("Note it in the row", "Report the failed chunk"),
                ROUND_IS_DONE,
                BEHIND);
        assertThat(failures(run)).hasSize(8);
    }

    @Test
    void aPlatformThatIsBusyForEveryoneIsWaitedFor() {
        var run = run("ThePlatformIsBusy");

        assertPath(run, FIRST_PAGE, CHUNKS, SERVED_CHUNK, ROUND_IS_DONE, UP_TO_DATE);
        assertThat(failures(run)).hasSize(2);
        assertThat(delivered(run)).containsExactly(2);
    }

    @Test
    void whomAPlatformThatStaysBusyLeavesBehindIsNoted() {
        var run = run("ThePlatformStaysBusy");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                failed("Note it in the row", "Note it in the row"),
                ROUND_IS_DONE,
                BEHIND);
        assertThat(failures(run)).hasSize(5);
    }

    @Test
    void everyoneIsServedOnceCallsAreNotRefusedAnyMore() {
        var run = run("EveryCallIsRefusedForAWhile");

        assertPath(run, FIRST_PAGE, CHUNKS, SERVED_CHUNK, ROUND_IS_DONE, UP_TO_DATE);
        assertThat(failures(run)).hasSize(2);
        assertThat(delivered(run)).containsExactly(2);
    }

    @Test
    void aDeploymentThatMayDoNothingFailsTheBroadcastAndLeavesNobodyBehind() {
        var run = run("EveryCallStaysRefused");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                List.of("Post to the chunk", "Report the failed chunk"),
                ROUND_IS_DONE,
                BEHIND);
        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(run.error()).isEqualTo("Tablecast.BroadcastIncomplete");
        assertThat(failures(run)).hasSize(5);
    }

    @Test
    void whoCanNeitherBeServedNorClosedIsNotedAndHoldsNobodyUp() {
        var run = run("OneCanNeitherBeServedNorClosed");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                oneBehind("Note it in the row", "Has the chunk failed?", "Report the chunk"),
                ROUND_IS_DONE,
                UP_TO_DATE);
        assertThat(delivered(run)).containsExactly(1);
    }

    @Test
    void whoIsBehindAndHasDisconnectedNeedsNoNote() {
        var run = run("WhoIsBehindHasDisconnected");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                oneBehind(
                        "Note it in the row",
                        "It has disconnected",
                        "Has the chunk failed?",
                        "Report the chunk"),
                ROUND_IS_DONE,
                UP_TO_DATE);
    }

    @Test
    void theBroadcastIsTriedAgainIfWhoIsBehindCannotBeNoted() {
        var run = run("WhoIsBehindCannotBeNoted");

        assertPath(
                run,
                FIRST_PAGE,
                CHUNKS,
                oneBehind("Note it in the row", "Report the failed chunk"),
                ROUND_IS_DONE,
                BEHIND);
        assertThat(run.status()).isEqualTo(ExecutionStatus.FAILED);
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
        return broadcast.run(testCase, testCase.startsWith("ASweep") ? NOTHING_TO_SEND : INPUT);
    }

    @SafeVarargs
    private static void assertPath(StateMachineRun run, List<String>... parts) {
        var path = new ArrayList<String>();
        for (var part : parts) {
            path.addAll(part);
        }
        assertThat(run.statesEntered()).as(run.cause()).containsExactlyElementsOf(path);
    }

    /** From the post that finds some gone to the end, for a page of one chunk. */
    private static List<String> pruned(String... deletes) {
        return Stream.of(
                        List.of(
                                "Post to the chunk",
                                "Has anyone gone?",
                                "Prune those who have gone"),
                        List.of(deletes),
                        List.of("Is anyone behind?", "Report the chunk"),
                        ROUND_IS_DONE,
                        UP_TO_DATE)
                .flatMap(List::stream)
                .toList();
    }

    /** A chunk that failed for good and was noted as behind. */
    private static List<String> failed(String... notes) {
        return Stream.of(
                        NOTING,
                        List.of(notes),
                        List.of("Has the chunk failed?", "Report the failed chunk"))
                .flatMap(List::stream)
                .toList();
    }

    /** A chunk in which one connection could neither be served nor closed. */
    private static List<String> oneBehind(String... notes) {
        return Stream.of(
                        List.of(
                                "Post to the chunk",
                                "Has anyone gone?",
                                "Is anyone behind?",
                                "Note who is behind"),
                        List.of(notes))
                .flatMap(List::stream)
                .toList();
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
