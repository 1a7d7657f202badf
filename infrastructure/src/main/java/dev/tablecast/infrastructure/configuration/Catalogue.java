package dev.tablecast.infrastructure.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Every setting there is: for what is read, for names that are none, and for the reference. */
final class Catalogue {
    static final List<Group> GROUPS =
            List.of(
                    new Group(
                            "Who may connect",
                            List.of(
                                    AuthSettings.AUTH,
                                    JwtSettings.ISSUER,
                                    JwtSettings.AUDIENCE,
                                    JwtSettings.AUDIENCE_CLAIMS,
                                    JwtSettings.REQUIRED_CLAIMS,
                                    JwtSettings.ALLOW_ID_TOKENS,
                                    JwtSettings.JWKS_URL,
                                    AuthSettings.ALLOWED_ORIGINS,
                                    ConnectionSettings.MAXIMUM,
                                    ConnectionSettings.MAXIMUM_PER_SUBJECT)),
                    new Group(
                            "The source",
                            List.of(
                                    SourceSettings.TABLE_NAME,
                                    SourceSettings.HASH_KEY,
                                    SourceSettings.RANGE_KEY,
                                    SourceSettings.POINT_IN_TIME_RECOVERY,
                                    ExistingTable.EXISTING_TABLE,
                                    SourceSettings.STREAM_ARN,
                                    SourceSettings.DELETION_PROTECTION)),
                    new Group(
                            "What is broadcast",
                            List.of(
                                    ChangeSettings.EVENT_NAMES,
                                    ChangeSettings.FILTER,
                                    MessageSettings.FORMAT,
                                    MessageSettings.PROJECTION,
                                    MessageSettings.ATTRIBUTES,
                                    ViewSettings.ROW_ACCESS,
                                    ViewSettings.FILTERABLE_ATTRIBUTES,
                                    MessageSettings.TEXT)),
                    new Group(
                            "From the stream",
                            List.of(
                                    DeliverySettings.BATCH_SIZE,
                                    DeliverySettings.BATCH_WINDOW_SECONDS,
                                    DeliverySettings.PARALLELIZATION_FACTOR,
                                    DeliverySettings.MAXIMUM_RECORD_AGE_SECONDS)),
                    new Group("The log", List.of(ReplaySettings.HOURS, ReplaySettings.CHANGES)),
                    new Group(
                            "Snapshots",
                            List.of(SnapshotSettings.MODE, SnapshotSettings.MAX_ITEMS)),
                    new Group(
                            "To the connections",
                            List.of(
                                    BroadcastSettings.PAGE_SIZE,
                                    BroadcastSettings.CHUNK_SIZE,
                                    BroadcastSettings.POST_TIMEOUT_SECONDS,
                                    BroadcastSettings.POST_CONCURRENCY,
                                    BroadcastSettings.PRUNE_GRACE_SECONDS,
                                    ConnectionSettings.SWEEP_MINUTES)),
                    new Group(
                            "What the functions take",
                            List.of(
                                    FunctionRuntime.SNAP_START,
                                    FunctionRuntime.ARCHITECTURE,
                                    FunctionSizeSettings.CONNECTION_MEMORY_MEGABYTES,
                                    FunctionSizeSettings.CONNECTION_TIMEOUT_SECONDS,
                                    FunctionSizeSettings.SUBSCRIBE_MEMORY_MEGABYTES,
                                    FunctionSizeSettings.SUBSCRIBE_TIMEOUT_SECONDS,
                                    FunctionSizeSettings.POST_MEMORY_MEGABYTES,
                                    FunctionSizeSettings.TRIGGER_MEMORY_MEGABYTES,
                                    FunctionSizeSettings.TRIGGER_TIMEOUT_SECONDS)),
                    new Group(
                            "The WebSocket API",
                            List.of(
                                    StageSettings.REQUESTS_PER_SECOND,
                                    StageSettings.REQUEST_BURST,
                                    CustomDomain.NAME,
                                    CustomDomain.CERTIFICATE_ARN,
                                    StageSettings.ACCESS_LOG,
                                    StageSettings.LOG_ROLE)),
                    new Group(
                            "Company rules",
                            List.of(
                                    GovernanceSettings.PERMISSIONS_BOUNDARY,
                                    GovernanceSettings.KMS_KEY_ARN,
                                    GovernanceSettings.TAGS)),
                    new Group(
                            "Operations",
                            List.of(
                                    OperationSettings.EXECUTION_TRACE,
                                    OperationSettings.LOG_RETENTION_DAYS,
                                    AlarmSettings.TOPIC_ARN,
                                    AlarmSettings.ITERATOR_AGE_SECONDS,
                                    AlarmSettings.CLOSED_CONNECTIONS,
                                    AlarmSettings.CONNECTIONS)));

    /** Settings that are gone, each with what there is in its place. */
    private static final Map<String, String> RETIRED =
            Map.of(
                    "maximumRetryAttempts",
                    "maximumRecordAgeSeconds alone says how long a batch is tried again",
                    "postAttempts",
                    "postTimeoutSeconds alone says how long a connection is tried again");

    private static final Set<String> NAMES =
            GROUPS.stream()
                    .flatMap(group -> group.settings().stream())
                    .map(Setting::name)
                    .collect(Collectors.toUnmodifiableSet());

    private Catalogue() {}

    /** Settings that someone chooses together. */
    record Group(String title, List<Setting<?>> settings) {
        Group {
            settings = List.copyOf(settings);
        }
    }

    /** Returns what there is in place of a setting that is gone; empty for any other name. */
    static Optional<String> successor(String name) {
        return Optional.ofNullable(RETIRED.get(name));
    }

    static Set<String> names() {
        return NAMES;
    }
}
