package dev.tablecast.functions.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.expression.ClaimExpression;
import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.expression.ExpressionException.Part;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewPolicyTest {
    private static final ViewPolicy POLICY =
            new ViewPolicy(
                    Optional.of(ClaimExpression.parse("tenant = :claim.tenant", Placeholders.NONE)),
                    new Projection.Include(Set.of("note", "address")),
                    Set.of("id"),
                    Set.of("room"));

    private static final Map<String, Value> CLAIMS = Map.of("tenant", new Value.Text("a"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attribute_exists(id)",
                "attribute_exists(note)",
                "attribute_exists(address.street[0])",
                "attribute_exists(room)"
            })
    void aFilterMayNameKeysWhatIsVisibleAndWhatIsFilterable(String filter) {
        assertThat(POLICY.view(request(filter), CLAIMS)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attribute_exists(id) AND secret = note",
                "attribute_exists(id) AND size(secret) = size(note)",
                "attribute_exists(id) OR note IN (room, secret)",
                "attribute_exists(id) AND NOT secret.x[0] < note",
                "attribute_exists(id) OR attribute_exists(secret)",
                "attribute_exists(id) OR begins_with(note, secret)",
                "attribute_exists(id) OR contains(secret, note)",
                "attribute_exists(id) OR note BETWEEN id AND secret"
            })
    void aFilterThatNamesWhatIsHiddenIsRefusedWhereItDoes(String filter) {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> POLICY.view(request(filter), CLAIMS))
                .satisfies(
                        e -> {
                            assertThat(e.part()).isEqualTo(Part.FILTER);
                            assertThat(e.position()).hasValue(filter.indexOf("secret"));
                        })
                .withMessage(
                        "the filter names \"secret\", which can't be seen; it may name: address,"
                                + " id, note, room");
    }

    /** The attributes of rowAccess are the server's: it may name what clients don't see. */
    @Test
    void rowAccessMayNameWhatIsHiddenAndAFilterMayNot() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> POLICY.view(request("attribute_exists(tenant)"), CLAIMS))
                .withMessageStartingWith("the filter names \"tenant\"");
    }

    @Test
    void aChosenAttributeThatIsHiddenIsRefused() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> POLICY.view(choosing(Set.of("note", "room")), CLAIMS))
                .satisfies(e -> assertThat(e.part()).isEqualTo(Part.ATTRIBUTES))
                .withMessage(
                        "attributes has \"room\", which can't be seen; there are: address, id,"
                                + " note");
    }

    @Test
    void tooManyChosenAttributesAreRefused() {
        Set<String> names =
                IntStream.range(0, 101).mapToObj(i -> "a" + i).collect(Collectors.toSet());

        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> POLICY.view(choosing(names), CLAIMS))
                .withMessage("attributes has 101 names; it may have 100");
    }

    @Test
    void valuesWithoutAFilterAreRefused() {
        var placeholders = new Placeholders(Map.of(), Map.of(":v", new Value.Null()));

        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(
                        () ->
                                POLICY.view(
                                        new ViewRequest(
                                                Optional.empty(), placeholders, Optional.empty()),
                                        CLAIMS))
                .satisfies(e -> assertThat(e.part()).isEqualTo(Part.VALUES));
    }

    @Test
    void aTokenWithoutTheClaimHasNoView() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> POLICY.view(ViewRequest.EVERYTHING, Map.of()))
                .satisfies(e -> assertThat(e.part()).isEqualTo(Part.CLAIMS))
                .withMessage("the token has no claim tenant");
    }

    private static ViewRequest request(String filter) {
        return new ViewRequest(Optional.of(filter), Placeholders.NONE, Optional.empty());
    }

    private static ViewRequest choosing(Set<String> attributes) {
        return new ViewRequest(Optional.empty(), Placeholders.NONE, Optional.of(attributes));
    }
}
