package dev.tablecast.bench.coldstart;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The classes that a JVM has loaded, in their order, as {@code -Xlog:class+load} writes them:
 * <code>
 * [0.123s][info][class,load] java.util.List source: shared objects file</code>.
 *
 * @param names with what the JVM itself made, such as lambdas
 */
record ClassLog(List<String> names) {
    private static final String DECORATION = "] ";
    private static final String SOURCE = " source: ";

    private static final List<String> OTHERS =
            List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "com.amazonaws.");

    ClassLog {
        names = List.copyOf(names);
    }

    static ClassLog of(List<String> lines) {
        return new ClassLog(
                lines.stream()
                        .filter(line -> line.contains(SOURCE))
                        .map(line -> line.substring(0, line.indexOf(SOURCE)))
                        .map(line -> line.substring(line.indexOf(DECORATION) + DECORATION.length()))
                        .toList());
    }

    int size() {
        return names.size();
    }

    /** What came after an earlier state of the same log. */
    ClassLog since(ClassLog earlier) {
        return new ClassLog(names.subList(earlier.size(), size()));
    }

    /**
     * Those that are neither the JVM's nor Lambda's runtime's: the function's own and the SDK's.
     */
    ClassLog ofTheFunction() {
        return new ClassLog(
                names.stream()
                        .filter(name -> OTHERS.stream().noneMatch(name::startsWith))
                        .toList());
    }

    /** The first few of them, for people. */
    String some(int most) {
        return names.stream().limit(most).collect(Collectors.joining(", "))
                + (size() > most ? ", and " + (size() - most) + " more" : "");
    }
}
