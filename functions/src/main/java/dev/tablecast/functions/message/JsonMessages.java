package dev.tablecast.functions.message;

import dev.tablecast.functions.change.Change;
import dev.tablecast.functions.change.ChangeBody;
import dev.tablecast.functions.change.ChangeWriter;
import dev.tablecast.functions.change.Projection;
import dev.tablecast.functions.log.Entry;
import dev.tablecast.functions.view.ViewId;
import java.util.List;

/** Messages such as {@code {"type":"changes",…}}, see {@link Frames}. */
public record JsonMessages(ChangeWriter writer, String view) implements MessageFormat, ChangeText {
    public JsonMessages(Projection projection) {
        this(new ChangeWriter(projection), ViewId.ofEveryItem(projection).text());
    }

    @Override
    public Change stored(Change change) {
        var projection = writer.projection();
        return projection.hasImages()
                ? change.keeping(projection::includes)
                : change.withoutImages();
    }

    @Override
    public Frames frames(List<Entry> entries, long from, long to, Audience audience) {
        return Frames.of(entries, from, to, audience, this);
    }

    @Override
    public boolean hasSubscriptions() {
        return true;
    }

    @Override
    public String whole(long number, String body) {
        return writer.write(number, ChangeBody.read("", body));
    }

    @Override
    public String truncated(long number, String body) {
        return writer.writeTruncated(number, ChangeBody.read("", body));
    }
}
