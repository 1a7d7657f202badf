package dev.tablecast.local.cloud.documentation;

import dev.tablecast.local.cloud.documentation.Page.Found;
import dev.tablecast.local.cloud.documentation.Page.Link;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The links and names of a page, checked against the project. Names that can't be decided, such as
 * those of AWS in a single word, are left alone.
 */
final class Mentions {
    private static final String EXTENSIONS = "java|mjs|js|ts|json|ya?ml|xml|md|html|css|png";
    private static final Pattern FILE =
            Pattern.compile("([\\w.-]+(?:/[\\w.-]+)*\\.(?:" + EXTENSIONS + "))(?::(\\w+))?");
    private static final Pattern PATH = Pattern.compile("[\\w.-]+(?:/[\\w.-]+)+/?|[\\w.-]+/");
    private static final Pattern JAVA_NAME =
            Pattern.compile("dev(?:\\.[a-z]\\w*)+(?:\\.[A-Z]\\w*)?");
    private static final Pattern TEST = Pattern.compile("(?!Foo)[A-Z]\\w+(?:Test|IT)");
    private static final Pattern MEMBER =
            Pattern.compile("@?([A-Z]\\w+)\\.([a-z]\\w+|[A-Z][A-Z_]+)(?:\\(.*\\))?");
    private static final Pattern COMPOUND =
            Pattern.compile("(?!Foo)@?([A-Z]?[a-z][a-z0-9]*(?:[A-Z][a-zA-Z0-9]*)+)(?:\\(\\))?");

    private static final Pattern BENCHMARKS = Pattern.compile("bench/src/main/.*/Main\\.java");
    private static final Pattern SETTINGS = Pattern.compile(".*(pom\\.xml|\\.java)");

    /** Files that a user, a build or a server makes. */
    private static final Set<String> MADE_LATER =
            Set.of("Pulumi.dev.yaml", "settings.json", "functions.cdx.json", "client.cdx.json");

    /** Names that only browsers or AWS have. */
    private static final Set<String> FOREIGN = Set.of("SharedWorker", "TotalSegments");

    private final Page page;
    private final ProjectIndex project;
    private final List<String> problems = new ArrayList<>();

    private Mentions(Page page, ProjectIndex project) {
        this.page = page;
        this.project = project;
    }

    /**
     * Returns a line for each link and name that leads nowhere: where, what, and what is missing.
     */
    static List<String> problems(Page page, ProjectIndex project) {
        var mentions = new Mentions(page, project);
        page.links().forEach(mentions::link);
        page.code().forEach(mentions::code);
        page.commands().forEach(mentions::command);
        return List.copyOf(mentions.problems);
    }

    private void problem(int line, String found, String missing) {
        problems.add("%s:%d: %s: %s".formatted(page.file(), line, found, missing));
    }

    private void link(Link link) {
        if (link.target().matches("[a-z]+:.*")) {
            return;
        }
        String[] parts = link.target().split("#", 2);
        Path folder = page.file().resolveSibling("");
        Path target = parts[0].isEmpty() ? page.file() : folder.resolve(parts[0]).normalize();
        Path file = project.root().resolve(target);
        if (!parts[0].isEmpty() && !Files.exists(file)) {
            problem(link.line(), link.target(), "there is no " + target);
            return;
        }
        if (parts.length == 2) {
            Page linked =
                    parts[0].isEmpty() || target.equals(page.file())
                            ? page
                            : Page.read(project.root(), target);
            if (!linked.anchors().contains(parts[1])) {
                problem(link.line(), link.target(), "no heading of " + target + " has this anchor");
            }
        }
        var name = Pattern.compile("`(\\w+)`").matcher(link.label());
        if (name.matches()
                && target.toString().matches(".*\\.(java|mjs|js)")
                && !project.hasWord(target.toString(), name.group(1))) {
            problem(link.line(), name.group(1), target + " doesn't have this name");
        }
    }

