package dev.tablecast.infrastructure.graph;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds where the outputs of one resource stand in the inputs of others.
 *
 * @param type the one resource's type
 * @param name the one resource's logical name
 * @param outputs what only AWS knows of it, each unlike those of other resources
 */
record References(String type, String name, Map<String, Object> outputs) {
    private static final int SHORTEST = 10;

    /**
     * Returns a reference for each text within an input that has an output in it. Where none has,
     * the input as a whole depends on the other resource in a way that can't be seen in it.
     */
    List<Reference> within(Map<String, Object> inputs, String input) {
        var found = new ArrayList<Reference>();
        collect(inputs.get(input), "/" + escaped(input), found);
        if (found.isEmpty()) {
            found.add(new Reference("/" + escaped(input), type, name, "", ""));
        }
        return found;
    }

    private void collect(Object value, String pointer, List<Reference> found) {
        if (value instanceof Map<?, ?> members) {
            members.forEach(
                    (key, member) ->
                            collect(member, pointer + "/" + escaped(String.valueOf(key)), found));
        } else if (value instanceof List<?> elements) {
            for (int i = 0; i < elements.size(); i++) {
                collect(elements.get(i), pointer + "/" + i, found);
            }
        } else if (value instanceof String text) {
            output(text)
                    .ifPresent(
                            output ->
                                    found.add(
                                            new Reference(
                                                    pointer,
                                                    type,
                                                    name,
                                                    output.getKey(),
                                                    (String) output.getValue())));
        }
    }

    /** The longest, because an ARN contains a name; a name rather than an id that is the same. */
    private Optional<Map.Entry<String, Object>> output(String text) {
        return outputs.entrySet().stream()
                .filter(output -> output.getValue() instanceof String)
                .filter(output -> isIn(text, distinctive((String) output.getValue())))
                .max(
                        Comparator.comparingInt(
                                        (Map.Entry<String, Object> output) ->
                                                ((String) output.getValue()).length())
                                .thenComparing(output -> !output.getKey().equals("id"))
                                .thenComparing(Map.Entry::getKey));
    }

    /** An address whose scheme may have been changed is known by the rest. */
    private static String distinctive(String output) {
        return output.replaceFirst("^wss:", "");
    }

    /**
     * Returns whether a short value is a reference: it must be the whole value, or a string within
     * JSON.
     */
    private static boolean isIn(String text, String output) {
        return output.length() < SHORTEST
                ? text.equals(output) || text.contains("\"" + output + "\"")
                : text.contains(output);
    }

    /** A name within a JSON pointer (RFC 6901, section 3). */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }
}
