package dev.tablecast.functions.view;

import dev.tablecast.functions.change.Projection;
import java.util.Optional;
import java.util.Set;

/**
 * The attributes in a view's images.
 *
 * @param projection the attributes that every client may see
 * @param chosen what the subscription wants of it; everything if empty
 */
public record VisibleAttributes(Projection projection, Optional<Set<String>> chosen) {
    public VisibleAttributes {
        chosen = chosen.map(Set::copyOf);
    }

    boolean hasImages() {
        return projection.hasImages();
    }

    boolean includes(String attribute) {
        return projection.includes(attribute)
                && (chosen.isEmpty() || chosen.get().contains(attribute));
    }
}
