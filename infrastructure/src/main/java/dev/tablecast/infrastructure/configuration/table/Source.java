package dev.tablecast.infrastructure.configuration.table;

import com.pulumi.core.Output;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The source of the changes that are broadcast. */
public sealed interface Source {
    /** The logical name of the table of connections, which lies beside the source. */
    String CONNECTIONS_TABLE = "WebSocketManager";

    /** The logical name of the table that they are counted in, if their number is bounded. */
    String CONNECTION_COUNTS_TABLE = "ConnectionCounts";

    /** The logical name of the table with the feed's numbered log. */
    String CHANGE_LOG_TABLE = "ChangeLog";

    /**
     * Returns the name of the table's feed, under which its log lies. It outlives the table: a new
     * table of the same name goes on with the feed, in a new epoch.
     */
    String feed();

    /** Returns the attributes of the table's key; empty where nobody knows. */
    List<KeyAttribute> key();

    /**
     * A table that the stack makes.
     *
     * @param name the name that Pulumi knows it by, and that its name on AWS contains
     * @param key the hash key, and then the range key if there is one
     * @param pointInTimeRecovery whether any second of the last 35 days can be restored
     */
    record NewTable(String name, List<KeyAttribute> key, boolean pointInTimeRecovery)
            implements Source {
        public NewTable {
            key = List.copyOf(key);
            if (key.isEmpty() || key.size() > 2) {
                throw new IllegalArgumentException(
                        "key has " + key.size() + " attributes; a table's key has one or two");
            }
        }

        @Override
        public String feed() {
            return name;
        }

        public KeyAttribute hashKey() {
            return key.get(0);
        }

        public Optional<KeyAttribute> rangeKey() {
            return key.stream().skip(1).findFirst();
        }
    }

    /**
     * A table that the program hands over, such as one that it makes itself. Its stream may be
     * known only once the table is there.
     *
     * @param feed stays the same whatever the table is called
     * @param viewType the images that its stream has; null or empty where nobody knows
     * @param kmsKeyArn the key that encrypts it; null or empty where nobody knows
     */
    record GivenTable(
            String feed,
            Output<String> name,
            Output<String> streamArn,
            Output<String> viewType,
            Output<String> kmsKeyArn)
            implements Source {
        /** The view type of a table whose stream is off. */
        public static final String NO_STREAM = "NONE";

        @Override
        public List<KeyAttribute> key() {
            return List.of();
        }
    }

    /**
     * The stream of a table that is there already, and that the stack leaves alone.
     *
     * @param key the hash key, and then the range key if there is one; empty where nobody knows
     * @param kmsKeyArn the key that encrypts the table, where it is known and isn't DynamoDB's own
     */
    record ExistingStream(String streamArn, List<KeyAttribute> key, Optional<String> kmsKeyArn)
            implements Source {
        /** An example of a stream's ARN. */
        public static final String EXAMPLE =
                "arn:aws:dynamodb:us-east-1:123456789012:table/Items/stream/2026-11-22T19:49:00.000";

        /** The values that {@link #isArn} allows, in words. */
        public static final String ALLOWED = "the ARN of a table's stream, such as " + EXAMPLE;

        private static final Pattern ARN =
                Pattern.compile(
                        "arn:aws[a-z-]*:dynamodb:[a-z0-9-]+:\\d{12}"
                                + ":table/(?<table>[A-Za-z0-9_.-]{3,255})/stream/[0-9T:.-]+");

        public ExistingStream {
            if (!isArn(streamArn)) {
                throw new IllegalArgumentException(
                        "sourceStreamArn is %s; it takes %s".formatted(streamArn, ALLOWED));
            }
            key = List.copyOf(key);
        }

        /** A stream of which no more is known. */
        public ExistingStream(String streamArn) {
            this(streamArn, List.of(), Optional.empty());
        }

        @Override
        public String feed() {
            return tableName();
        }

        public String tableName() {
            var arn = ARN.matcher(streamArn);
            arn.matches();
            return arn.group("table");
        }

        public static boolean isArn(String text) {
            return ARN.matcher(text).matches();
        }
    }
}
