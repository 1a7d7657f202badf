package dev.tablecast.local.cloud.gateway.integration;

import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.cloud.gateway.api.Integration.LambdaProxy;
import dev.tablecast.local.cloud.gateway.api.Integration.Mock;
import dev.tablecast.local.cloud.gateway.api.RequestAuthorizer;
import dev.tablecast.local.cloud.gateway.api.Route;
import dev.tablecast.local.cloud.gateway.integration.AuthorizerAnswer.Failed;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import dev.tablecast.local.cloud.lambda.LambdaFunction.FunctionError;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Payload;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Result;
import dev.tablecast.local.cloud.lambda.LambdaFunction.Throttled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls of routes' integrations and authorizers, with the integration timeout. */
final class Backend {
    private static final Logger LOG = LoggerFactory.getLogger(Backend.class);

    private final ExecutorService executor;
    private final Duration timeout;

    Backend(ExecutorService executor, Duration timeout) {
        this.executor = executor;
        this.timeout = timeout;
    }

    /**
     * Calls a route's integration.
     *
     * @return empty if the function failed, was throttled, timed out or returned an invalid proxy
     *     response
     */
    Optional<ProxyResponse> call(Route route, ObjectNode event) {
        return switch (route.integration()) {
            case Mock mock ->
                    Optional.of(
                            new ProxyResponse(
                                    mock.statusCode(),
                                    MissingNode.getInstance(),
                                    mock.responseTemplate()));
            case LambdaProxy proxy -> proxyResponse(route, invoke(proxy.function(), event));
        };
    }

    /** Returns an authorizer's decision; a timeout is a failure. */
    AuthorizerAnswer ask(RequestAuthorizer authorizer, ObjectNode event) {
        var answer =
                AuthorizerAnswer.of(invoke(authorizer.function(), event), authorizer.methodArn());
        if (answer instanceof Failed failed) {
            LOG.warn("authorizer of {}: {}", authorizer.methodArn(), failed.problem());
        }
        return answer;
    }

    private static Optional<ProxyResponse> proxyResponse(Route route, Result result) {
        return switch (result) {
            case FunctionError error -> {
                LOG.warn("route={} function error={}", route.routeKey(), error.type());
                yield Optional.empty();
            }
            case Payload payload -> {
                Optional<ProxyResponse> response = ProxyResponse.parse(payload.bytes());
                if (response.isEmpty()) {
                    LOG.warn("route={} malformed Lambda proxy response", route.routeKey());
                }
                yield response;
            }
            case Throttled throttled -> {
                LOG.warn("route={} function throttled", route.routeKey());
                yield Optional.empty();
            }
        };
    }

    private Result invoke(LambdaFunction function, ObjectNode event) {
        byte[] bytes = event.toString().getBytes(StandardCharsets.UTF_8);
        Future<Result> result;
        try {
            result = executor.submit(() -> function.invoke(bytes));
        } catch (RejectedExecutionException e) {
            return new FunctionError("Gateway.Stopped");
        }
        try {
            return result.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            result.cancel(true);
            return new FunctionError("Integration.Timeout");
        } catch (ExecutionException e) {
            return new FunctionError(e.getCause().getClass().getName());
        } catch (InterruptedException e) {
            result.cancel(true);
            Thread.currentThread().interrupt();
            return new FunctionError("Gateway.Stopped");
        }
    }
}
