package dev.tablecast.infrastructure.websocket;

import com.pulumi.aws.apigatewayv2.Api;
import com.pulumi.aws.apigatewayv2.ApiMapping;
import com.pulumi.aws.apigatewayv2.ApiMappingArgs;
import com.pulumi.aws.apigatewayv2.DomainName;
import com.pulumi.aws.apigatewayv2.DomainNameArgs;
import com.pulumi.aws.apigatewayv2.Stage;
import com.pulumi.aws.apigatewayv2.inputs.DomainNameDomainNameConfigurationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import dev.tablecast.infrastructure.configuration.api.CustomDomain;
import dev.tablecast.infrastructure.stack.Stack;
import java.util.Map;

/**
 * The user's own name for the WebSocket API.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-custom-domain-names.html">Custom
 *     domain names for WebSocket APIs</a>
 */
final class CustomDomainName extends ComponentResource {
    private static final String NAME = "custom-domain";

    private final DomainName name;

    CustomDomainName(
            CustomDomain domain, Api api, Stage stage, Stack stack, ComponentResource parent) {
        super(
                "tablecast:infrastructure:CustomDomainName",
                stack.logical(NAME),
                ComponentResourceOptions.builder().parent(parent).build());
        name =
                new DomainName(
                        stack.logical(NAME),
                        DomainNameArgs.builder()
                                .domainName(domain.name())
                                .domainNameConfiguration(
                                        DomainNameDomainNameConfigurationArgs.builder()
                                                .certificateArn(domain.certificateArn())
                                                .endpointType("REGIONAL")
                                                .securityPolicy("TLS_1_2")
                                                .build())
                                .tags(stack.tags())
                                .build(),
                        CustomResourceOptions.builder().parent(this).build());
        new ApiMapping(
                stack.logical(NAME),
                ApiMappingArgs.builder()
                        .apiId(api.id())
                        .domainName(name.id())
                        .stage(stage.id())
                        .build(),
                CustomResourceOptions.builder()
                        .parent(this)
                        // A name leads to one API at a time.
                        .deleteBeforeReplace(true)
                        .build());
        registerOutputs(Map.of("url", url()));
    }

    /** Returns the address for clients, such as {@code wss://feed.example.com}. */
    Output<String> url() {
        return name.domainName().applyValue(known -> "wss://" + known);
    }

    /** Returns the name that the user's DNS record must point to. */
    Output<String> target() {
        return name.domainNameConfiguration()
                .applyValue(configuration -> configuration.targetDomainName().orElse(""));
    }
}
