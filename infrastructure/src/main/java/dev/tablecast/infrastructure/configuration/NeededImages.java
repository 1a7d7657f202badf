package dev.tablecast.infrastructure.configuration;

import com.pulumi.core.Output;
import dev.tablecast.infrastructure.configuration.access.Projection;
import dev.tablecast.infrastructure.configuration.access.ViewSettings;
import dev.tablecast.infrastructure.configuration.access.Views;
import dev.tablecast.infrastructure.configuration.message.MessageFormat;
import dev.tablecast.infrastructure.configuration.setting.InvalidConfigurationException;
import dev.tablecast.infrastructure.configuration.setting.SettingNames;
import dev.tablecast.infrastructure.configuration.table.Source;
import dev.tablecast.infrastructure.configuration.table.StreamImages;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stream images that the configuration requires.
 *
 * @param any whether messages show more of an item than its key
 * @param newImage whether the filter asks for it
 * @param oldImage whether the filter asks for it
 * @param both the settings that need both images
 */
public record NeededImages(boolean any, boolean newImage, boolean oldImage, List<String> both) {

    static NeededImages of(TablecastConfiguration configuration) {
        String pattern = configuration.streamDelivery().filter().pattern();
        return new NeededImages(
                showsItems(configuration.messageFormat()),
                pattern.contains("\"NewImage\""),
                pattern.contains("\"OldImage\""),
                configuration.messageFormat() instanceof MessageFormat.Json json
                        ? comparing(json.views())
                        : List.of());
    }

    /** Returns the same table, whose outputs fail if its stream lacks these images. */
    Source.GivenTable checked(Source.GivenTable table, SettingNames settingNames) {
        var checked = table.viewType().applyValue(viewType -> require(viewType, settingNames));
        return new Source.GivenTable(
                table.feed(),
                table.name(),
                Output.tuple(table.streamArn(), checked).applyValue(known -> known.t1),
                table.viewType(),
                table.kmsKeyArn());
    }

    private String require(@Nullable String viewType, SettingNames settingNames) {
        if (viewType == null || viewType.isEmpty()) {
            return "";
        }
        var reasons =
                viewType.equals(Source.GivenTable.NO_STREAM)
                        ? List.of("changes are read from it")
                        : missingIn(StreamImages.of(viewType));
        if (!reasons.isEmpty()) {
            throw new InvalidConfigurationException(
                    reasons.stream()
                            .map(
                                    reason ->
                                            "%s has the stream view type \"%s\"; it takes a table with"
                                                            .formatted(
                                                                    settingNames.of("sourceTable"),
                                                                    viewType)
                                                    + " streamEnabled(true) and"
                                                    + " streamViewType(\"NEW_AND_OLD_IMAGES\"),"
                                                    + " because "
                                                    + reason)
                            .toList());
        }
        return viewType;
    }

    /** Returns the reasons for which a stream with these images isn't enough; none if it is. */
    List<String> missingIn(StreamImages found) {
        var reasons = new ArrayList<String>();
        if (any && !found.hasNew() && !found.hasOld()) {
            reasons.add("projection or text show items");
        }
        if (newImage && !found.hasNew()) {
            reasons.add("filter asks for the NewImage");
        }
        if (oldImage && !found.hasOld()) {
            reasons.add("filter asks for the OldImage");
        }
        if (!found.hasNew() || !found.hasOld()) {
            both.forEach(setting -> reasons.add(setting + " needs both images"));
        }
        return reasons;
    }

    private static List<String> comparing(Views views) {
        var settings = new ArrayList<String>();
        if (views.rowAccess().isPresent()) {
            settings.add(ViewSettings.ROW_ACCESS.name());
        }
        if (!views.filterableAttributes().isEmpty()) {
            settings.add(ViewSettings.FILTERABLE_ATTRIBUTES.name());
        }
        return settings;
    }

    private static boolean showsItems(MessageFormat format) {
        return format instanceof MessageFormat.Json json
                ? !(json.projection() instanceof Projection.KeysOnly)
                : ((MessageFormat.Text) format).template().contains("{");
    }
}
