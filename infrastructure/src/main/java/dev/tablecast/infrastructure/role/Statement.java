package dev.tablecast.infrastructure.role;

import com.pulumi.core.Output;
import java.util.List;
import java.util.Map;

/**
 * What a role may do, and to what.
 *
 * @param resources none for a statement that is left out
 */
public record Statement(List<String> actions, Output<List<String>> resources) {
    public Statement {
        actions = List.copyOf(actions);
    }

    public static Actions allow(String... actions) {
        return new Actions(List.of(actions));
    }

    /**
     * Returns what DynamoDB and SQS do with a customer's key in the name of whoever calls them.
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

    /** Actions that still need to be told what they may be done to. */
    public record Actions(List<String> actions) {

        public Statement on(Output<String> resource) {
            return onAnyOf(resource.applyValue(List::of));
        }

        /** For resources of which there may be none. */
        public Statement onAnyOf(Output<List<String>> resources) {
            return new Statement(actions, resources);
        }

        /** For actions that know no narrower resource. */
        public Statement onAnything() {
            return on(Output.of("*"));
        }
    }
}
