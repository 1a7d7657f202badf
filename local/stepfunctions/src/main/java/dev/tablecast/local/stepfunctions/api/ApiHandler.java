package dev.tablecast.local.stepfunctions.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.guard.Refusal;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.json.MalformedJsonException;
import dev.tablecast.local.stepfunctions.loopback.TcpReset;
import dev.tablecast.local.stepfunctions.path.RandomUuid;
import dev.tablecast.local.stepfunctions.registry.RefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles the protocol AWS JSON 1.0: the header {@code X-Amz-Target} names the action, and the body
 * has its parameters.
 */
final class ApiHandler extends Handler.Abstract {
    private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
    private static final String CONTENT_TYPE = "application/x-amz-json-1.0";

    /**
     * @see <a
     *     href="https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html">Quotas
     *     related to API action throttling and requests</a>
     */
    private static final int MOST_BYTES = 1024 * 1024;

    /** The size of a definition of 1 MB in which every character is escaped. */
    private static final int MOST_BYTES_WITH_DEFINITION = 8 * 1024 * 1024;

    private static final Set<String> WITH_DEFINITION =
            Set.of("CreateStateMachine", "UpdateStateMachine", "ValidateStateMachineDefinition");

    /** The access key id in the header {@code Authorization} of Signature Version 4. */
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/,]+)/");

    private static final List<String> RESOURCES = List.of("stateMachineArn", "executionArn");

    private final Api api;
    private final ApiCallListener calls;
    private final RandomGenerator random;

    ApiHandler(Api api, ApiCallListener calls, RandomGenerator random) {
        this.api = api;
        this.calls = calls;
        this.random = random;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback)
            throws IOException {
        var target = target(request);
        int most = mostBytes(request);
        var body = Content.Source.asInputStream(request).readNBytes(most + 1);
        if (body.length > most) {
            Refusal.tooLarge(most).send(request, response, callback);
            return true;
        }
        try {
            var text = new String(body, UTF_8);
            if (calls != ApiCallListener.NONE && !target.isEmpty()) {
                calls.called(call(request, target, text));
            }
            var answer = api.call(target, text);
            write(response, callback, 200, answer);
        } catch (RefusedException e) {
            write(response, callback, 400, error(e.code().wireName(), e.getMessage()));
        } catch (InjectedErrorException e) {
            write(response, callback, e.status(), error(e.type(), e.getMessage()));
        } catch (InjectedResetException e) {
            TcpReset.withinResponse(request, 200, callback);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            write(
                    response,
                    callback,
                    503,
                    error("ServiceUnavailable", "Step Functions is shutting down"));
        } catch (RuntimeException e) {
            LOG.atError()
                    .setMessage("A request failed unexpectedly")
                    .addKeyValue("target", target)
                    .setCause(e)
                    .log();
            write(
                    response,
                    callback,
                    500,
                    error("InternalFailure", "The request failed unexpectedly"));
        }
        return true;
    }

    /** Returns the maximum size of a request's body in bytes. */
    static int mostBytes(Request request) {
        return WITH_DEFINITION.contains(action(target(request)))
                ? MOST_BYTES_WITH_DEFINITION
                : MOST_BYTES;
    }

    private static String target(Request request) {
        var target = request.getHeaders().get("X-Amz-Target");
        return target == null ? "" : target;
    }

    private static String action(String target) {
        return target.substring(target.lastIndexOf('.') + 1);
    }

    private static ApiCallListener.Call call(Request request, String target, String body) {
        var authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
        var credential = CREDENTIAL.matcher(authorization == null ? "" : authorization);
        return new ApiCallListener.Call(
                credential.find() ? credential.group(1) : "", action(target), resource(body));
    }

    private static String resource(String body) {
        try {
            var parameters = Json.parse(body);
            return RESOURCES.stream()
                    .map(name -> parameters.path(name).asText(""))
                    .filter(arn -> !arn.isEmpty())
                    .findFirst()
                    .orElse("");
        } catch (MalformedJsonException e) {
            return ""; // The response will report the malformed body.
        }
    }

    private static JsonNode error(String type, String message) {
        return Json.object().put("__type", type).put("message", message);
    }

    private void write(Response response, Callback callback, int status, JsonNode body) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE);
        response.getHeaders().put("x-amzn-RequestId", RandomUuid.next(random).toString());
        response.write(true, ByteBuffer.wrap(Json.write(body).getBytes(UTF_8)), callback);
    }
}
