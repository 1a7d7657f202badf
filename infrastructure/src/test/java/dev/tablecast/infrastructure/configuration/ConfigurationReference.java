package dev.tablecast.infrastructure.configuration;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import java.util.ArrayList;
import java.util.List;

/** The page that documents every setting, made of what reads them. */
final class ConfigurationReference {
    private static final String INTRODUCTION =
            """
            # Configuration

            A stack's settings are in `infrastructure/Pulumi.<stack>.yaml`, each in the namespace `tablecast`:

            ```
            cd infrastructure
            pulumi config set tablecast:projection ALL
            ```

            Lists are YAML lists, or separated by commas. `pulumi up` names everything that is wrong with them, misspelt names
            included, before it touches anything. [`examples`](../infrastructure/examples) has
            two stacks to begin with. Your stacks' files are yours: git ignores them. In a program of your own the settings are
            arguments of a [component](deploy.md#in-a-program-of-your-own), under the same names.

            This page is made from the code that reads the settings, and is where they are described. `Pulumi.yaml` declares
            none: Pulumi refuses a stack that lacks a setting declared there without a default, and hands a default declared
            there to the program as if the stack had set it
            ([project configuration](https://www.pulumi.com/docs/iac/concepts/config/#project-level-configuration)).
            """;

    private ConfigurationReference() {}

    static String markdown() {
        var page = new ArrayList<String>();
        page.add(INTRODUCTION);
        for (Catalogue.Group group : Catalogue.GROUPS) {
            page.add("## " + group.title() + "\n");
            page.add("| setting | default | it takes | what it does |");
            page.add("|---|---|---|---|");
            group.settings().forEach(setting -> page.add(row(setting)));
            page.add("");
        }
        return String.join("\n", page);
    }

    private static String row(Setting<?> setting) {
        return "| "
                + String.join(
                        " | ",
                        List.of(
                                "`" + setting.name() + "`",
                                setting.byDefault().isEmpty()
                                        ? ""
                                        : "`" + setting.byDefault() + "`",
                                cell(setting.values().allowed()),
                                cell(setting.meaning())))
                + " |";
    }

    /** Text that doesn't end its cell; `code` is kept, and nothing else is markup. */
    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
