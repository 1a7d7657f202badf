package dev.tablecast.functions.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeadersTest {

    @Test
    void namesHaveNoCase() {
        var headers =
                new Headers(Map.of("ORIGIN", "https://a.test"), Map.of("accept", List.of("*")));

        assertThat(headers.get("Origin")).isEqualTo("https://a.test");
        assertThat(headers.lines("Accept")).containsExactly("*");
    }

    @Test
    void allLinesAreThereAndTheLastOneIsNotAnother() {
        var headers =
                new Headers(
                        Map.of("origin", "https://b.test"),
                        Map.of("Origin", List.of("https://a.test", "https://b.test")));

        assertThat(headers.lines("Origin")).containsExactly("https://a.test", "https://b.test");
        assertThat(headers.get("Origin")).isEqualTo("https://a.test, https://b.test");
    }

    @Test
    void namesThatDifferInCaseAreLinesOfOneHeader() {
        Map<String, List<String>> all = new HashMap<>();
        all.put("Origin", List.of("https://a.test"));
        all.put("origin", List.of("https://b.test"));
        Map<String, String> last = new HashMap<>();
        last.put("Cookie", "a=1");
        last.put("cookie", "b=2");
        var headers = new Headers(last, all);

        assertThat(headers.lines("Origin"))
                .containsExactlyInAnyOrder("https://a.test", "https://b.test");
        assertThat(headers.lines("Cookie")).containsExactlyInAnyOrder("a=1", "b=2");
    }

    @Test
    void whatIsMissingHasNoLines() {
        Map<String, List<String>> all = new HashMap<>();
        all.put("Null", null);
        all.put("Empty", List.of());
        all.put("Nulls", Arrays.asList(null, null));
        Map<String, String> last = new HashMap<>();
        last.put("Empty", "last");
        last.put("Other", null);

        for (Headers headers : List.of(new Headers(null, null), new Headers(last, all))) {
            assertThat(headers.get("Null")).isNull();
            assertThat(headers.get("Nulls")).isNull();
            assertThat(headers.get("Other")).isNull();
            assertThat(headers.lines("Missing")).isEmpty();
        }
        assertThat(new Headers(last, all).get("Empty")).isEqualTo("last");
    }
}
