package dev.tablecast.local.cloud.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each shaded jar carries the licences and notices of what it contains, all of them. */
class ThirdPartyIT {
    private static final String WRITE = "docs.write";

    static List<ShadedJar> jars() {
        return ShadedJar.all();
    }

    /** Fails after a change of dependencies, and names the command that writes the list anew. */
    @ParameterizedTest
    @MethodSource("jars")
    void theListNamesWhatTheJarContains(ShadedJar jar) throws IOException {
        String list = ThirdPartyList.of(jar.name(), jar.dependencies());
        if (Boolean.getBoolean(WRITE)) {
            Files.writeString(jar.thirdParty(), list);
        }

        assertThat(Files.readString(jar.thirdParty()))
                .as(
                        "%s; this writes it anew: ./mvnw -pl local/cloud -am verify -Dtest=None"
                                + " -Dit.test=ThirdPartyIT"
                                + " -Dsurefire.failIfNoSpecifiedTests=false"
                                + " -Dfailsafe.failIfNoSpecifiedTests=false -D%s=true",
                        jar.thirdParty().normalize(), WRITE)
                .isEqualTo(list);
    }

    @ParameterizedTest
    @MethodSource("jars")
    void theJarCarriesEveryTextOfItsDependencies(ShadedJar jar) throws IOException {
        String carried = jar.text("META-INF/THIRD-PARTY.txt");

        assertThat(jar.text("META-INF/LICENSE")).contains("Apache License");
        assertThat(jar.dependencies()).hasSizeGreaterThan(5);
        for (Dependency dependency : jar.dependencies()) {
            assertThat(carried).contains(dependency.name() + " " + dependency.version() + ": ");
            dependency.texts().values().forEach(text -> assertThat(carried).contains(text));
        }
    }

    /** Every class is the project's own or of a dependency that the list names. */
    @ParameterizedTest
    @MethodSource("jars")
    void everyClassHasAnOrigin(ShadedJar jar) throws IOException {
        Set<String> classes = jar.entries();
        classes.removeIf(entry -> !entry.endsWith(".class") || entry.startsWith("dev/tablecast/"));
        assertThat(classes).isNotEmpty();

        for (Dependency dependency : jar.dependencies()) {
            classes.removeAll(dependency.entries());
        }

        assertThat(classes).isEmpty();
    }

    /** The browser client carries nothing, and its bill of materials says so. */
    @Test
    void theBrowserClientHasNoDependencies() throws IOException {
        var bill =
                new ObjectMapper()
                        .readTree(
                                Path.of(System.getProperty("tablecast.project"))
                                        .resolve("client/target/bom.json")
                                        .toFile());

        assertThat(bill.at("/metadata/component/name").asText()).isEqualTo("client");
        assertThat(bill.path("components")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("jars")
    void noOtherLicenceFileIsInTheJar(ShadedJar jar) throws IOException {
        assertThat(jar.entries())
                .filteredOn(entry -> entry.matches("(?i)(META-INF/)?[^/]*(license|notice)[^/]*"))
                .containsExactly("META-INF/LICENSE");
    }
}
