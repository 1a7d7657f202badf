package dev.tablecast.infrastructure.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsConsoleTest {

    @ParameterizedTest
    @CsvSource({
        "aws, eu-central-1, https://eu-central-1.console.aws.amazon.com",
        "aws-cn, cn-north-1, https://cn-north-1.console.amazonaws.cn",
        "aws-us-gov, us-gov-west-1, https://us-gov-west-1.console.amazonaws-us-gov.com"
    })
    void everyPartitionHasAConsoleOfItsOwn(String partition, String region, String address) {
        String arn =
                "arn:%s:states:%s:123456789012:stateMachine:broadcast".formatted(partition, region);

        assertThat(AwsConsole.of(arn).executions(arn))
                .isEqualTo(
                        address + "/states/home?region=" + region + "#/statemachines/view/" + arn);
        assertThat(AwsConsole.of(arn).dashboard("tablecast-dev"))
                .isEqualTo(
                        address
                                + "/cloudwatch/home?region="
                                + region
                                + "#dashboards/dashboard/tablecast-dev");
    }
}
