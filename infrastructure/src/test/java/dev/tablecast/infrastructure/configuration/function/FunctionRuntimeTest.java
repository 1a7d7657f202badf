package dev.tablecast.infrastructure.configuration.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.infrastructure.account.Account;
import dev.tablecast.infrastructure.account.RegionalFeatures;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionRuntimeTest {

    @ParameterizedTest
    @CsvSource({
        "us-east-1, aws, arm64, true",
        "eu-central-1, aws, arm64, true",
        "ap-east-2, aws, arm64, false",
        "us-gov-west-1, aws-us-gov, x86_64, false",
        "cn-north-1, aws-cn, x86_64, false"
    })
    void functionsRunAsTheRegionIsKnownToAllow(
            String region, String partition, String architecture, boolean snapStart) {
        var runtime = new FunctionRuntime(Optional.empty(), Optional.empty());
        var features = features(partition, region);

        assertThat(runtime.architectureWith(features)).isEqualTo(architecture);
        assertThat(runtime.snapStartWith(features)).isEqualTo(snapStart);
    }

    @Test
    void whoChoosesIsObeyed() {
        var runtime = new FunctionRuntime(Optional.of(true), Optional.of("arm64"));
        var gov = features("aws-us-gov", "us-gov-west-1");

        assertThat(runtime.architectureWith(gov)).isEqualTo("arm64");
        assertThat(runtime.snapStartWith(gov)).isTrue();
    }

    private static RegionalFeatures features(String partition, String region) {
        return new RegionalFeatures(new Account(partition, region, "123456789012"));
    }
}
