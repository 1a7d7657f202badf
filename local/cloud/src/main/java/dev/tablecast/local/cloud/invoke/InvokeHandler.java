package dev.tablecast.local.cloud.invoke;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tablecast.local.cloud.calls.Callers;
import dev.tablecast.local.cloud.lambda.LambdaFunction;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** The handler of {@code Invoke}. It records every call with the role that signed it. */
final class InvokeHandler extends Handler.Abstract {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final int MAXIMUM_BYTES = 6 * 1024 * 1024;
    private static final int MAXIMUM_ASYNCHRONOUS_BYTES = 1024 * 1024;
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.UTF_8);

    private final Invocable functions;
    private final AsynchronousInvocations asynchronous;
    private final Callers callers;

    InvokeHandler(Invocable functions, AsynchronousInvocations asynchronous, Callers callers) {
        this.functions = functions;
        this.asynchronous = asynchronous;
        this.callers = callers;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        response.getHeaders().put("x-amzn-RequestId", request.getId());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        ByteBuffer answer;
        try {
            answer = ByteBuffer.wrap(answer(request, response));
        } catch (InvokeException e) {
            response.setStatus(e.status());
            response.getHeaders().put("x-amzn-ErrorType", e.errorType());
            answer = StandardCharsets.UTF_8.encode(e.json());
        }
        response.write(true, answer, callback);
        return true;
    }

    private byte[] answer(Request request, Response response) throws IOException {
        String named =
                Optional.of(Request.getPathInContext(request))
                        .filter(path -> request.getMethod().equals("POST"))
                        .flatMap(InvokeRequest::functionIn)
                        .orElseThrow(InvokeException::unknownPath);
        var qualifier = Request.extractQueryParameters(request).getValue("Qualifier");
        var type = request.getHeaders().get("X-Amz-Invocation-Type");
        var invocation =
                InvokeRequest.of(
                        named, qualifier == null ? "" : qualifier, type == null ? "" : type);
        callers.signed(
                request.getHeaders().get(HttpHeader.AUTHORIZATION),
                "lambda:InvokeFunction",
                invocation.arn());
        LambdaFunction function =
                functions
                        .find(invocation.arn())
                        .orElseThrow(() -> InvokeException.notFound(invocation));
        byte[] event =
                event(
                        request,
                        invocation.type() == InvokeRequest.Type.Event
                                ? MAXIMUM_ASYNCHRONOUS_BYTES
                                : MAXIMUM_BYTES);
        return switch (invocation.type()) {
            case DryRun -> {
                response.setStatus(204);
                yield new byte[0];
            }
            case Event -> {
                asynchronous.add(invocation.arn(), function, event);
                response.setStatus(202);
                yield new byte[0];
            }
            case RequestResponse -> result(function.invoke(event), response);
        };
    }

    private static byte[] result(LambdaFunction.Result result, Response response) {
        return switch (result) {
            case LambdaFunction.Payload payload -> payload.bytes();
            case LambdaFunction.FunctionError error -> {
                response.getHeaders().put("X-Amz-Function-Error", "Unhandled");
                yield error.payload();
            }
            case LambdaFunction.Throttled ignored -> throw InvokeException.throttled();
        };
    }

    private static byte[] event(Request request, int maximumBytes) throws IOException {
        byte[] event;
        try (InputStream body = Content.Source.asInputStream(request)) {
            event = body.readNBytes(maximumBytes + 1);
        }
        if (event.length > maximumBytes) {
            throw InvokeException.tooLarge(maximumBytes);
        }
        if (event.length == 0) {
            return NOTHING;
        }
        try {
            JSON.readTree(event);
        } catch (JsonProcessingException e) {
            throw InvokeException.notJson(e.getOriginalMessage());
        }
        return event;
    }
}
