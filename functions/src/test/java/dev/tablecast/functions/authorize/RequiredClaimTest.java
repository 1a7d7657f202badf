package dev.tablecast.functions.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredClaimTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "scope=feed;            {'scope':'feed'}",
                "scope=feed;            {'scope':'openid feed email'}",
                "scp=Feed.Read;         {'scp':'Feed.Read User.Read'}",
                "scope=feed;            {'scope':['openid','feed']}",
                "cognito:groups=admins; {'cognito:groups':['editors','admins']}",
                "team=data science;     {'team':'data science'}",
                "email_verified=true;   {'email_verified':true}",
                "level=3;               {'level':3}",
                "expr=a=b;              {'expr':'a=b'}"
            })
    void aClaimHoldsWhatItIsOrWhatItsListContains(String required, String claims)
            throws ParseException {
        assertThat(claim(required).isIn(claims(claims))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "scope=feed;            {}",
                "scope=feed;            {'scope':''}",
                "scope=feed;            {'scope':'feeds newsfeed'}",
                "scope=feed;            {'scope':'FEED'}",
                "scope=feed;            {'scope':null}",
                "scope=feed;            {'scope':{'feed':true}}",
                "cognito:groups=admins; {'cognito:groups':['admin']}",
                "cognito:groups=admins; {'cognito:groups':[['admins']]}",
                "level=3;               {'level':33}"
            })
    void anyOtherValueDoesNot(String required, String claims) throws ParseException {
        assertThat(claim(required).isIn(claims(claims))).isFalse();
    }

    @Test
    void wordsOfAClaimThatUsersMayWriteAreNoList() throws ParseException {
        assertThat(claim("name=admin").isIn(claims("{'name':'not an admin'}"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scope", "=feed", "scope=", ""})
    void aNameAndAValueAreNeeded(String text) {
        assertThat(RequiredClaim.parse(text)).isEmpty();
    }

    private static RequiredClaim claim(String text) {
        return RequiredClaim.parse(text).orElseThrow();
    }

    private static JWTClaimsSet claims(String json) throws ParseException {
        return JWTClaimsSet.parse(json.replace('\'', '"'));
    }
}
