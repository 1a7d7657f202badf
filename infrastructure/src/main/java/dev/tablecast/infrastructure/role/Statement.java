package dev.tablecast.infrastructure.role;

import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;

/**
 * A statement of a role's policy: actions, and the resources that they apply to.
 *
 * @param resources resource ARNs; a statement without any is left out
 */
public record Statement(List<String> actions, Output<List<String>> resources) {
    public Statement {
        actions = List.copyOf(actions);
    }

    public static Actions allow(String... actions) {
        return new Actions(List.of(actions));
    }

    /**
     * Returns the permissions that DynamoDB and SQS need, on behalf of a caller, to use a
     * customer's key.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html">Encryption
     *     at rest, usage notes</a>
     */
    static Statement useOfKey(Output<String> arn) {
        return allow(
                        "kms:Decrypt",
                        "kms:DescribeKey",
                        "kms:Encrypt",
                        "kms:GenerateDataKey",
                        "kms:ReEncryptFrom",
                        "kms:ReEncryptTo")
                .on(arn);
    }

    /** Returns whether it is about tables or queues. */
    boolean isAboutEncryptedData() {
        return actions.stream()
                .anyMatch(action -> action.startsWith("dynamodb:") || action.startsWith("sqs:"));
    }

    Output<Map<String, Object>> json() {
        return resources.applyValue(
                arns -> Map.of("Effect", "Allow", "Action", actions, "Resource", arns));
    }

    /** Actions of a statement whose resources are still to be named. */
    public record Actions(List<String> actions) {

        public Statement on(Output<String> resource) {
            return onAnyOf(resource.applyValue(List::of));
        }

        /** Returns the statement for these resources, of which there may be none. */
        public Statement onAnyOf(Output<List<String>> resources) {
            return new Statement(actions, resources);
        }

        /** Returns the statement for any resource, for actions that take no narrower one. */
        public Statement onAnything() {
            return on(Output.of("*"));
        }
    }
}