    private void code(Found code) {
        String text = code.text();
        if (text.contains("./mvnw ") || text.matches("-[DP][\\w.]+.*")) {
            command(code);
            return;
        }
        Matcher file = FILE.matcher(text);
        Matcher member = MEMBER.matcher(text);
        Matcher compound = COMPOUND.matcher(text);
        if (isLeftByBuilds(text)) {
            return;
        }
        if (file.matches()) {
            file(code, file.group(1), file.group(2));
        } else if (PATH.matcher(text).matches()) {
            path(code);
        } else if (JAVA_NAME.matcher(text).matches()) {
            require(code, project.hasJava(text.replace('.', '/')), "no package or class");
        } else if (TEST.matcher(text).matches()) {
            require(code, project.hasFile(text + ".java"), "no test");
        } else if (member.matches()) {
            List<String> types = project.named(member.group(1) + ".java");
            require(
                    code,
                    types.isEmpty()
                            || types.stream()
                                    .anyMatch(type -> project.hasWord(type, member.group(2))),
                    types + " without such a member");
        } else if (compound.matches()) {
            String name = compound.group(1);
            require(
                    code,
                    project.words().contains(name) || FOREIGN.contains(name),
                    "no source has this name");
        }
    }

    private static boolean isLeftByBuilds(String path) {
        return path.startsWith("target/") || path.contains("/target/") || path.endsWith("/target");
    }

    private void require(Found code, boolean isThere, String missing) {
        if (!isThere) {
            problem(code.line(), "`" + code.text() + "`", missing);
        }
    }

    private void file(Found code, String path, @Nullable String symbol) {
        Path beside = page.file().resolveSibling(path).normalize();
        List<String> found = project.named(path);
        require(
                code,
                !found.isEmpty()
                        || MADE_LATER.contains(path)
                        || Files.exists(project.root().resolve(beside)),
                "no such file");
        if (symbol != null) {
            require(
                    code,
                    found.stream().anyMatch(file -> project.hasWord(file, symbol)),
                    "no " + symbol + " in it");
        }
    }

    /** Checks a path that begins with a folder of the project; any other may be anything. */
    private void path(Found code) {
        String path = code.text();
        if (project.hasFolder(path.substring(0, path.indexOf('/')))) {
            require(
                    code,
                    project.hasFolder(path) || project.files().contains(path),
                    "no such file or folder");
        }
    }

    private void command(Found command) {
        var tokens = command.text().replace("'", "").replaceAll(" #.*", "").split("\\s+");
        for (int i = 0; i < tokens.length; i++) {
            String token = tokens[i];
            if (token.equals("-pl") && i + 1 < tokens.length) {
                modules(command, tokens[i + 1]);
            } else if (token.matches("-P\\w.*")) {
                String profile = token.substring(2);
                requireIn(command, token, "<id>" + profile + "</id>", "no such profile");
            } else if (token.matches("-D[\\w.]+(=.*)?")) {
                String[] property = token.substring(2).split("=", 2);
                property(command, token, property[0], property.length == 2 ? property[1] : "");
            }
        }
    }

    private void modules(Found command, String modules) {
        for (String module : modules.split(",")) {
            if (!module.equals("MODULE") && !project.files().contains(module + "/pom.xml")) {
                problem(command.line(), "-pl " + module, "no such module");
            }
        }
    }

    private void property(Found command, String token, String name, String value) {
        switch (name) {
            case "test", "it.test" -> tests(command, token, value);
            case "bench" -> {
                if (!value.equals("NAME") && !project.hasText(BENCHMARKS, '"' + value + '"')) {
                    problem(command.line(), token, "no such benchmark");
                }
            }
            case "example" -> {
                if (!project.hasFolder("examples/" + value)) {
                    problem(command.line(), token, "no such example");
                }
            }
            default -> {
                if (!name.matches("(surefire|failsafe|maven|java|org)\\..*") && !isRead(name)) {
                    problem(command.line(), token, "nothing reads this property");
                }
            }
        }
    }

    private boolean isRead(String property) {
        return project.hasText(SETTINGS, "${" + property + "}")
                || project.hasText(SETTINGS, '"' + property + '"')
                || project.hasText(SETTINGS, "<" + property + ">");
    }

    private void tests(Found command, String token, String tests) {
        for (String test : tests.split(",")) {
            String name = test.replaceAll("#.*", "");
            boolean isOpen = name.contains("*") || name.equalsIgnoreCase("none");
            if (!isOpen && !name.startsWith("Foo") && !project.hasFile(name + ".java")) {
                problem(command.line(), token, "no such test");
            }
        }
    }

    private void requireIn(Found command, String token, String text, String missing) {
        if (!project.hasText(SETTINGS, text)) {
            problem(command.line(), token, missing);
        }
    }
}
