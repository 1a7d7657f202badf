package dev.tablecast.infrastructure.configuration;

import com.pulumi.context.ConfigContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that may be chosen about a stack.
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
        Broadcast broadcast,
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
     * Returns what the stack's configuration says.
     *
     * @param environment where Pulumi tells its programs the names of all settings, which its API
     *     doesn't
     * @param surroundings what is there already where the stack goes
     * @throws InvalidConfigurationException naming every setting that is missing, wrong or unknown
     */
    public static TablecastConfiguration from(
            ConfigContext context, Map<String, String> environment, Surroundings surroundings) {
        var settings =
                new Settings(
                        context.config(PulumiSettings.NAMESPACE)::get,
                        SettingNames.OF_STACK,
                        context.config("aws").get("region"),
                        surroundings);
        settings.know(PulumiSettings.names(environment));
        return read(settings);
    }

    /**
     * Returns what these settings say, without their namespace: {@code of(Map.of("auth", "none"))}
     * is the default of everything else.
     *
     * @throws InvalidConfigurationException naming every setting that is missing, wrong or unknown
     */
    public static TablecastConfiguration of(Map<String, String> values) {
        return of(values, Surroundings.UNKNOWN);
    }

    /**
     * Returns what these settings say in these surroundings.
     *
     * @throws InvalidConfigurationException naming every setting that is missing, wrong or unknown
     */
    public static TablecastConfiguration of(Map<String, String> values, Surroundings surroundings) {
        return of(values, SettingNames.OF_STACK, surroundings);
    }

    /**
     * Returns what these settings say in these surroundings.
     *
     * @param settingNames the names by which messages call the settings
     * @throws InvalidConfigurationException naming every setting that is missing, wrong or unknown
     */
    public static TablecastConfiguration of(
            Map<String, String> values, SettingNames settingNames, Surroundings surroundings) {
        var settings =
                new Settings(
                        name -> Optional.ofNullable(values.get(name)),
                        settingNames,
                        Optional.empty(),
                        surroundings);
        settings.know(values.keySet());
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

    private static TablecastConfiguration read(Settings settings) {
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
                        SnapshotSettings.read(settings, source, format),
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
        ExistingTable.requireImages(settings, configuration);
        settings.throwIfWrong();
        return configuration;
    }
}
