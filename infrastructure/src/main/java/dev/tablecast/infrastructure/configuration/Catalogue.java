package dev.tablecast.infrastructure.configuration;

import dev.tablecast.infrastructure.configuration.access.AuthSettings;
import dev.tablecast.infrastructure.configuration.access.ConnectionSettings;
import dev.tablecast.infrastructure.configuration.access.JwtSettings;
import dev.tablecast.infrastructure.configuration.access.ViewSettings;
import dev.tablecast.infrastructure.configuration.api.CustomDomain;
import dev.tablecast.infrastructure.configuration.api.StageSettings;
import dev.tablecast.infrastructure.configuration.function.FunctionRuntime;
import dev.tablecast.infrastructure.configuration.function.FunctionSizeSettings;
import dev.tablecast.infrastructure.configuration.message.BroadcastSettings;
import dev.tablecast.infrastructure.configuration.message.MessageSettings;
import dev.tablecast.infrastructure.configuration.operations.AlarmSettings;
import dev.tablecast.infrastructure.configuration.operations.GovernanceSettings;
import dev.tablecast.infrastructure.configuration.operations.OperationSettings;
import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.source.ChangeSettings;
import dev.tablecast.infrastructure.configuration.source.DeliverySettings;
import dev.tablecast.infrastructure.configuration.source.ExistingTable;
import dev.tablecast.infrastructure.configuration.source.ReplaySettings;
import dev.tablecast.infrastructure.configuration.source.SnapshotSettings;
import dev.tablecast.infrastructure.configuration.source.SourceSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The list of all settings, from which unknown names are detected and the reference is generated.
 */
public final class Catalogue {
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

    /** Removed settings, each with its replacement. */
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

    /** Related settings, which the reference shows under one title. */
    record Group(String title, List<Setting<?>> settings) {
        Group {
            settings = List.copyOf(settings);
        }
    }

    /** Notes a problem for each unknown name, with the most similar setting. */
    static void refuseUnknown(Set<String> names, StackSettings settings) {
        var unknown = new TreeSet<>(names);
        unknown.removeAll(NAMES);
        for (String name : unknown) {
            settings.note(
                    Optional.ofNullable(RETIRED.get(name))
                            .map(instead -> name + " is no longer a setting; " + instead)
                            .orElseGet(() -> noSetting(name)));
        }
    }

    private static String noSetting(String name) {
        return Nearest.to(name, NAMES)
                .map(near -> "%s is not a setting; did you mean %s?".formatted(name, near))
                .orElseGet(
                        () ->
                                "%s is not a setting; docs/configuration.md lists all settings"
                                        .formatted(name));
    }

    static Set<String> names() {
        return NAMES;
    }
}
