package dev.tablecast.functions;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An invocation of {@code function}, with 30 seconds left by default, which keeps what it logs. */
public final class TestContext implements Context {
    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:function";

    private final List<String> lines = new ArrayList<>();
    private final String invokedFunctionArn;
    private final Duration timeLeft;

    public TestContext() {
        this(ARN);
    }

    public TestContext(String invokedFunctionArn) {
        this(invokedFunctionArn, Duration.ofSeconds(30));
    }

    public TestContext(Duration timeLeft) {
        this(ARN, timeLeft);
    }

    private TestContext(String invokedFunctionArn, Duration timeLeft) {
        this.invokedFunctionArn = invokedFunctionArn;
        this.timeLeft = timeLeft;
    }

    /** The logged lines. */
    public List<String> lines() {
        return lines;
    }

    @Override
    public String getAwsRequestId() {
        return "8f507cfc-xmpl-4697-b07a-ac58fc914c95";
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/function";
    }

    @Override
    public String getLogStreamName() {
        return "2026/11/22/[$LATEST]1";
    }

    @Override
    public String getFunctionName() {
        return "function";
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return invokedFunctionArn;
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return Math.toIntExact(timeLeft.toMillis());
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                message.lines().forEach(lines::add);
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}
