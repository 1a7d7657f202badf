package dev.tablecast.local.cloud.calls;

/**
 * A listener for every call that the system's parts make, whether or not the call succeeds. The
 * local cloud refuses no call for a missing permission.
 *
 * <p>Many threads call it at a time, and it must not block.
 */
@FunctionalInterface
public interface AwsCalls {
    AwsCalls NONE = call -> {};

    void called(AwsCall call);
}
