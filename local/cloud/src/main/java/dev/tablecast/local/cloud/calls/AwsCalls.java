package dev.tablecast.local.cloud.calls;

/**
 * Is told of every call that the parts of the system make, whatever comes of it. Nothing here is
 * refused for want of a permission.
 *
 * <p>It is called by many threads at a time and must not wait.
 */
@FunctionalInterface
public interface AwsCalls {
    AwsCalls NONE = call -> {};

    void called(AwsCall call);
}
