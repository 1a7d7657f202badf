package dev.tablecast.infrastructure;

import com.pulumi.test.Mocks;
import dev.tablecast.infrastructure.account.Account;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A provider that knows the account it works for, in front of one that only makes resources. */
public record InventedAccount(Account account, Mocks resources) implements Mocks {
    public static final Account US =
            new Account("aws", InventedOutputs.REGION, InventedOutputs.ACCOUNT);

    public static Mocks before(Mocks resources) {
        return new InventedAccount(US, resources);
    }

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
        return resources.newResourceAsync(args);
    }

    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
        return CompletableFuture.completedFuture(answer(args));
    }

    private Map<String, Object> answer(CallArgs args) {
        return switch (args.token) {
            case "aws:index/getPartition:getPartition" ->
                    Map.of(
                            "id",
                            account.partition(),
                            "partition",
                            account.partition(),
                            "dnsSuffix",
                            "amazonaws.com",
                            "reverseDnsPrefix",
                            "com.amazonaws");
            case "aws:index/getRegion:getRegion" ->
                    Map.of(
                            "id",
                            account.region(),
                            "name",
                            account.region(),
                            "description",
                            "invented",
                            "endpoint",
                            "ec2." + account.region() + ".amazonaws.com");
            case "aws:index/getCallerIdentity:getCallerIdentity" ->
                    Map.of(
                            "id", account.id(),
                            "accountId", account.id(),
                            "userId", "AIDAINVENTED",
                            "arn",
                                    "arn:%s:iam::%s:user/deployer"
                                            .formatted(account.partition(), account.id()));
            default -> throw new IllegalArgumentException(args.token + " isn't known here");
        };
    }
}
