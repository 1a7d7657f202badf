package dev.tablecast.local.cloud.provision;

import java.util.Map;

/** The provider's answers to the program's lookups. */
final class Lookups {
    private Lookups() {}

    static Map<String, Object> answer(String token) {
        return switch (token) {
            case "aws:index/getPartition:getPartition" ->
                    Map.of(
                            "id", "aws",
                            "partition", "aws",
                            "dnsSuffix", "amazonaws.com",
                            "reverseDnsPrefix", "com.amazonaws");
            case "aws:index/getRegion:getRegion" ->
                    Map.of(
                            "id",
                            Arns.REGION,
                            "name",
                            Arns.REGION,
                            "description",
                            "this machine",
                            "endpoint",
                            "ec2." + Arns.REGION + ".amazonaws.com");
            case "aws:index/getCallerIdentity:getCallerIdentity" ->
                    Map.of(
                            "id",
                            Arns.ACCOUNT,
                            "accountId",
                            Arns.ACCOUNT,
                            "userId",
                            "local",
                            "arn",
                            "arn:aws:iam::%s:root".formatted(Arns.ACCOUNT));
            default ->
                    throw new UnsupportedResourceException(
                            token + ": the local cloud doesn't support this function");
        };
    }
}
