package dev.tablecast.functions.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.change.Changes;
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.expression.Value.Text;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.log.LogRecord;
import dev.tablecast.functions.message.JsonMessages;
import dev.tablecast.functions.simulation.SimulatedDynamoDb;
import dev.tablecast.functions.view.Policies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages of subscriptions with filters, and the errors of their requests. */
class FilterIT {
    private static final String LOBBY = "'filter':'room = :r','values':{':r':'lobby'}";
    private static final String ATTIC = "'filter':'room = :r','values':{':r':'attic'}";
    private static final JsonMessages TENANTS =
            Policies.json(
                    "tenant = :claim.tenant",
                    new Projection.Include(List.of("room", "note")),
                    "filterable");

    private long rev;
    private SubscribedClient client = new SubscribedClient(Policies.json(new Projection.All()));

    @AfterEach
    void close() {
        client.close();
    }

    private void deploy(JsonMessages format) {
        client.close();
        client = new SubscribedClient(format);
    }

    @Test
    void aChangedFilterIsANewViewFromWhichOnOnlyItCounts() {
        String position = position(client.subscribe("a", 1, LOBBY).getFirst());
        assertThat(seqs(client.post(rooms("lobby", "attic")))).containsExactly(2);

        List<JsonNode> answers = client.subscribe("a", 2, ATTIC + ",'after':'" + position + "'");

        assertThat(types(answers)).containsExactly("subscribed", "reset", "live");
        assertThat(answers.get(1).get("reason").textValue()).isEqualTo("view");
        assertThat(answers.get(0).get("contiguous").booleanValue()).isFalse();
        assertThat(seqs(client.post(rooms("lobby", "attic")))).containsExactly(5);
        assertThat(types(client.subscribe("a", 3, ATTIC + after(answers.getLast()))))
                .containsExactly("subscribed", "changes", "live");
    }

    @Test
    void subscriptionsWithOneViewShareAFrameAndOthersHaveTheirOwnInTheOrderOfTheLog() {
        client.subscribe("c", 1, ATTIC);
        client.subscribe("a", 1, LOBBY);
        client.subscribe(
                "b", 1, "'filter':'#r IN (:x)','names':{'#r':'room'},'values':{':x':'lobby'}");
        client.subscribe("d", 1, "'filter':'room=:v','values':{':v':'lobby'}");

        List<JsonNode> frames = client.post(rooms("cellar", "attic", "lobby", "attic"));

        assertThat(frames.stream().map(frame -> frame.get("subs").toString()))
                .containsExactly("[\"c\"]", "[\"a\",\"d\"]", "[\"b\"]");
        assertThat(frames.stream().map(frame -> frame.findValuesAsText("seq").toString()))
                .containsExactly("[3, 5]", "[4]", "[4]");
        assertThat(frames)
                .allMatch(
                        frame ->
                                frame.get("from").intValue() == 2
                                        && frame.get("to").intValue() == 5);
    }

    @Test
    void whereNothingMatchesNothingIsPosted() {
        client.subscribe("a", 1, LOBBY);
        int before = client.api.requests().size();

        client.post(rooms("attic", "cellar"));

        assertThat(client.api.requests()).hasSize(before);
    }

    /** Numbers 2 to 1,001: the range passes 1,000. */
    @ParameterizedTest
    @CsvSource({"2, 999, false", "2, 1000, true", "1000, 1000, true", "1001, 1001, false"})
    void anEmptyMessageTellsThatAMultipleOfAThousandIsPassed(long from, long to, boolean told) {
        client.subscribe("a", 1, LOBBY);
        Entry entry =
                client.append(
                        rooms(
                                IntStream.range(0, 1_000)
                                        .mapToObj(i -> "attic")
                                        .toArray(String[]::new)));

        List<JsonNode> frames = client.post(entry.epoch(), from, to);

        assertThat(types(frames)).hasSize(told ? 1 : 0);
        for (JsonNode frame : frames) {
            assertThat(frame.get("from").longValue()).isEqualTo(from);
            assertThat(frame.get("to").longValue()).isEqualTo(to);
            assertThat(frame.get("subs").toString()).isEqualTo("[\"a\"]");
            assertThat(frame.get("changes")).isEmpty();
        }
    }

