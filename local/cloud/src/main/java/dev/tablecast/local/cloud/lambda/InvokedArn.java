package dev.tablecast.local.cloud.lambda;

import java.util.List;

/**
 * The ARN of an invocation.
 *
 * @param arn the function's ARN, with the qualifier that the caller used, such as an alias
 * @param version the version of the qualifier
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html">Create an
 *     alias for a Lambda function</a>
 */
public record InvokedArn(String arn, String version) {
    public static final String LATEST = "$LATEST";

    /**
     * The place of the name in {@code arn:aws:lambda:us-east-1:000000000000:function:post:live}.
     */
    private static final int FUNCTION_NAME = 6;

    public InvokedArn {
        if (arn.split(":").length <= FUNCTION_NAME) {
            throw new IllegalArgumentException(arn + " is not the ARN of a function");
        }
    }

    static InvokedArn unqualified(String arn) {
        return new InvokedArn(arn, LATEST);
    }

    String functionName() {
        return List.of(arn.split(":")).get(FUNCTION_NAME);
    }
}
