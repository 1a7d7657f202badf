package dev.tablecast.local.cloud.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A function in this process, called like the managed Java runtime calls it: events and responses
 * are JSON in the runtime's own serialization, and an invocation fails after its timeout.
 *
 * <p>Differs from Lambda: one instance of the handler serves concurrent invocations.
 */
public final class HandlerFunction implements LambdaFunction {
    private final String arn;
    private final RequestHandler<Object, Object> handler;
    private final PojoSerializer<Object> input;
    private final Duration timeout;
    private final FunctionLog log;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private HandlerFunction(
            String arn, RequestHandler<Object, Object> handler, Duration timeout, FunctionLog log) {
        this.arn = arn;
        this.handler = handler;
        this.input = Serializers.input(handler);
        this.timeout = timeout;
        this.log = log;
    }

    /**
     * Creates a function from its handler string, such as {@code
     * dev.example.SomeHandler::handleRequest}.
     *
     * @throws InvalidHandlerException if there is no such handler, or its environment is invalid
     */
    public static HandlerFunction load(
            String arn,
            String handler,
            Map<String, String> environment,
            Duration timeout,
            FunctionLog log) {
        return new HandlerFunction(arn, Handlers.load(handler, environment), timeout, log);
    }

    public String arn() {
        return arn;
    }

    /** Returns this function with the qualified ARN of an alias or a version. */
    public LambdaFunction invokedAs(InvokedArn invoked) {
        return event -> invoke(event, invoked);
    }

    @Override
    public Result invoke(byte[] event) {
        return invoke(event, InvokedArn.unqualified(arn));
    }

    private Result invoke(byte[] event, InvokedArn invoked) {
        Future<byte[]> answer = threads.submit(() -> call(event, invoked));
        try {
            return new Payload(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return FunctionErrors.thrown(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return FunctionErrors.timedOut(timeout);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return FunctionErrors.thrown(e);
        }
    }

    private byte[] call(byte[] event, InvokedArn invoked) {
        Object decoded = input.fromJson(new ByteArrayInputStream(event));
        Object answer = handler.handleRequest(decoded, new LocalContext(invoked, timeout, log));
        var bytes = new ByteArrayOutputStream();
        Serializers.output(answer).toJson(answer, bytes);
        return bytes.toByteArray();
    }
}
