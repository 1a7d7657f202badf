package dev.tablecast.infrastructure.configuration.table;

import java.util.Optional;
import java.util.regex.Pattern;

/** An attribute of a table's key; as a setting, {@code name:type}, or the name alone for S. */
public record KeyAttribute(String name, Type type) {
    private static final Pattern SETTING = Pattern.compile("(?<name>.{1,255}?)(:(?<type>[SNB]))?");

    /** Text, number or binary, in DynamoDB's own words. */
    public enum Type {
        S,
        N,
        B
    }

    public static Optional<KeyAttribute> parse(String text) {
        var setting = SETTING.matcher(text);
        if (!setting.matches() || setting.group("name").contains(":")) {
            return Optional.empty();
        }
        var type = setting.group("type");
        return Optional.of(
                new KeyAttribute(
                        setting.group("name"), type == null ? Type.S : Type.valueOf(type)));
    }
}
