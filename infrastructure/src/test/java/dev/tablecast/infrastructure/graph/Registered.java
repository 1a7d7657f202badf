package dev.tablecast.infrastructure.graph;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource as the program registers it.
 *
 * @param type Pulumi's type token, such as {@code aws:dynamodb/table:Table}
 * @param name the logical name
 * @param parent the URN of the component that it belongs to; empty at the top
 * @param inputs every reference in them resolved, to an invented but well-formed output
 * @param outputs its name, and what the invented provider added, such as an ARN
 * @param dependsOn the URNs of resources that have to be there before
 */
public record Registered(
        String urn,
        String type,
        String name,
        String parent,
        Map<String, Object> inputs,
        Map<String, Object> outputs,
        List<Reference> references,
        List<String> dependsOn,
        boolean protect,
        boolean retainOnDelete) {

    /** Returns whether a provider creates it; a component only groups others. */
    @JsonIgnore
    public boolean isCustom() {
        return type.startsWith("aws:");
    }

    public boolean needs(Registered other) {
        return parent.equals(other.urn())
                || dependsOn.contains(other.urn())
                || references.stream().anyMatch(reference -> reference.isTo(other));
    }

    /** The last word of the type, such as {@code Table}. */
    public String shortType() {
        return type.substring(type.lastIndexOf(':') + 1);
    }

    public String text(String input) {
        return inputs.get(input) instanceof String text ? text : "";
    }

    /** Returns its name on AWS. */
    public String physicalName() {
        return String.valueOf(outputs.get("name"));
    }

    /** The first reference within an input. */
    public Optional<Reference> reference(String input) {
        return references.stream().filter(found -> found.input().equals(input)).findFirst();
    }

    @Override
    public String toString() {
        return type + " \"" + name + "\"";
    }
}
