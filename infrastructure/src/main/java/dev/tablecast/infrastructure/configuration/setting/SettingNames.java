package dev.tablecast.infrastructure.configuration.setting;

/**
 * The names by which a user knows the settings: {@code tablecast:auth} in a stack's file, {@code
 * orders.auth} among the arguments of a component.
 */
public record SettingNames(String prefix) {
    /** The names in a stack's file. */
    public static final SettingNames OF_STACK = new SettingNames(PulumiSettings.NAMESPACE + ":");

    /** Returns the names for the arguments of a component. */
    public static SettingNames ofComponent(String component) {
        return new SettingNames(component + ".");
    }

    public String of(String setting) {
        return prefix + setting;
    }
}
