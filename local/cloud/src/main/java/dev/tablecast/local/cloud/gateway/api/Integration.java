package dev.tablecast.local.cloud.gateway.api;

import dev.tablecast.local.cloud.lambda.LambdaFunction;

/** The backend of a route. Other integration types aren't supported. */
public sealed interface Integration {

    /** {@code AWS_PROXY}: the function gets the proxy event and answers with a proxy response. */
    record LambdaProxy(LambdaFunction function) implements Integration {}

    /**
     * {@code MOCK}: answers without a backend.
     *
     * <p>Differs from AWS: templates are literal JSON without Velocity, so they must not contain
     * {@code $} or {@code #}.
     *
     * @param requestTemplate JSON with the integer {@code statusCode} of the response
     * @param responseTemplate JSON that the client gets if the route has a route response; empty
     *     for none
     * @throws InvalidApiException if a template is invalid
     */
    record Mock(String requestTemplate, String responseTemplate) implements Integration {
        public Mock {
            MockTemplates.statusCode(requestTemplate);
            if (!responseTemplate.isEmpty()) {
                MockTemplates.literal("responseTemplate", responseTemplate);
            }
        }

        public int statusCode() {
            return MockTemplates.statusCode(requestTemplate);
        }
    }
}
