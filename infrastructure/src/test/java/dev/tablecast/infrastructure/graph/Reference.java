package dev.tablecast.infrastructure.graph;

import java.util.Comparator;

/**
 * A place within a resource's inputs where an output of another resource stands.
 *
 * @param pointer the place, a JSON pointer into the inputs
 * @param type the other resource's type
 * @param name the other resource's logical name
 * @param output the name of its output; empty where the value was made of an output that can't be
 *     recognised in it
 * @param value what the output was: the whole value at the place, or a part of it
 */
public record Reference(String pointer, String type, String name, String output, String value) {
    public static final Comparator<Reference> ORDER =
            Comparator.comparing(Reference::pointer)
                    .thenComparing(Reference::type)
                    .thenComparing(Reference::name);

    public boolean isTo(Registered resource) {
        return type.equals(resource.type()) && name.equals(resource.name());
    }

    /** The first name in the pointer. */
    public String input() {
        return pointer.split("/")[1];
    }
}
