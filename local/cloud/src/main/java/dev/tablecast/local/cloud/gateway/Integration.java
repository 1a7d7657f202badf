package dev.tablecast.local.cloud.gateway;

import dev.tablecast.local.cloud.lambda.LambdaFunction;

/** What a route calls. Other integration types aren't offered. */
public sealed interface Integration {

    /** {@code AWS_PROXY}: the function gets the proxy event and answers with a proxy response. */
    record LambdaProxy(LambdaFunction function) implements Integration {}

    /**
     * {@code MOCK}: answers without a backend.
     *
     * <p>Differs from AWS: templates are literal JSON, with no Velocity, so none may contain {@code
     * $} or {@code #}.
     *
     * @param requestTemplate JSON with the integer {@code statusCode} of the answer
     * @param responseTemplate JSON that the client gets where the route has a route response; empty
     *     for none
     * @throws InvalidApiException if a template is something else
     */
    record Mock(String requestTemplate, String responseTemplate) implements Integration {
        public Mock {
            MockTemplates.statusCode(requestTemplate);
            if (!responseTemplate.isEmpty()) {
                MockTemplates.literal("responseTemplate", responseTemplate);
            }
        }

        int statusCode() {
            return MockTemplates.statusCode(requestTemplate);
        }
    }
}
