package dev.tablecast.functions.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tablecast.functions.view.PlantedView.Mistake;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ViewTableTest {
    @ParameterizedTest
    @MethodSource("tables")
    void aClientGetsWhatTheTableSays(ViewTable table) {
        View view = table.policy().view(table.request(), ViewTable.CLAIMS);

        assertThat(table.violations(view::of)).isEmpty();
    }

    static Stream<ViewTable> tables() {
        return ViewTable.all().stream();
    }

    @ParameterizedTest
    @EnumSource
    void theTableFindsEveryMistake(Mistake mistake) {
        List<String> violations =
                ViewTable.all().stream()
                        .flatMap(
                                table ->
                                        table
                                                .violations(new PlantedView(mistake, table)::of)
                                                .stream())
                        .toList();

        assertThat(violations.isEmpty()).isEqualTo(mistake == Mistake.NONE);
    }
}
