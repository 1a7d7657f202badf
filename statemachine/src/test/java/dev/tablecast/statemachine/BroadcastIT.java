package dev.tablecast.statemachine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The broadcast's way through a table of connections. */
class BroadcastIT {
    @RegisterExtension static final BroadcastStage STAGE = new BroadcastStage();

    @Test
    void anEmptyTableIsASuccessWithoutPosts() {
        assertThat(STAGE.run(3, 2).counts()).isEmpty();
        assertThat(STAGE.post().requests()).isEmpty();
    }

    @Test
    void everyPageIsScannedConsistentlyAndCutIntoChunks() {
        List<String> ids = ConnectionsTable.ids(7);
        STAGE.table().put(ids);

        var run = STAGE.run(3, 2);

        assertThat(run.delivered()).isEqualTo(7);
        assertThat(run.scans()).hasSize(3);
        assertThat(run.scans())
                .allSatisfy(
                        scan -> {
                            assertThat(scan.get("ConsistentRead").booleanValue()).isTrue();
                            assertThat(scan.get("Limit").intValue()).isEqualTo(3);
                        });
        assertThat(posts()).hasSize(5).allMatch(chunk -> chunk.size() <= 2);
        assertThat(posts().stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void everyChunkGetsTheRangeAndTheRowsAsTheTableHasThem() {
        STAGE.table().putSubscribed(List.of("a"), "000001sub");

        STAGE.run(3, 2).counts();

        JsonNode request = STAGE.post().requests().getFirst();
        assertThat(request.get("feed").textValue()).isEqualTo("Orders");
        assertThat(request.get("epoch").textValue()).isEqualTo("k3");
        assertThat(request.get("from").intValue()).isEqualTo(4712);
        assertThat(request.get("to").intValue()).isEqualTo(4718);
        assertThat(request.at("/connections/0").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("ConnectionId", "Terms");
        assertThat(request.at("/connections/0/Terms/S").textValue())
                .isEqualTo(ConnectionsTable.TERMS + ".000001sub");
    }

    @Test
    void aFullPageThatTurnsOutToBeTheLastIsFollowedByAnEmptyOne() {
        STAGE.table().put(ConnectionsTable.ids(3));

        var run = STAGE.run(3, 3);

        assertThat(run.delivered()).isEqualTo(3);
        assertThat(run.statesEntered())
                .endsWith(
                        "Scan the next page of connections",
                        "Who comes next?",
                        "Report what became of everyone");
    }

    @Test
    void theFirstChunkOfAPageCarriesOnTheCountsOfThePagesBefore() {
        STAGE.table().put(ConnectionsTable.ids(8));

        JsonNode counts = STAGE.run(3, 1).counts();

        assertThat(counts.findValuesAsText("delivered")).containsExactly("7", "1");
    }

    @Test
    void everyChunkLearnsWhatThePagesBeforeCameTo() {
        STAGE.table().put(ConnectionsTable.ids(4));

        STAGE.run(2, 1).counts();

        assertThat(STAGE.post().requests())
                .extracting(request -> PlayedPostFunction.sum(request.get("before"), "delivered"))
                .containsExactlyInAnyOrder(0, 0, 2, 2);
    }

    @Test
    void whereThereIsNothingToSendEveryChunkIsTold() {
        STAGE.table().put(ConnectionsTable.ids(3));
        STAGE.post().gone(id -> true);

        STAGE.run(2, 2, BroadcastStage.NOTHING_TO_SEND).counts();

        assertThat(STAGE.post().requests())
                .hasSize(2)
                .allMatch(r -> r.get("to").intValue() < r.get("from").intValue());
        assertThat(STAGE.table().ids()).isEmpty();
    }

    @Test
    void onlyTheRowsOfThoseWhoHaveEndedAreDeleted() {
        STAGE.table().put(ConnectionsTable.ids(6));
        var gone = Set.copyOf(ConnectionsTable.ids(3));
        STAGE.post().gone(gone::contains);

        assertThat(STAGE.run(4, 2).delivered()).isEqualTo(3);
        assertThat(STAGE.table().ids())
                .containsExactlyInAnyOrderElementsOf(ConnectionsTable.ids(6).subList(3, 6));
    }

    @Test
    void aRowThatIsAnotherByNowIsKept() {
        STAGE.table().put(List.of("a", "b"));
        STAGE.post()
                .gone(
                        id -> {
                            if (id.equals("b")) {
                                STAGE.table().replace("b", AttributeValue.fromS("1.mwro18jg."));
                            }
                            return true;
                        });

        var run = STAGE.run(2, 2);

        assertThat(run.counts()).hasSize(1);
        assertThat(run.statesEntered()).contains("Leave the row to the next broadcast");
        assertThat(STAGE.table().terms("a")).isEmpty();
        assertThat(STAGE.table().terms("b")).contains("1.mwro18jg.");
    }

    @Test
    void aRowThatCannotBeReadIsDeleted() {
        STAGE.table().replace("a", AttributeValue.fromN("1795341600123"));
        STAGE.post().gone(id -> true);

        STAGE.run(2, 2).counts();

        assertThat(STAGE.table().ids()).isEmpty();
    }

    private static List<List<String>> posts() {
        return STAGE.post().requests().stream().map(PlayedPostFunction::ids).toList();
    }
}