    @Test
    void anEmptyMessageTellsThatAMegabyteIsPassed() {
        client.subscribe("a", 1, LOBBY);
        Entry entry = client.append(Changes.inserts(11, 100_000));

        assertThat(client.post(entry.epoch(), 2, 11)).isEmpty();
        assertThat(client.post(entry.epoch(), 12, 12)).hasSize(1);
        assertThat(client.post(entry.epoch(), 2, 12)).hasSize(1);
        assertThat(client.post(Changes.inserts(10, 100_000))).hasSize(1);
    }

    @Test
    void aFrameOfWhatMatchesCoversTheWholeRangeInSmallFrames() {
        client.subscribe(
                "a", 1, "'filter':'begins_with(#t, :x)','names':{'#t':'text'},'values':{':x':'x'}");

        List<JsonNode> frames = client.post(mixed(60));

        assertThat(frames.size()).isGreaterThan(3);
        long next = 2;
        for (JsonNode frame : frames) {
            assertThat(frame.get("from").longValue()).isEqualTo(next);
            next = frame.get("to").longValue() + 1;
        }
        assertThat(next).isEqualTo(62);
        assertThat(seqs(frames)).hasSize(30).allMatch(seq -> seq % 2 == 0);
    }

    private static List<Change> mixed(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                Changes.insert(
                                        i,
                                        Map.<String, Value>of(
                                                "text",
                                                new Text(
                                                        (i % 2 == 0 ? "x" : "y")
                                                                + "z".repeat(5_000)))))
                .toList();
    }

    @Test
    void aChangeTooLargeForAFrameHidesWhatMustBeHidden() {
        deploy(TENANTS);
        client.authorize("{'tenant':'mine'}");
        client.subscribe("a", 1, "");
        String large = "n".repeat(40_000);
        var mine = item("mine", "lobby", large);
        var other = item("other", "lobby", large + "o");

        List<JsonNode> frames =
                client.post(
                        List.of(
                                Changes.modify(other, mine),
                                Changes.modify(mine, other),
                                Changes.modify(other, other),
                                Changes.remove(other),
                                Changes.remove(mine)));

        assertThat(frames).hasSize(1);
        JsonNode changes = frames.getFirst().get("changes");
        assertThat(changes.findValuesAsText("event")).containsExactly("INSERT", "REMOVE", "REMOVE");
        for (JsonNode change : changes) {
            assertThat(change.fieldNames())
                    .toIterable()
                    .containsExactlyInAnyOrder("seq", "event", "at", "keys", "truncated");
        }
    }

    @Test
    void aTruncatedChangeSaysThatItsItemEntersOrLeavesOnlyWhereAccessAllowsIt() {
        deploy(TENANTS);
        client.authorize("{'tenant':'mine'}");
        client.subscribe("a", 1, LOBBY);
        String large = "n".repeat(40_000);

        List<JsonNode> frames =
                client.post(
                        List.of(
                                Changes.modify(
                                        item("mine", "attic", large), item("mine", "lobby", large)),
                                Changes.modify(
                                        item("other", "attic", large),
                                        item("mine", "lobby", large)),
                                Changes.modify(
                                        item("mine", "lobby", large), item("mine", "attic", large)),
                                Changes.modify(
                                        item("mine", "lobby", large),
                                        item("other", "attic", large))));

        JsonNode changes = frames.getFirst().get("changes");
        assertThat(changes).hasSize(4).allMatch(change -> change.get("truncated").booleanValue());
        assertThat(changes.get(0).has("enter")).isTrue();
        assertThat(changes.get(1).has("enter")).isFalse();
        assertThat(changes.get(2).has("leave")).isTrue();
        assertThat(changes.get(3).has("leave")).isFalse();
    }

    @Test
    void aResetGoesToEachSubscriptionWithThePositionOfItsView() {
        client.subscribe("a", 1, LOBBY);
        client.subscribe("b", 4, ATTIC);
        Entry reset = client.log.appendReset(LogRecord.Reason.RECORD);
        Entry last = client.append(rooms("attic"));

        List<JsonNode> frames = client.post(reset.epoch(), reset.from(), last.to());

        assertThat(types(frames)).containsExactly("reset", "reset", "changes");
        String subs = client.subs();
        for (JsonNode frame : frames.subList(0, 2)) {
            String view = frame.get("position").textValue().split("\\.")[2];
            assertThat(subs)
                    .contains(
                            "%s:%d:%s"
                                    .formatted(
                                            frame.get("sub").textValue(),
                                            frame.get("rev").intValue(),
                                            view));
        }
        assertThat(frames.get(2).get("subs").toString()).isEqualTo("[\"b\"]");
    }

    @Test
    void aReplayInWhichNothingMatchesMovesThePosition() {
        String start = position(client.subscribe("a", 1, LOBBY).getLast());
        for (int i = 0; i < 3; i++) {
            client.append(
                    rooms(IntStream.range(0, 500).mapToObj(n -> "attic").toArray(String[]::new)));
        }

        List<JsonNode> first = client.subscribe("a", 2, LOBBY + ",'after':'" + start + "'");
        assertThat(types(first)).containsExactly("subscribed", "more");
        assertThat(number(first.getLast())).isEqualTo(1_001);
        List<JsonNode> second = client.subscribe("a", 3, LOBBY + after(first.getLast()));
        assertThat(types(second)).containsExactly("subscribed", "live");
        assertThat(number(second.getLast())).isEqualTo(1_501);
    }

    @Test
    void theLastFrameOfAReplayCoversWhatFollowsTheLastMatch() {
        String start = position(client.subscribe("a", 1, LOBBY).getLast());
        client.append(rooms("lobby", "attic", "attic"));

        List<JsonNode> answers = client.subscribe("a", 2, LOBBY + ",'after':'" + start + "'");

        assertThat(types(answers)).containsExactly("subscribed", "changes", "live");
        assertThat(answers.get(1).get("to").intValue()).isEqualTo(4);
        assertThat(answers.get(1).get("replay").booleanValue()).isTrue();
    }

    /** Two hours of ten changes a second: 72,000, far more than are replayed. */
    @Test
    void whoseFilterMatchesNothingForTwoHoursResumes() {
        String start = position(client.subscribe("a", 1, LOBBY).getLast());
        String[] ten = IntStream.range(0, 10).mapToObj(i -> "attic").toArray(String[]::new);
        String view = start.split("\\.")[2];
        String position = start;
        int messages = 0;
        for (int second = 0; second < Duration.ofHours(2).toSeconds(); second++) {
            client.now = client.now.plusSeconds(1);
            Entry entry = client.append(rooms(ten));
            for (JsonNode frame : client.post(entry.epoch(), entry.from(), entry.to())) {
                messages++;
                position = entry.epoch() + "." + frame.get("to").longValue() + "." + view;
            }
        }

        assertThat(messages).isBetween(72, 90);
        assertThat(types(client.subscribe("a", 2, LOBBY + ",'after':'" + position + "'")))
                .containsExactly("subscribed", "live");
        assertThat(types(client.subscribe("a", 3, LOBBY + ",'after':'" + start + "'")))
                .containsExactly("subscribed", "reset", "live");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'filter':'room == :r','values':{':r':1};filter;6",
                "'filter':'room = :r AND','values':{':r':1};filter;13",
                "'filter':'room = :q','values':{':r':1};filter;7",
                "'filter':'#q = :r','values':{':r':1};filter;0",
                "'filter':'room < :r','values':{':r':[1]};filter;7",
                "'filter':'name = :r','values':{':r':1};filter;0",
                "'filter':'((((((((((room = :r))))))))))','values':{':r':1};filter;8",
                "'filter':'room = :r','values':{':r':1,':s':2};values;",
                "'filter':'room = :r','names':{'#n':'x'},'values':{':r':1};names;",
                "'filter':'room = :r','names':{'n':'x'},'values':{':r':1};names;",
                "'filter':'room = :r','names':{'#n':''},'values':{':r':1};names;",
                "'filter':'room = :r','names':{'#n':1},'values':{':r':1};names;",
                "'filter':'room = :r','names':['#n'],'values':{':r':1};names;",
                "'filter':'room = :r','names':null,'values':{':r':1};names;",
                "'filter':'room = :r','values':{'r':1};values;",
                "'filter':'room = :r','values':{':r':{'$X':1}};values;",
                "'filter':'room = :r','values':{':r':{'$N':'one'}};values;",
                "'filter':'room = :r','values':{':r':1e999};values;",
                "'filter':'room = :r','values':{':r':[[[[[[[[[1]]]]]]]]]};values;",
                "'filter':'room = :r','values':[];values;",
                "'filter':'room = :r','values':'x';values;",
                "'values':{':r':1};values;",
                "'names':{'#n':'x'};values;",
                "'attributes':'x';attributes;",
                "'attributes':{};attributes;",
                "'attributes':[1];attributes;",
                "'attributes':[['x']];attributes;"
            })
    void aViewThatCantBeIsAnsweredByAnErrorAndTheConnectionGoesOn(
            String fields, String reason, Integer position) {
        assertRefused(client.subscribe("a", 7, fields), reason, position);
    }

    @Test
    void anExpressionThatIsTooLongAndAValueOf400KilobytesAreRefused() {
        assertRefused(
                client.subscribe(
                        "a",
                        7,
                        "'filter':'%s room = :r','values':{':r':1}".formatted(" ".repeat(1_024))),
                "filter",
                null);
        assertRefused(
                client.subscribe(
                        "a",
                        7,
                        "'filter':'room = :r','values':{':r':'%s'}"
                                .formatted("x".repeat(400 * 1024))),
                "values",
                null);
        assertRefused(
                client.subscribe("a", 7, "'attributes':[" + many(101) + "]"), "attributes", null);
    }

    private static String many(int names) {
        return String.join(",", IntStream.range(0, names).mapToObj(i -> "'a" + i + "'").toList());
    }

    @Test
    void aSubOfAKilobyteIsRefused() {
        JsonNode error = client.subscribe("s".repeat(1_024), 7, LOBBY).getFirst();

        assertThat(error.get("reason").textValue()).isEqualTo("request");
        assertThat(error.has("sub")).isFalse();
        assertThat(error.get("rev").intValue()).isEqualTo(7);
        assertGoesOn();
    }

    @Test
    void aSixthSubscriptionIsRefused() {
        for (int i = 1; i <= 5; i++) {
            client.subscribe("s" + i, 1, "'filter':'n = :n','values':{':n':%d}".formatted(i));
        }

        assertRefused(client.subscribe("a", 7, LOBBY), "subscriptions", null);
    }

    @ParameterizedTest
    @CsvSource({
        "secret, filter",
        "tenant, filter",
        "room, ''",
        "note, ''",
        "id, ''",
        "filterable, ''"
    })
    void aFilterMayNotNameWhatCantBeSeenUnlessItIsFilterable(String attribute, String reason) {
        deploy(TENANTS);
        client.authorize("{'tenant':'mine'}");

        List<JsonNode> answers =
                client.subscribe("a", 7, "'filter':'attribute_exists(%s)'".formatted(attribute));

        if (reason.isEmpty()) {
            assertThat(types(answers)).containsExactly("subscribed", "live");
        } else {
            assertRefused(answers, reason, 17);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret", "tenant", "filterable"})
    void whatIsHiddenCantBeChosen(String attribute) {
        deploy(TENANTS);
        client.authorize("{'tenant':'mine'}");

        assertRefused(
                client.subscribe("a", 7, "'attributes':['note','%s']".formatted(attribute)),
                "attributes",
                null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{'other':'mine'}", "not JSON", "[]", "{'tenant':{'':1}}"})
    void whoseClaimsDontSayWhatItMaySeeIsClosed(String claims) {
        deploy(TENANTS);
        client.authorize(claims);

        assertThat(client.subscribe("a", 1, "")).isEmpty();

        assertThat(client.isClosed()).isTrue();
        assertThat(client.subs()).isEmpty();
    }

    @Test
    void aViewThatIsGoneClosesTheConnection() {
        client.subscribe("a", 1, LOBBY);
        String view = client.subs().substring("a:1:".length());
        client.log
                .dynamoDb()
                .deleteItem(
                        request ->
                                request.tableName(SimulatedDynamoDb.LOG)
                                        .key(client.log.viewKey(view)));

        assertThat(client.post(rooms("lobby"))).isEmpty();

        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void aViewThatIsAnotherUnderThisDeploymentClosesTheConnection() {
        client.subscribe("a", 1, LOBBY);
        client.deploy(TENANTS);

        assertThat(client.post(List.of(Changes.insert(1, item("mine", "lobby", ""))))).isEmpty();

        assertThat(client.isClosed()).isTrue();
    }

    /** Such a row is older than the row access of this deployment. */
    @Test
    void withRowAccessAClientWithoutSubscriptionsAndViewIsClosed() {
        deploy(TENANTS);
        client.connect(Optional.empty());

        assertThat(client.post(List.of(Changes.insert(1, item("mine", "lobby", ""))))).isEmpty();

        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void functionsThatKnowNoViewYetFindItInTheTable() {
        client.subscribe("a", 1, LOBBY);
        client.deploy(Policies.json(new Projection.All()));

        assertThat(seqs(client.post(rooms("lobby")))).containsExactly(2);
    }

    @Test
    void keysAloneAreFilteredWhereOnlyKeysAreStored() {
        deploy(Policies.json(new Projection.KeysOnly()));
        client.subscribe("a", 1, "'filter':'id = :id','values':{':id':'item-2'}");

        List<JsonNode> frames = client.post(Changes.inserts(3, 10));

        assertThat(seqs(frames)).containsExactly(3);
        assertThat(frames.getFirst().get("changes").get(0).has("new")).isFalse();
    }

    private void assertRefused(List<JsonNode> answers, String reason, Integer position) {
        assertThat(types(answers)).containsExactly("error");
        JsonNode error = answers.getFirst();
        assertThat(error.get("reason").textValue()).as(error.toString()).isEqualTo(reason);
        assertThat(error.get("sub").textValue()).isEqualTo("a");
        assertThat(error.get("rev").intValue()).isEqualTo(7);
        assertThat(error.get("message").textValue()).isNotBlank().hasSizeLessThan(600);
        assertThat(error.has("position")).as(error.toString()).isEqualTo(position != null);
        if (position != null) {
            assertThat(error.get("position").intValue()).as(error.toString()).isEqualTo(position);
        }
        assertGoesOn();
    }

    private void assertGoesOn() {
        assertThat(client.isClosed()).isFalse();
        client.send("{'action':'unsubscribe','sub':'s1','rev':9}");
        assertThat(types(client.subscribe("z", ++rev, ""))).containsExactly("subscribed", "live");
        client.send("{'action':'unsubscribe','sub':'z','rev':" + ++rev + "}");
    }

    private static List<Change> rooms(String... rooms) {
        return IntStream.range(0, rooms.length)
                .mapToObj(i -> Changes.insert(i, Map.<String, Value>of("room", new Text(rooms[i]))))
                .toList();
    }

    private static Map<String, Value> item(String tenant, String room, String note) {
        return Map.of(
                "tenant", new Text(tenant),
                "room", new Text(room),
                "note", new Text(note),
                "secret", new Text("secret"));
    }

    private static List<Integer> seqs(List<JsonNode> frames) {
        return frames.stream()
                .flatMap(frame -> frame.findValues("seq").stream())
                .map(JsonNode::intValue)
                .toList();
    }

    private static String position(JsonNode answer) {
        return answer.get("position").textValue();
    }

    private static String after(JsonNode answer) {
        return ",'after':'" + position(answer) + "'";
    }

    private static long number(JsonNode answer) {
        return Long.parseLong(position(answer).split("\\.")[1]);
    }

    private static List<String> types(List<JsonNode> answers) {
        return answers.stream().map(answer -> answer.get("type").textValue()).toList();
    }
}
