package dev.tablecast.local.cloud.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The console's view of the items, used as a person would. */
class ItemsPageIT {
    private static TestSystem system;

    @BeforeAll
    static void start() {
        system = TestSystem.start("projection", "ALL", "sourceRangeKey", "at:N");
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @AfterEach
    void deleteAll() {
        write(
                items().stream()
                        .map(
                                item ->
                                        WriteRequest.builder()
                                                .deleteRequest(delete -> delete.key(key(item)))
                                                .build())
                        .toList());
    }

    @Test
    void anItemIsPutWithTheTypesOfItsAttributes() {
        try (var page = open()) {
            page.browser().type("#key-0", "typed");
            page.browser().type("#key-1", "7");
            fill(page, 1, "name", "S", "<b>Ada</b>");
            add(page, 2, "zip", "N", "94103.50");
            add(page, 3, "tags", "SS", "a\nb");
            add(page, 4, "more", "JSON", "{\"a\": [1, null]}");
            add(page, 5, "on", "BOOL", "");
            page.browser().click("#put");

            page.browser().awaitText("#items-rows", "<b>Ada</b>");
            assertThat(items())
                    .containsExactly(
                            Map.of(
                                    "id", AttributeValue.fromS("typed"),
                                    "at", AttributeValue.fromN("7"),
                                    "name", AttributeValue.fromS("<b>Ada</b>"),
                                    "zip", AttributeValue.fromN("94103.5"),
                                    "tags", AttributeValue.fromSs(List.of("a", "b")),
                                    "more",
                                            AttributeValue.fromM(
                                                    Map.of(
                                                            "a",
                                                            AttributeValue.fromL(
                                                                    List.of(
                                                                            AttributeValue.fromN(
                                                                                    "1"),
                                                                            AttributeValue.fromNul(
                                                                                    true))))),
                                    "on", AttributeValue.fromBool(true)));
            page.assertSilent();
        }
    }

    @Test
    void anItemIsEditedAndKeepsWhatWasntTouched() {
        var before =
                Map.of(
                        "id", AttributeValue.fromS("edited"),
                        "at", AttributeValue.fromN("1"),
                        "name", AttributeValue.fromS("Ada"),
                        "deep",
                                AttributeValue.fromM(
                                        Map.of("set", AttributeValue.fromNs(List.of("1", "2")))));
        system.put(before);
        try (var page = open()) {
            page.browser().click("#items-rows .edit");
            assertThat(page.browser().find("#item-title").getText()).isEqualTo("Edit item");
            assertThat(page.browser().find("#key-0").getAttribute("readonly")).isNotNull();
            WebElement name = valueOf(page, "name");
            name.clear();
            name.sendKeys("Grace");
            page.browser().click("#put");

            page.browser().awaitText("#items-rows", "Grace");
            assertThat(items())
                    .singleElement()
                    .satisfies(
                            item -> {
                                assertThat(item.get("name").s()).isEqualTo("Grace");
                                assertThat(item.get("deep")).isEqualTo(before.get("deep"));
                            });
        }
    }

    @Test
    void anItemIsEnteredAsDynamoDbJson() {
        try (var page = open()) {
            page.browser().click("input[value=json]");
            page.browser()
                    .type(
                            "#item-json",
                            "{\"id\":{\"S\":\"as-json\"},\"at\":{\"N\":\"1\"},\"b\":{\"B\":\"AQID\"}}");
            page.browser().click("#put");

            page.browser().awaitText("#items-rows", "as-json");
            page.browser().click("input[value=fields]");
            assertThat(page.browser().find("#key-0").getAttribute("value")).isEqualTo("as-json");
            assertThat(valueOf(page, "b").getAttribute("value")).isEqualTo("AQID");
        }
    }

    @Test
    void htmlAndThirtyKilobytesAreTextAndNeverRunWhereverTheyStand() {
        String run = "<img src=x onerror=document.title='run'>";
        String text = run + "x".repeat(30_000);
        system.put(
                Map.of(
                        "id",
                        AttributeValue.fromS(run),
                        "at",
                        AttributeValue.fromN("1"),
                        run,
                        AttributeValue.fromS(text)));
        try (var page = open()) {
            page.browser().awaitText("#items-rows", run);
            assertThat(page.browser().find("#items-rows > tr").getText()).hasSizeLessThan(600);

            page.browser().click("#items-rows .edit");
            assertThat(valueOf(page, run).getAttribute("value")).isEqualTo(text);
            valueOf(page, run).sendKeys("y");
            page.browser().click("#put");
            page.browser().awaitText("#result", "Saved.");
            assertThat(items())
                    .singleElement()
                    .satisfies(item -> assertThat(item.get(run).s()).isEqualTo(text + "y"));

            page.browser().click("#items-rows .delete");
            page.browser().awaitText("#delete-question", run);
            page.browser().click("#delete-confirm");
            page.browser().awaitText("#items-result", "Deleted " + run);
            assertThat(page.browser().value("return document.querySelector('#view img')")).isNull();
            assertThat(page.browser().value("return document.title")).isNotEqualTo("run");
            page.assertSilent();
        }
    }

    @Test
    void anItemIsDeletedAfterAQuestion() {
        system.put(Map.of("id", AttributeValue.fromS("deleted"), "at", AttributeValue.fromN("1")));
        try (var page = open()) {
            page.browser().click("#items-rows .delete");
            page.browser().awaitText("#delete-question", "Delete the item deleted, 1?");
            assertThat(page.browser().value("return document.activeElement.id"))
                    .isEqualTo("delete-cancel");
            page.browser().click("#delete-cancel");
            assertThat(items()).hasSize(1);

            page.browser().click("#items-rows .delete");
            page.browser().click("#delete-confirm");
            page.browser().awaitText("#items-result", "Deleted deleted, 1.");
            assertThat(items()).isEmpty();
            page.browser().awaitText("#items-empty", "There are no items.");
        }
    }

    @Test
    void whatDynamoDbRefusesIsToldInItsWordsAtTheField() {
        try (var page = open()) {
            page.browser().type("#key-0", "refused");
            page.browser().type("#key-1", "seven");
            page.browser().click("#put");
            assertField(page, page.browser().await("#key-1"), "ValidationException");

            page.browser().type("#key-1", "7");
            fill(page, 1, "zip", "N", "94103 is no number");
            page.browser().click("#put");
            assertField(page, valueOf(page, "zip"), "ValidationException");
            assertThat(page.browser().find("#field-error").getText())
                    .endsWith(refusal("94103 is no number"));

            WebElement zip = valueOf(page, "zip");
            zip.clear();
            zip.sendKeys("94103");
            page.browser().type("#key-0", "");
            page.browser().click("#put");
            assertField(page, page.browser().await("#key-0"), "ValidationException");
            assertThat(items()).isEmpty();
        }
    }

    @Test
    void whatCantBeSentIsToldAtTheField() {
        try (var page = open()) {
            fill(page, 1, "", "S", "nameless");
            page.browser().click("#put");
            page.browser().awaitText("#field-error", "has no name");

            fill(page, 1, "more", "JSON", "{");
            page.browser().click("#put");
            page.browser().awaitText("#field-error", "Invalid JSON");
            assertThat(valueOf(page, "more").getAttribute("aria-invalid")).isEqualTo("true");

            page.browser().click("#new");
            page.browser().click("input[value=json]");
            page.browser().type("#item-json", "{\"id\":\"a\"}");
            page.browser().click("#put");
            page.browser().awaitText("#field-error", "id: must be an object with one type");
        }
    }

    @Test
    void tenThousandItemsAreListedAPageAtATime() {
        putMany(10_000);
        try (var page = open()) {
            page.browser().awaitText("#items-hint", "50 items, page 1");
            assertThat(page.browser().texts("#items-rows > tr")).hasSize(50);
            String first = page.browser().find("#items-rows > tr th").getText();
            assertThat(page.browser().find("#previous").isEnabled()).isFalse();

            page.browser().click("#next");
            page.browser().awaitText("#items-hint", "page 2");
            assertThat(page.browser().find("#items-rows > tr th").getText()).isNotEqualTo(first);
            page.browser().click("#previous");
            page.browser().awaitText("#items-hint", "page 1");
            assertThat(page.browser().find("#items-rows > tr th").getText()).isEqualTo(first);
        }
    }

    private static ConsolePage open() {
        var page = ConsolePage.open(system, "#/items");
        page.browser().await("#key-0");
        return page;
    }

    /** The field is marked, has the focus, and has the message as its description. */
    private static void assertField(ConsolePage page, WebElement field, String message) {
        page.browser().awaitText("#field-error", message);
        assertThat(field.getAttribute("aria-invalid")).isEqualTo("true");
        assertThat(field.getAttribute("aria-describedby")).isEqualTo("field-error");
        assertThat(page.browser().value("return document.activeElement === arguments[0]", field))
                .isEqualTo(true);
    }

    private static void add(ConsolePage page, int line, String name, String type, String value) {
        page.browser().click("#add");
        fill(page, line, name, type, value);
    }

    private static void fill(ConsolePage page, int line, String name, String type, String value) {
        WebElement attribute = page.browser().find(".attribute:nth-child(" + line + ")");
        attribute.findElement(By.cssSelector("option[value=" + type + "]")).click();
        WebElement nameField = attribute.findElement(By.tagName("input"));
        nameField.clear();
        nameField.sendKeys(name);
        if (!value.isEmpty()) {
            WebElement field = attribute.findElement(By.cssSelector(".slot > *"));
            field.clear();
            field.sendKeys(value);
        }
    }

    /** The field for the value of an attribute. */
    private static WebElement valueOf(ConsolePage page, String attribute) {
        for (int line = 1; ; line++) {
            String selector = ".attribute:nth-child(" + line + ")";
            if (attribute.equals(
                    page.browser().find(selector + " > input").getAttribute("value"))) {
                return page.browser().find(selector + " .slot > *");
            }
        }
    }

    private static void putMany(int count) {
        write(
                IntStream.range(0, count)
                        .mapToObj(
                                i ->
                                        Map.of(
                                                "id", AttributeValue.fromS("many-" + i),
                                                "at", AttributeValue.fromN("1")))
                        .map(
                                item ->
                                        WriteRequest.builder()
                                                .putRequest(put -> put.item(item))
                                                .build())
                        .toList());
    }

    private static void write(List<WriteRequest> writes) {
        for (int i = 0; i < writes.size(); i += 25) {
            var batch = writes.subList(i, Math.min(i + 25, writes.size()));
            var left =
                    system.dynamoDb()
                            .batchWriteItem(r -> r.requestItems(Map.of(table(), batch)))
                            .unprocessedItems();
            assertThat(left).isEmpty();
        }
    }

    /** Returns DynamoDB's message for an invalid number. */
    private static String refusal(String number) {
        var item =
                Map.of(
                        "id", AttributeValue.fromS("refused"),
                        "at", AttributeValue.fromN("7"),
                        "zip", AttributeValue.fromN(number));
        return catchThrowableOfType(DynamoDbException.class, () -> system.put(item))
                .awsErrorDetails()
                .errorMessage();
    }

    private static List<Map<String, AttributeValue>> items() {
        return system.dynamoDb().scanPaginator(r -> r.tableName(table())).items().stream().toList();
    }

    private static Map<String, AttributeValue> key(Map<String, AttributeValue> item) {
        return Map.of("id", item.get("id"), "at", item.get("at"));
    }

    private static String table() {
        return system.sourceTable();
    }
}
