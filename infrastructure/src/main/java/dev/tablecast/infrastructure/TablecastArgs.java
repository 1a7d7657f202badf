package dev.tablecast.infrastructure;

import com.pulumi.aws.dynamodb.Table;
import com.pulumi.context.ConfigContext;
import com.pulumi.core.Output;
import dev.tablecast.infrastructure.configuration.TablecastConfiguration;
import dev.tablecast.infrastructure.configuration.TypedSettings;
import dev.tablecast.infrastructure.configuration.setting.SettingNames;
import dev.tablecast.infrastructure.configuration.table.Source;
import dev.tablecast.infrastructure.configuration.table.Surroundings;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The arguments of a {@link Tablecast}: the settings of {@code docs/configuration.md}, each under
 * its name, and the table whose changes are broadcast if the program has one.
 *
 * <p>They are checked when the component is made, all at once and by the same rules as a stack's
 * file.
 */
public final class TablecastArgs {
    private final Reader reader;
    private final Function<String, SettingNames> settingNames;
    private final Function<String, Optional<Source.GivenTable>> table;
    private final Supplier<Artifacts> artifacts;

    private TablecastArgs(
            Reader reader,
            Function<String, SettingNames> settingNames,
            Function<String, Optional<Source.GivenTable>> table,
            Supplier<Artifacts> artifacts) {
        this.reader = reader;
        this.settingNames = settingNames;
        this.table = table;
        this.artifacts = artifacts;
    }

    /** Reads the settings and checks them against the account and its tables. */
    private interface Reader {
        TablecastConfiguration read(SettingNames names, Surroundings surroundings);
    }

    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the arguments in the stack's file, from the namespace {@code tablecast}.
     *
     * @param environment the process environment, in which Pulumi passes the names of all settings,
     *     unlike its API
     */
    public static TablecastArgs from(ConfigContext context, Map<String, String> environment) {
        return ofStack(
                (names, surroundings) ->
                        TablecastConfiguration.from(context, environment, surroundings));
    }

    /** Returns arguments from a configuration that was already read. */
    public static TablecastArgs of(TablecastConfiguration configuration) {
        return ofStack((names, surroundings) -> configuration);
    }

    private static TablecastArgs ofStack(Reader reader) {
        return new TablecastArgs(
                reader,
                component -> SettingNames.OF_STACK,
                component -> Optional.empty(),
                Artifacts::packaged);
    }

    /** Returns the same with other artifacts than those that this module carries. */
    public TablecastArgs with(Artifacts others) {
        return new TablecastArgs(reader, settingNames, table, () -> others);
    }

    Artifacts artifacts() {
        return artifacts.get();
    }

    SettingNames settingNames(String component) {
        return settingNames.apply(component);
    }

    TablecastConfiguration configuration(String component, Surroundings found) {
        return reader.read(
                settingNames(component),
                new Surroundings(found.account(), found.tables(), table.apply(component)));
    }

    /** The builder, with a method for each setting. */
    public static final class Builder extends TypedSettings<Builder> {
        private Function<String, Optional<Source.GivenTable>> table = component -> Optional.empty();

        private Builder() {}

        /**
         * Sets the table whose changes are broadcast: one of this program, whose stream is on. If a
         * key of yours encrypts it, the stream trigger may decrypt with that.
         */
        public Builder sourceTable(Table source) {
            return sourceTable(
                    source.name(),
                    source.streamArn(),
                    Output.tuple(source.streamEnabled(), source.streamViewType())
                            .applyValue(
                                    stream ->
                                            stream.t1.orElse(false)
                                                    ? stream.t2
                                                    : Source.GivenTable.NO_STREAM),
                    source.serverSideEncryption()
                            .applyValue(
                                    encryption ->
                                            encryption == null
                                                    ? ""
                                                    : encryption.kmsKeyArn().orElse("")));
        }

        /** Sets the table whose changes are broadcast, by its name and its stream's ARN. */
        public Builder sourceTable(Output<String> name, Output<String> streamArn) {
            return sourceTable(name, streamArn, Output.of(""), Output.of(""));
        }

        private Builder sourceTable(
                Output<String> name,
                Output<String> streamArn,
                Output<String> viewType,
                Output<String> kmsKeyArn) {
            table =
                    component ->
                            Optional.of(
                                    new Source.GivenTable(
                                            component, name, streamArn, viewType, kmsKeyArn));
            return this;
        }

        public TablecastArgs build() {
            var values = values();
            return new TablecastArgs(
                    (names, surroundings) -> TablecastConfiguration.of(values, names, surroundings),
                    SettingNames::ofComponent,
                    table,
                    Artifacts::packaged);
        }
    }
}
