package dev.tablecast.infrastructure.configuration.operations;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;
import java.util.Map;
import java.util.regex.Pattern;

/** Settings that companies require. */
public final class GovernanceSettings {
    private static final Pattern POLICY =
            Pattern.compile("arn:aws[a-z-]*:iam::(\\d{12}|aws):policy/[\\w+=,.@/-]{1,512}");

    private static final Pattern KEY =
            Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/[A-Za-z0-9-]{1,64}");

    public static final Setting<String> PERMISSIONS_BOUNDARY =
            new Setting<>(
                    "permissionsBoundary",
                    Values.texts(
                            "the ARN of a policy, such as"
                                    + " arn:aws:iam::123456789012:policy/Boundary",
                            text -> POLICY.matcher(text).matches()),
                    "Permissions boundary of every role of the stack, for accounts that"
                            + " require one.");

    public static final Setting<String> KMS_KEY_ARN =
            new Setting<>(
                    "kmsKeyArn",
                    Values.texts(
                            "the ARN of a KMS key, such as"
                                    + " arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d-…",
                            text -> KEY.matcher(text).matches()),
                    "Customer managed key for tables, queue and logs; by default AWS's"
                            + " own keys encrypt them. The stack's roles get the permissions that"
                            + " they need; the key's policy must let CloudWatch Logs use it, see"
                            + " [Deploy](deploy.md#a-key-of-your-own).");

    public static final Setting<Map<String, String>> TAGS =
            new Setting<>(
                    "tags",
                    Tags.values(),
                    "Tags for every resource that supports tags, in addition to"
                            + " `project` and `stack`: a YAML object, or `team=feeds,"
                            + " cost-center=42`.");

    private GovernanceSettings() {}

    public static Governance read(StackSettings settings) {
        var boundary = settings.find(PERMISSIONS_BOUNDARY);
        boundary.ifPresent(arn -> settings.requirePlace(PERMISSIONS_BOUNDARY, arn));
        var key = settings.find(KMS_KEY_ARN);
        key.ifPresent(arn -> settings.requirePlace(KMS_KEY_ARN, arn));
        return new Governance(boundary, key, settings.find(TAGS).orElse(Map.of()));
    }
}
