package dev.tablecast.infrastructure.configuration;

import com.pulumi.Config;
import com.pulumi.context.ConfigContext;
import com.pulumi.test.internal.PulumiTestInternal;
import java.util.Map;

/** A stack's settings as Pulumi hands them to its programs. */
record PulumiConfiguration(String json) implements ConfigContext {
    Map<String, String> environment() {
        return Map.of("PULUMI_CONFIG", json);
    }

    @Override
    public Config config() {
        return config("project");
    }

    @Override
    public Config config(String namespace) {
        return new Config(
                PulumiTestInternal.config(
                        PulumiTestInternal.parseConfig(json),
                        PulumiTestInternal.parseConfigSecretKeys("[]")),
                namespace);
    }
}
