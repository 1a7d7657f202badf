package dev.tablecast.functions.aws;

/** Thrown when Lambda doesn't queue an asynchronous invocation. */
public final class InvocationRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvocationRefusedException(SignedHttp.Answer answer) {
        super(
                "Lambda answered %d to an asynchronous invocation; request %s"
                        .formatted(answer.status(), answer.requestId().orElse("unknown")));
    }
}
