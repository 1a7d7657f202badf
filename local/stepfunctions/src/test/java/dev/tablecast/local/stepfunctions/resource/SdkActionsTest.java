package dev.tablecast.local.stepfunctions.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.sfn.SfnClient;

class SdkActionsTest {
    private static final Path FILE =
            Path.of("src/main/resources/dev/tablecast/local/stepfunctions/resource")
                    .resolve(SdkActions.RESOURCE);

    /** Compares the list with the one SDK client on this module's class path. */
    @Test
    void theActionsOfAServiceAreTheOperationsOfItsClient() {
        var operations =
                Arrays.stream(SfnClient.class.getMethods())
                        .filter(method -> takesRequest(method))
                        .map(Method::getName)
                        .filter(name -> !name.endsWith("Paginator"))
                        .distinct()
                        .toList();
        assertThat(operations).hasSizeGreaterThan(30);
        assertThat(SdkActions.of("sfn")).containsAll(operations);
    }

    private static boolean takesRequest(Method method) {
        return Stream.of(method.getParameterTypes()).anyMatch(SdkRequest.class::isAssignableFrom);
    }

    @Test
    void servicesHaveTheNamesOfTheSdksModules() {
        assertThat(SdkActions.services())
                .contains(
                        "sfn",
                        "config",
                        "cloudwatchlogs",
                        "cognitoidentityprovider",
                        "costexplorer",
                        "elasticloadbalancingv2",
                        "rdsdata",
                        "bedrockruntime")
                .doesNotContain("apigatewaymanagementapi", "transcribestreaming");
        assertThat(SdkActions.of("rds")).contains("describeDBInstances");
        assertThat(SdkActions.of("s3"))
                .contains("listObjectsV2")
                .doesNotContain("selectObjectContent");
        assertThat(SdkActions.of("nope")).isEqualTo(List.of());
    }

    /**
     * Regenerates the list: {@code ./mvnw -pl local/stepfunctions test -Dtest=SdkActionsTest
     * -Dsdk.models=botocore-1.43.107-py3-none-any.whl}, with the file from {@code pip download
     * --no-deps botocore}.
     */
    @Test
    @EnabledIfSystemProperty(named = "sdk.models", matches = ".+")
    void theListIsWhatTheServiceModelsSay() throws IOException {
        Files.writeString(FILE, SdkModels.actions(Path.of(System.getProperty("sdk.models"))));
    }
}
