package dev.tablecast.infrastructure.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearestTest {

    @ParameterizedTest
    @CsvSource({
        "pagesize, pageSize",
        "page-size, pageSize",
        "batchsize, batchSize",
        "projecton, projection",
        "allowedOrigin, allowedOrigins",
        "sourceTable, sourceTableName",
        "exisitingTable, existingTable",
        "jwksURL, jwksUrl",
        "Auth, auth"
    })
    void aMisspeltNameIsKnown(String written, String meant) {
        assertThat(Nearest.to(written, Catalogue.names())).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour", "x", "somethingQuiteDifferent"})
    void aNameLikeNoOtherHasNoNearest(String written) {
        assertThat(Nearest.to(written, Catalogue.names())).isEmpty();
    }

    @Test
    void amongEquallyNearNamesItIsAlwaysTheSame() {
        assertThat(Nearest.to("ab", List.of("ad", "aa", "ac"))).contains("aa");
    }
}
