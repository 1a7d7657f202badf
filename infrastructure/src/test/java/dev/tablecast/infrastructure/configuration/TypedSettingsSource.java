package dev.tablecast.infrastructure.configuration;

/** The source of the class by which a program sets each setting, made of what reads them. */
final class TypedSettingsSource {
    private static final String BEGINNING =
            """
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
            """;

    private TypedSettingsSource() {}

    static String java() {
        var source = new StringBuilder(BEGINNING);
        CatalogueTest.settings()
                .forEach(
                        setting ->
                                source.append(
                                        """

                                            public B %1$s(%2$s value) {
                                                return set("%1$s", value);
                                            }
                                        """
                                                .formatted(
                                                        setting.name(),
                                                        setting.values().kind().type())));
        return source.append("}\n").toString();
    }
}
