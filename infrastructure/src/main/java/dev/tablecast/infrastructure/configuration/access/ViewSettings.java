package dev.tablecast.infrastructure.configuration.access;

import dev.tablecast.functions.expression.ClaimExpression;
import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.expression.Limits;
import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;
import dev.tablecast.infrastructure.configuration.source.ExistingTable;
import dev.tablecast.infrastructure.configuration.source.SourceSettings;
import dev.tablecast.infrastructure.configuration.table.KeyAttribute;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The limits of what a client sees and filters by. */
public final class ViewSettings {
    public static final Setting<String> ROW_ACCESS =
            new Setting<>(
                    "rowAccess",
                    Values.texts(
                            "a condition on an item and the client's token, such as tenant ="
                                    + " :claim.tenant",
                            text -> true),
                    "Condition on an item and the claims of a client's token, which"
                            + " decides which items the client sees, such as `tenant ="
                            + " :claim.tenant AND (#public = :true OR contains(readers,"
                            + " :claim.sub))`. It applies to every message, replay and filter; the"
                            + " client doesn't learn of changes to items that it may not see,"
                            + " deletions included. The language is that of DynamoDB's condition"
                            + " expressions, at most "
                            + "%d bytes and %d paths and values. "
                                    .formatted(Limits.EXPRESSION_BYTES, Limits.OPERANDS)
                            + "`:claim.NAME` is the claim NAME of the token: a string, a number, a"
                            + " boolean, or an array of those, which in the list of `IN` stands for"
                            + " its elements. A token that lacks one of the claims is refused with"
                            + " 403. `:true`, `:false` and `:null` are values. `#name` is the"
                            + " attribute `name`: use it for DynamoDB's reserved words, such as"
                            + " `#public`, `#owner` or `#status`, and for names that contain any of"
                            + " `- : / @ $ ~`. It requires `auth: jwt` and a stream with both"
                            + " images. After a change of it every client starts over.");

    public static final Setting<List<String>> FILTERABLE_ATTRIBUTES =
            new Setting<>(
                    "filterableAttributes",
                    Values.lists(
                            "attributes without a comma in their name",
                            attribute -> !attribute.contains(",")),
                    "Attributes that a client's filter may name although `projection`"
                            + " hides them. A filter reveals the values of the attributes that it"
                            + " names to its author: list no secrets. Key attributes, and those"
                            + " that `projection` includes, need not be listed.");

    /** Lambda gives a function's environment 4 KB as JSON, some of which is the runtime's. */
    private static final int MAXIMUM_ENVIRONMENT = 4_000;

    /** The bytes of a variable in JSON besides its name and its value: quotes, colon and comma. */
    private static final int PUNCTUATION = 6;

    private ViewSettings() {}

    public static Views read(StackSettings settings, Projection projection) {
        boolean images = ExistingTable.hasBothImages(settings);
        if (!hasTokens(settings)) {
            settings.forbid("unless auth is jwt, whose tokens have the claims", ROW_ACCESS);
        }
        if (settings.isSet(SourceSettings.STREAM_ARN)) {
            settings.forbid(
                    "while sourceStreamArn is set: only of existingTable is it known whether the"
                            + " stream has both images",
                    ROW_ACCESS,
                    FILTERABLE_ATTRIBUTES);
        }
        var keys =
                SourceSettings.read(settings).key().stream()
                        .map(KeyAttribute::name)
                        .filter(name -> !name.contains(","))
                        .toList();
        var views =
                new Views(
                        rowAccess(settings), filterable(settings, projection, keys), keys, images);
        limit(settings, projection, views);
        return views;
    }

    /** Notes a problem for each setting where messages are the same for everyone. */
    public static void forbid(StackSettings settings) {
        settings.forbid("while messageFormat is text", ROW_ACCESS, FILTERABLE_ATTRIBUTES);
    }

    private static Optional<String> rowAccess(StackSettings settings) {
        var written = settings.find(ROW_ACCESS);
        written.ifPresent(expression -> check(settings, expression));
        return written;
    }

    private static void check(StackSettings settings, String expression) {
        try {
            if (ClaimExpression.parse(expression, Placeholders.NONE).claims().isEmpty()) {
                settings.problem(
                        ROW_ACCESS,
                        "a condition that names a claim of the token, such as :claim.sub; what is"
                                + " broadcast to everyone, filter says");
            }
        } catch (ExpressionException e) {
            String place =
                    e.position().isPresent()
                            ? "at character " + (e.position().getAsInt() + 1) + ", "
                            : "";
            settings.problem(
                    ROW_ACCESS, ROW_ACCESS.values().allowed() + "; " + place + e.getMessage());
        }
    }

    private static List<String> filterable(
            StackSettings settings, Projection projection, List<String> keys) {
        if (projection instanceof Projection.All) {
            settings.forbid(
                    "while projection is ALL, with which a filter may name any attribute",
                    FILTERABLE_ATTRIBUTES);
            return List.of();
        }
        var names = settings.find(FILTERABLE_ATTRIBUTES).orElse(List.of());
        var seen = new HashSet<String>();
        for (String name : names) {
            if (!seen.add(name)) {
                settings.problem(FILTERABLE_ATTRIBUTES, name, "each attribute once");
            } else if (keys.contains(name)) {
                settings.problem(
                        FILTERABLE_ATTRIBUTES,
                        name,
                        "no attribute of the key; a filter may name those anyway");
            } else if (projection.attributes().contains(name)) {
                settings.problem(
                        FILTERABLE_ATTRIBUTES,
                        name,
                        "none of projectionAttributes; a filter may name those anyway");
            }
        }
        return names;
    }

    private static void limit(StackSettings settings, Projection projection, Views views) {
        String access = views.rowAccess().orElse("");
        String filterable = String.join(",", views.filterableAttributes());
        int bytes = bytes(String.join(",", projection.attributes()), access, filterable);
        if (bytes > StackSettings.MAXIMUM_BYTES && !(access + filterable).isEmpty()) {
            settings.problem(
                    filterable.isEmpty() ? ROW_ACCESS : FILTERABLE_ATTRIBUTES,
                    bytes
                            + " bytes, projectionAttributes, rowAccess and filterableAttributes"
                            + " together",
                    "at most " + StackSettings.MAXIMUM_BYTES);
        }
        if (views.rowAccess().isPresent() && hasTokens(settings)) {
            int all = environment(JwtSettings.read(settings).environment());
            if (all > MAXIMUM_ENVIRONMENT) {
                settings.problem(
                        ROW_ACCESS,
                        all + " bytes, the settings about tokens included",
                        "at most " + MAXIMUM_ENVIRONMENT);
            }
        }
    }

    private static boolean hasTokens(StackSettings settings) {
        return settings.find(AuthSettings.AUTH).filter("jwt"::equals).isPresent();
    }

    private static int environment(Map<String, String> variables) {
        return variables.entrySet().stream()
                .mapToInt(variable -> bytes(variable.getKey(), variable.getValue()) + PUNCTUATION)
                .sum();
    }

    private static int bytes(String... texts) {
        return String.join("", texts).getBytes(StandardCharsets.UTF_8).length;
    }
}
