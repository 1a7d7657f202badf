package dev.tablecast.infrastructure.account;

import com.pulumi.aws.AwsFunctions;
import com.pulumi.aws.inputs.GetCallerIdentityPlainArgs;
import com.pulumi.aws.inputs.GetPartitionPlainArgs;
import com.pulumi.aws.inputs.GetRegionPlainArgs;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.exceptions.RunException;
import java.util.concurrent.CompletionException;

/**
 * The account and the Region that a stack is deployed to.
 *
 * @param partition {@code aws}, or that of China or of a government
 * @param region such as {@code eu-central-1}
 * @param id the account's twelve digits
 */
public record Account(String partition, String region, String id) {

    /**
     * Looks up the account through the provider, because the Region and the credentials may come
     * from the stack, the environment or a profile.
     *
     * @param options select the provider
     * @throws RunException if the lookup fails, for instance without credentials
     */
    public static Account lookUp(InvokeOptions options) {
        var partition = AwsFunctions.getPartitionPlain(GetPartitionPlainArgs.Empty, options);
        var region = AwsFunctions.getRegionPlain(GetRegionPlainArgs.Empty, options);
        var identity =
                AwsFunctions.getCallerIdentityPlain(GetCallerIdentityPlainArgs.Empty, options);
        try {
            return new Account(
                    partition.join().partition(),
                    region.join().name(),
                    identity.join().accountId());
        } catch (CompletionException e) {
            throw new RunException(
                    "The account and the Region can't be looked up: " + e.getCause().getMessage(),
                    e);
        }
    }

    /** Returns whether this is one of the partitions in which anyone may have an account. */
    boolean isCommercial() {
        return partition.equals("aws");
    }
}
