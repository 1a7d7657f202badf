package dev.tablecast.infrastructure.configuration;

import com.pulumi.context.ConfigContext;
import dev.tablecast.infrastructure.configuration.access.Auth;
import dev.tablecast.infrastructure.configuration.access.AuthSettings;
import dev.tablecast.infrastructure.configuration.access.ConnectionBounds;
import dev.tablecast.infrastructure.configuration.access.ConnectionSettings;
import dev.tablecast.infrastructure.configuration.api.AccessLog;
import dev.tablecast.infrastructure.configuration.api.CustomDomain;
import dev.tablecast.infrastructure.configuration.api.StageLimits;
import dev.tablecast.infrastructure.configuration.api.StageSettings;
import dev.tablecast.infrastructure.configuration.function.FunctionRuntime;
import dev.tablecast.infrastructure.configuration.function.FunctionSizeSettings;
import dev.tablecast.infrastructure.configuration.function.FunctionSizes;
import dev.tablecast.infrastructure.configuration.message.BroadcastLimits;
import dev.tablecast.infrastructure.configuration.message.BroadcastSettings;
import dev.tablecast.infrastructure.configuration.message.MessageFormat;
import dev.tablecast.infrastructure.configuration.message.MessageSettings;
import dev.tablecast.infrastructure.configuration.operations.AlarmSettings;
import dev.tablecast.infrastructure.configuration.operations.AlarmThresholds;
import dev.tablecast.infrastructure.configuration.operations.ExecutionTrace;
import dev.tablecast.infrastructure.configuration.operations.Governance;
import dev.tablecast.infrastructure.configuration.operations.GovernanceSettings;
import dev.tablecast.infrastructure.configuration.operations.OperationSettings;
import dev.tablecast.infrastructure.configuration.setting.InvalidConfigurationException;
import dev.tablecast.infrastructure.configuration.setting.PulumiSettings;
import dev.tablecast.infrastructure.configuration.setting.SettingNames;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.source.DeliverySettings;
import dev.tablecast.infrastructure.configuration.source.ExistingTable;
import dev.tablecast.infrastructure.configuration.source.Replay;
import dev.tablecast.infrastructure.configuration.source.ReplaySettings;
import dev.tablecast.infrastructure.configuration.source.SnapshotSettings;
import dev.tablecast.infrastructure.configuration.source.Snapshots;
import dev.tablecast.infrastructure.configuration.source.SourceSettings;
import dev.tablecast.infrastructure.configuration.source.StreamDelivery;
import dev.tablecast.infrastructure.configuration.table.Source;
import dev.tablecast.infrastructure.configuration.table.Surroundings;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a stack.
 *
 * <p>The settings, each in Pulumi's namespace {@code tablecast}, are those of the {@link
 * Catalogue}, from which {@code docs/configuration.md} is made.
 *
 * @param deletionProtection whether tables are kept from being deleted
 * @param allowedOrigins the origins whose pages may connect; empty for any
 * @param sweepMinutes time between two sweeps of the connections
 * @param logRetentionDays how long logs are kept
 */
public record TablecastConfiguration(
        Auth auth,
        Source source,
        boolean deletionProtection,
        StreamDelivery streamDelivery,
        MessageFormat messageFormat,
        Replay replay,
        Snapshots snapshots,
        List<String> allowedOrigins,
        ConnectionBounds connectionBounds,
        int sweepMinutes,
        BroadcastLimits broadcast,
        FunctionSizes functionSizes,
        FunctionRuntime functionRuntime,
        StageLimits stageLimits,
        Optional<CustomDomain> customDomain,
        AccessLog accessLog,
        int logRetentionDays,
        ExecutionTrace executionTrace,
        Governance governance,
        AlarmThresholds alarms) {

    public TablecastConfiguration {
        allowedOrigins = List.copyOf(allowedOrigins);
        ConnectionSettings.SWEEP_MINUTES.require(sweepMinutes);
    }

    /**
     * Reads the stack's configuration.
     *
     * @param environment the process environment, in which Pulumi passes the names of all settings,
     *     unlike its API
     * @param surroundings the account and tables that exist
     * @throws InvalidConfigurationException naming every setting that is missing, wrong or unknown
     */
    public static TablecastConfiguration from(
            ConfigContext context, Map<String, String> environment, Surroundings surroundings) {
        var settings =
                new StackSettings(
                        context.config(PulumiSettings.NAMESPACE)::get,
                        SettingNames.OF_STACK,
                        context.config("aws").get("region"),
                        surroundings);
        Catalogue.refuseUnknown(PulumiSettings.names(environment), settings);
        return read(settings);
    }

    /**
     * Reads these settings, whose names have no namespace: {@code of(Map.of("auth", "none"))} is
     * the default of everything else.
     *
     * @throws InvalidConfigurationException naming every setting that is missing, wrong or unknown
     */
    public static TablecastConfiguration of(Map<String, String> values) {
        return of(values, Surroundings.UNKNOWN);
    }

    /**
     * Reads these settings in these surroundings.
     *
     * @throws InvalidConfigurationException naming every setting that is missing, wrong or unknown
     */
    public static TablecastConfiguration of(Map<String, String> values, Surroundings surroundings) {
        return of(values, SettingNames.OF_STACK, surroundings);
    }

    /**
     * Reads these settings in these surroundings.
     *
     * @param settingNames the names by which messages call the settings
     * @throws InvalidConfigurationException naming every setting that is missing, wrong or unknown
     */
    public static TablecastConfiguration of(
            Map<String, String> values, SettingNames settingNames, Surroundings surroundings) {
        var settings =
                new StackSettings(
                        name -> Optional.ofNullable(values.get(name)),
                        settingNames,
                        Optional.empty(),
                        surroundings);
        Catalogue.refuseUnknown(values.keySet(), settings);
        return read(settings);
    }

    /**
     * Returns the source. If the program hands it over, its stream is known only once its images
     * have been checked, which a preview does as well.
     *
     * @param settingNames the names by which messages call the settings
     */
    public Source checkedSource(SettingNames settingNames) {
        return source instanceof Source.GivenTable given
                ? NeededImages.of(this).checked(given, settingNames)
                : source;
    }

    private static TablecastConfiguration read(StackSettings settings) {
        var auth = Auth.read(settings);
        var bounds = ConnectionSettings.bounds(settings, auth);
        var source = SourceSettings.read(settings);
        var delivery = DeliverySettings.read(settings);
        var format = MessageSettings.read(settings);
        var configuration =
                new TablecastConfiguration(
                        auth,
                        source,
                        settings.get(SourceSettings.DELETION_PROTECTION),
                        delivery,
                        format,
                        ReplaySettings.read(settings),
                        SnapshotSettings.read(
                                settings,
                                source,
                                format instanceof MessageFormat.Json,
                                format.hasFilters()),
                        AuthSettings.allowedOrigins(settings),
                        bounds,
                        settings.get(ConnectionSettings.SWEEP_MINUTES),
                        BroadcastSettings.read(settings),
                        FunctionSizeSettings.read(settings),
                        FunctionRuntime.read(settings),
                        StageSettings.limits(settings),
                        CustomDomain.read(settings),
                        StageSettings.accessLog(settings),
                        settings.get(OperationSettings.LOG_RETENTION_DAYS),
                        settings.get(OperationSettings.EXECUTION_TRACE),
                        GovernanceSettings.read(settings),
                        AlarmSettings.read(settings, bounds));
        ExistingTable.requireImages(settings, NeededImages.of(configuration)::missingIn);
        settings.throwIfWrong();
        return configuration;
    }
}
