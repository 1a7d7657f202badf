package dev.tablecast.functions.message;

import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.view.Sight;
import dev.tablecast.functions.view.View;
import dev.tablecast.functions.view.VisibleAttributes;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A change of a range, written once for all views that show the same of it. */
final class RangeChange {
    private final long number;
    private final Change change;
    private final Map<Look, Rendered> rendered = new HashMap<>();

    RangeChange(long number, Change change) {
        this.number = number;
        this.change = change;
    }

    /** The form in which views show a change. */
    private record Look(VisibleAttributes visible, Sight sight) {}

    /**
     * The JSON of a change.
     *
     * @param bytes its size in UTF-8
     */
    record Rendered(String json, int bytes) {
        static Rendered of(String json) {
            return new Rendered(json, json.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    long number() {
        return number;
    }

    Sight sight(View view) {
        return view.sight(change);
    }

    Rendered whole(View view, Sight sight) {
        return rendered.computeIfAbsent(
                new Look(view.visible(), sight), look -> Rendered.of(json(view, sight).whole()));
    }

    Rendered truncated(View view, Sight sight) {
        return Rendered.of(json(view, sight).truncated());
    }

    private ChangeJson json(View view, Sight sight) {
        return new ChangeJson(number, change.at(), view.seen(change, sight));
    }
}
