package dev.tablecast.infrastructure.configuration;

import java.util.List;
import java.util.Map;

/**
 * The settings of {@code docs/configuration.md}, each under its name. What isn't set has its
 * default.
 *
 * <p>This class is generated from the code that reads the settings; {@code TypedSettingsTest} says
 * how.
 *
 * @param <B> the builder that has them
 */
public abstract class TypedSettings<B extends TypedSettings<B>> {
    private final SettingTexts texts = new SettingTexts();

    protected TypedSettings() {}

    /** Returns what was set, as the texts that a stack's file would have. */
    protected Map<String, String> values() {
        return texts.all();
    }

    @SuppressWarnings("unchecked")
    private B set(String name, Object value) {
        texts.put(name, value);
        return (B) this;
    }

    public B auth(String value) {
        return set("auth", value);
    }

    public B jwtIssuer(String value) {
        return set("jwtIssuer", value);
    }

    public B jwtAudience(List<String> value) {
        return set("jwtAudience", value);
    }

    public B jwtAudienceClaims(List<String> value) {
        return set("jwtAudienceClaims", value);
    }

    public B jwtRequiredClaims(List<String> value) {
        return set("jwtRequiredClaims", value);
    }

    public B allowIdTokens(boolean value) {
        return set("allowIdTokens", value);
    }

    public B jwksUrl(String value) {
        return set("jwksUrl", value);
    }

    public B allowedOrigins(List<String> value) {
        return set("allowedOrigins", value);
    }

    public B maximumConnections(int value) {
        return set("maximumConnections", value);
    }

    public B maximumConnectionsPerSubject(int value) {
        return set("maximumConnectionsPerSubject", value);
    }

    public B sourceTableName(String value) {
        return set("sourceTableName", value);
    }

    public B sourceHashKey(String value) {
        return set("sourceHashKey", value);
    }

    public B sourceRangeKey(String value) {
        return set("sourceRangeKey", value);
    }

    public B pointInTimeRecovery(boolean value) {
        return set("pointInTimeRecovery", value);
    }

    public B existingTable(String value) {
        return set("existingTable", value);
    }

    public B sourceStreamArn(String value) {
        return set("sourceStreamArn", value);
    }

    public B deletionProtection(boolean value) {
        return set("deletionProtection", value);
    }

    public B eventNames(List<String> value) {
        return set("eventNames", value);
    }

    public B filter(String value) {
        return set("filter", value);
    }

    public B messageFormat(String value) {
        return set("messageFormat", value);
    }

    public B projection(String value) {
        return set("projection", value);
    }

    public B projectionAttributes(List<String> value) {
        return set("projectionAttributes", value);
    }

    public B rowAccess(String value) {
        return set("rowAccess", value);
    }

    public B filterableAttributes(List<String> value) {
        return set("filterableAttributes", value);
    }

    public B text(String value) {
        return set("text", value);
    }

    public B batchSize(int value) {
        return set("batchSize", value);
    }

    public B batchWindowSeconds(int value) {
        return set("batchWindowSeconds", value);
    }

    public B parallelizationFactor(int value) {
        return set("parallelizationFactor", value);
    }

    public B maximumRecordAgeSeconds(int value) {
        return set("maximumRecordAgeSeconds", value);
    }

    public B replayHours(int value) {
        return set("replayHours", value);
    }

    public B replayChanges(int value) {
        return set("replayChanges", value);
    }

    public B snapshot(String value) {
        return set("snapshot", value);
    }

    public B snapshotMaxItems(int value) {
        return set("snapshotMaxItems", value);
    }

    public B pageSize(int value) {
        return set("pageSize", value);
    }

    public B chunkSize(int value) {
        return set("chunkSize", value);
    }

    public B postTimeoutSeconds(int value) {
        return set("postTimeoutSeconds", value);
    }

    public B postConcurrency(int value) {
        return set("postConcurrency", value);
    }

    public B pruneGraceSeconds(int value) {
        return set("pruneGraceSeconds", value);
    }

    public B sweepMinutes(int value) {
        return set("sweepMinutes", value);
    }

    public B snapStart(boolean value) {
        return set("snapStart", value);
    }

    public B architecture(String value) {
        return set("architecture", value);
    }

    public B connectionMemoryMegabytes(int value) {
        return set("connectionMemoryMegabytes", value);
    }

    public B connectionTimeoutSeconds(int value) {
        return set("connectionTimeoutSeconds", value);
    }

    public B subscribeMemoryMegabytes(int value) {
        return set("subscribeMemoryMegabytes", value);
    }

    public B subscribeTimeoutSeconds(int value) {
        return set("subscribeTimeoutSeconds", value);
    }

    public B postMemoryMegabytes(int value) {
        return set("postMemoryMegabytes", value);
    }

    public B triggerMemoryMegabytes(int value) {
        return set("triggerMemoryMegabytes", value);
    }

    public B triggerTimeoutSeconds(int value) {
        return set("triggerTimeoutSeconds", value);
    }

    public B requestsPerSecond(int value) {
        return set("requestsPerSecond", value);
    }

    public B requestBurst(int value) {
        return set("requestBurst", value);
    }

    public B customDomain(String value) {
        return set("customDomain", value);
    }

    public B customDomainCertificateArn(String value) {
        return set("customDomainCertificateArn", value);
    }

    public B accessLog(boolean value) {
        return set("accessLog", value);
    }

    public B apiGatewayLogRole(String value) {
        return set("apiGatewayLogRole", value);
    }

    public B permissionsBoundary(String value) {
        return set("permissionsBoundary", value);
    }

    public B kmsKeyArn(String value) {
        return set("kmsKeyArn", value);
    }

    public B tags(Map<String, String> value) {
        return set("tags", value);
    }

    public B executionTrace(String value) {
        return set("executionTrace", value);
    }

    public B logRetentionDays(int value) {
        return set("logRetentionDays", value);
    }

    public B alarmTopicArn(String value) {
        return set("alarmTopicArn", value);
    }

    public B iteratorAgeAlarmSeconds(int value) {
        return set("iteratorAgeAlarmSeconds", value);
    }

    public B closedConnectionsAlarm(int value) {
        return set("closedConnectionsAlarm", value);
    }

    public B connectionsAlarm(int value) {
        return set("connectionsAlarm", value);
    }
}
