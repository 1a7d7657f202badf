package dev.tablecast.local.cloud.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2WebSocketEvent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** Valid and invalid handlers. */
public final class Samples {
    private Samples() {}

    static String handler(Class<?> type) {
        return type.getName() + "::handleRequest";
    }

    public record Greeting(String text, int count) {}

    /** A handler with a greeting for the name in its event. */
    public static final class Greeter implements RequestHandler<Map<String, Object>, Greeting> {
        private final String word;

        public Greeter(Map<String, String> environment) {
            word = environment.getOrDefault("WORD", "Hello");
        }

        /** A method with the same name that Lambda doesn't call. */
        public Greeting handleRequest(Integer times) {
            return new Greeting(word, times);
        }

        @Override
        public Greeting handleRequest(Map<String, Object> event, Context context) {
            return new Greeting(word + " " + event.get("name"), event.size());
        }
    }

    public static final class Connection
            implements RequestHandler<APIGatewayV2WebSocketEvent, String> {
        public Connection(Map<String, String> environment) {}

        @Override
        public String handleRequest(APIGatewayV2WebSocketEvent event, Context context) {
            return event.getRequestContext().getConnectionId();
        }
    }

    public static final class Nothing implements RequestHandler<Object, Void> {
        public Nothing(Map<String, String> environment) {}

        @Override
        public Void handleRequest(Object event, Context context) {
            return null;
        }
    }

    public static final class Contextual implements RequestHandler<Object, Map<String, Object>> {
        public Contextual(Map<String, String> environment) {}

        @Override
        public Map<String, Object> handleRequest(Object event, Context context) {
            return Map.of(
                    "name", context.getFunctionName(),
                    "arn", context.getInvokedFunctionArn(),
                    "version", context.getFunctionVersion(),
                    "logGroup", context.getLogGroupName(),
                    "requestId", context.getAwsRequestId(),
                    "remaining", context.getRemainingTimeInMillis(),
                    "memory", context.getMemoryLimitInMB());
        }
    }

    public static final class Failing implements RequestHandler<Map<String, String>, Void> {
        public Failing(Map<String, String> environment) {}

        @Override
        public Void handleRequest(Map<String, String> event, Context context) {
            switch (event.get("how")) {
                case "message" -> throw new IllegalStateException("no zip for \"Zürich\"");
                case "silently" -> throw new IllegalStateException();
                default -> throw new StackOverflowError("deep");
            }
        }
    }

    /** A handler that waits until it is interrupted. */
    public static final class Waiting implements RequestHandler<Object, Void> {
        static final CountDownLatch INTERRUPTED = new CountDownLatch(1);

        public Waiting(Map<String, String> environment) {}

        @Override
        public Void handleRequest(Object event, Context context) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                INTERRUPTED.countDown();
                Thread.currentThread().interrupt();
            }
            return null;
        }
    }

    /** A handler that returns when so many invocations run at the same time. */
    public static final class Meeting implements RequestHandler<Object, String> {
        static final int SIZE = 20;
        private final CyclicBarrier all = new CyclicBarrier(SIZE);

        public Meeting(Map<String, String> environment) {}

        @Override
        public String handleRequest(Object event, Context context) {
            try {
                all.await(10, TimeUnit.SECONDS);
                return "met";
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static final class WithoutEnvironment implements RequestHandler<Object, Void> {
        @Override
        public Void handleRequest(Object event, Context context) {
            return null;
        }
    }

    public static final class Hidden implements RequestHandler<Object, Void> {
        Hidden(Map<String, String> environment) {}

        @Override
        public Void handleRequest(Object event, Context context) {
            return null;
        }
    }

    public abstract static class Unfinished implements RequestHandler<Object, Void> {
        public Unfinished(Map<String, String> environment) {}
    }

    public static final class NoHandler {
        public NoHandler(Map<String, String> environment) {}
    }

    public static final class Unconfigured implements RequestHandler<Object, Void> {
        public Unconfigured(Map<String, String> environment) {
            throw new IllegalArgumentException("TABLE_NAME is not set");
        }

        @Override
        public Void handleRequest(Object event, Context context) {
            return null;
        }
    }

    public static final class SilentlyUnconfigured implements RequestHandler<Object, Void> {
        public SilentlyUnconfigured(Map<String, String> environment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Void handleRequest(Object event, Context context) {
            return null;
        }
    }

    public static final class Uninitialized implements RequestHandler<Object, Void> {
        private static final int NUMBER = Integer.parseInt("none");

        public Uninitialized(Map<String, String> environment) {}

        @Override
        public Void handleRequest(Object event, Context context) {
            throw new IllegalStateException("" + NUMBER);
        }
    }

    public static final class Logging implements RequestHandler<Object, Void> {
        public Logging(Map<String, String> environment) {}

        @Override
        public Void handleRequest(Object event, Context context) {
            context.getLogger().log("text");
            context.getLogger().log("bytes".getBytes(StandardCharsets.UTF_8));
            return null;
        }
    }
}
