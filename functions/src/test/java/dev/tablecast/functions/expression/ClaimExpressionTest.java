package dev.tablecast.functions.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tablecast.functions.expression.ExpressionException.Part;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimExpressionTest {
    @Test
    void anExpressionNamesTheClaimsAndAttributesOnWhichItDepends() {
        ClaimExpression expression =
                parse(
                        "tenant = :claim.tenant AND (size(:claim.roles) > size(tags) OR"
                                + " contains(readers, :claim.sub))");

        assertThat(expression.claims()).containsExactly("tenant", "roles", "sub");
        assertThat(expression.attributes()).containsExactly("tenant", "tags", "readers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cognito:groups", "https://example.com/tenant", "realm_access.roles", "a-b"})
    void aClaimMayBeNamedAsIssuersNameTheirs(String claim) {
        ClaimExpression expression = parse("tenant IN (:claim." + claim + ")");

        assertThat(expression.claims()).containsExactly(claim);
        assertThat(
                        expression
                                .bind(Map.of(claim, new Value.Text("a")))
                                .matches(item("{\"tenant\":\"a\"}")))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "tenant IN (:claim.c)      | ['a','b'] | {'tenant':'b'}       | true",
                "tenant IN (:claim.c)      | ['a','b'] | {'tenant':'c'}       | false",
                "tenant IN (:claim.c)      | ['a','b'] | {'tenant':['a','b']} | false",
                "tenant IN (:claim.c)      | []        | {'tenant':'a'}       | false",
                "tenant IN (:claim.c)      | 'a'       | {'tenant':'a'}       | true",
                "tenant IN (:claim.c, own) | ['a']     | {'tenant':'x','own':'x'} | true",
                "tenant IN (:claim.c)      | [1]       | {'tenant':1}         | true",
                "tenant IN (:claim.c)      | [1]       | {'tenant':'1'}       | false",
                "tenant = :claim.c         | ['a','b'] | {'tenant':'a'}       | false",
                "tenant = :claim.c         | ['a','b'] | {'tenant':['a','b']} | true",
                "contains(:claim.c, tenant)| ['a','b'] | {'tenant':'a'}       | true",
                "size(:claim.c) = n        | ['a','b'] | {'n':2}              | true",
                "contains(tags, :claim.c)  | 'a'       | {'tags':{'$SS':['a']}} | true",
                "begins_with(p, :claim.c)  | 'a/'      | {'p':'a/b'}          | true",
                "n < :claim.c              | 2         | {'n':{'$N':'1.9'}}   | true",
                "visible = :true           |           | {'visible':true}     | true",
                "visible <> :false         |           | {'visible':false}    | false",
                "owned = :null             |           | {'owned':null}       | true"
            })
    void aClaimIsAValueAndAnArrayInInItsElements(
            String text, String claim, String item, boolean matches) {
        Map<String, Value> claims =
                claim == null ? Map.of() : item("{\"c\":" + claim.replace('\'', '"') + "}");

        assertThat(parse(text).bind(claims).matches(item(item.replace('\'', '"'))))
                .isEqualTo(matches);
    }

    /** Otherwise a NOT around it would show everything. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "NOT begins_with(p, :claim.c) | 1      | a value of type N can't be an operand of"
                        + " begins_with; it takes: B, S",
                "NOT p < :claim.c             | true   | a value of type BOOL can't be an operand"
                        + " of <; it takes: B, N, S",
                "NOT p < :claim.c             | ['a']  | a value of type L can't be an operand of"
                        + " <; it takes: B, N, S",
                "NOT p BETWEEN :claim.c AND :claim.d | 'x'    | the bounds of BETWEEN are of types"
                        + " S and N; both have the same",
                "NOT size(:claim.c) = p       | null   | a value of type NULL can't be an operand"
                        + " of size; it takes: B, BS, L, M, NS, S, SS"
            })
    void aClaimOfATypeThatDynamoDbRefusesThereShowsNothing(
            String text, String claim, String message) {
        Map<String, Value> claims = item("{\"c\":" + claim.replace('\'', '"') + ",\"d\":1}");

        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> parse(text).bind(claims))
                .satisfies(e -> assertThat(e.part()).isEqualTo(Part.CLAIMS))
                .withMessage("a claim can't be used: " + message);
    }

    @ParameterizedTest
    @CsvSource({"#public, public", "#tenant-id, tenant-id", "#_owner, _owner", "#a:b, a:b"})
    void aNameThatMayNotBeWrittenPlainlyIsWrittenBehindANumberSign(String name, String attribute) {
        ClaimExpression expression =
                parse(name + " = :true AND size(nested." + name + ")=:claim.n");

        assertThat(expression.attributes()).containsExactly(attribute, "nested");
        assertThat(
                        expression
                                .bind(item("{\"n\":1}"))
                                .matches(
                                        item(
                                                "{\"%1$s\":true,\"nested\":{\"%1$s\":\"x\"}}"
                                                        .formatted(attribute))))
                .isTrue();
    }

    @Test
    void aReservedWordIsRefusedWithWhatToWriteInstead() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> parse("tenant = :claim.tenant AND public = :true"))
                .satisfies(e -> assertThat(e.position()).hasValue(27))
                .withMessage("\"public\" is a reserved word of DynamoDB; write #public");
    }

    @Test
    void aNameThatIsGivenComesFirst() {
        var names = new Placeholders(Map.of("#n", "full name"), Map.of());

        assertThat(ClaimExpression.parse("#n = #m", names).attributes())
                .containsExactly("full name", "m");
    }

    @Test
    void aFilterIsGivenItsNames() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.parse("#public = #x", Placeholders.NONE))
                .withMessage("#public is not in names; there are: none");
    }

    @Test
    void aMissingClaimIsNamed() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(
                        () ->
                                parse("a = :claim.b OR c = :claim.d OR e = :claim.a")
                                        .bind(item("{\"d\":1}")))
                .satisfies(e -> assertThat(e.part()).isEqualTo(Part.CLAIMS))
                .withMessage("the token has no claim a, b");
    }

    @Test
    void aFilterNamesNoClaims() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(
                        () ->
                                Expression.parse(
                                        "tenant = :claim.tenant",
                                        new Placeholders(
                                                Map.of(), Map.of(":claim", new Value.Null()))))
                .satisfies(e -> assertThat(e.position()).hasValue(15))
                .withMessage("found \".\"; expected is AND, OR or the end");
    }

    @Test
    void aFilterHasNoConstants() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> Expression.parse("a = :true", Placeholders.NONE))
                .withMessage(":true is not in values; there are: none");
    }

    @Test
    void aClaimWithoutANameIsRefused() {
        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> parse("a = :claim. AND b = c"))
                .satisfies(e -> assertThat(e.position()).hasValue(4))
                .withMessage("a claim is named as in :claim.sub");
    }

    /** Joined as text, the OR of either would reach into the other. */
    @Test
    void twoExpressionsAreJoinedAsTrees() {
        Expression access = parse("a = :claim.c OR b = :claim.c").bind(item("{\"c\":1}"));
        Expression filter =
                Expression.parse(
                        "x = :v OR y = :v", new Placeholders(Map.of(), item("{\":v\":1}")));

        Expression both = access.and(filter);

        assertThat(both.matches(item("{\"a\":1}"))).isFalse();
        assertThat(both.matches(item("{\"y\":1}"))).isFalse();
        assertThat(both.matches(item("{\"b\":1,\"x\":1}"))).isTrue();
    }

    private static ClaimExpression parse(String text) {
        return ClaimExpression.parse(text, Placeholders.NONE);
    }

    private static Map<String, Value> item(String json) {
        return ValueJson.readFields(json);
    }
}
