package dev.tablecast.infrastructure.configuration.function;

import dev.tablecast.infrastructure.account.RegionalFeatures;
import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;
import java.util.Optional;

/**
 * The start and the processors of the functions; empty for the Region's default.
 *
 * @param snapStart whether functions start from a snapshot
 * @param architecture {@code arm64} or {@code x86_64}
 */
public record FunctionRuntime(Optional<Boolean> snapStart, Optional<String> architecture) {
    public static final Setting<Boolean> SNAP_START =
            new Setting<>(
                    "snapStart",
                    Values.flags(),
                    "Whether functions start from a snapshot: in tenths of a second"
                            + " instead of seconds, at no cost. By default yes in every commercial"
                            + " Region except Taipei and New Zealand, and no in GovCloud and in"
                            + " China.");

    public static final Setting<String> ARCHITECTURE =
            new Setting<>(
                    "architecture",
                    Values.oneOf("arm64", "x86_64"),
                    "Processor architecture of the functions. By default arm64, which"
                            + " costs a fifth less, in every commercial Region, and x86_64 in"
                            + " GovCloud and in China.");

    /** Returns the processors that functions run on where there are these features. */
    public String architectureWith(RegionalFeatures features) {
        return architecture.orElse(features.arm64() ? "arm64" : "x86_64");
    }

    /** Returns whether functions start from a snapshot where there are these features. */
    public boolean snapStartWith(RegionalFeatures features) {
        return snapStart.orElse(features.snapStart());
    }

    public static FunctionRuntime read(StackSettings settings) {
        return new FunctionRuntime(settings.find(SNAP_START), settings.find(ARCHITECTURE));
    }
}
