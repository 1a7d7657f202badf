package dev.tablecast.functions.view;

import dev.tablecast.functions.expression.ExpressionException;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.log.StoredViews;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The views of a feed's clients, stored beside its log, and those used last in memory. Safe for use
 * by several threads.
 */
public final class Views {
    private static final Logger LOG = LoggerFactory.getLogger(Views.class);

    /** The largest number of views in memory; one has a few kilobytes. */
    private static final int MOST = 10_000;

    /** The time for which a view that is stored needn't be looked at again. */
    private static final Duration BETWEEN_CHECKS = Duration.ofMinutes(10);

    private final ViewPolicy policy;
    private final StoredViews stored;
    private final InstantSource clock;
    private final Optional<View> openView;
    private final Map<String, View> compiled = new Recent<>();
    private final Map<String, Instant> checks = new Recent<>();

    public Views(ViewPolicy policy, StoredViews stored, InstantSource clock) {
        this.policy = policy;
        this.stored = stored;
        this.clock = clock;
        this.openView = policy.openView();
    }

    /**
     * Compiles the view of a client, as {@link ViewPolicy#view} does.
     *
     * @throws ExpressionException if the client can't have it
     */
    public Kept view(ViewRequest request, Map<String, Value> claims) {
        return new Kept(policy.view(request, claims), policy.content(request, claims));
    }

    /** A view, and the content it is made of. */
    public record Kept(View view, ViewContent content) {}

    /** Stores a view that a row is about to name, so that it outlives the row. */
    public void keep(Kept kept) {
        String id = kept.view().id().text();
        Instant now = clock.instant();
        if (isOpen(id) || isChecked(id, now)) {
            return;
        }
        stored.keep(id, kept.content().json(), now);
        synchronized (this) {
            compiled.put(id, kept.view());
            checks.put(id, now);
        }
    }

    private boolean isOpen(String id) {
        return openView.map(view -> view.id().text().equals(id)).orElse(false);
    }

    private synchronized boolean isChecked(String id, Instant now) {
        Instant last = checks.get(id);
        return last != null && now.isBefore(last.plus(BETWEEN_CHECKS));
    }

    /** Returns the view of a client whose row names none; empty if it may see nothing. */
    public Optional<View> openView() {
        return openView;
    }

    /**
     * Returns views by their ids. One that isn't stored, can't be compiled, or is another under
     * this deployment's policy, is left out.
     */
    public Map<String, View> find(Collection<String> ids) {
        var found = new HashMap<String, View>();
        var unknown = new LinkedHashSet<String>();
        synchronized (this) {
            for (String id : ids) {
                View view = isOpen(id) ? openView.orElseThrow() : compiled.get(id);
                if (view == null) {
                    unknown.add(id);
                } else {
                    found.put(id, view);
                }
            }
        }
        stored.find(unknown)
                .forEach((id, content) -> compile(id, content).ifPresent(v -> found.put(id, v)));
        return found;
    }

    private Optional<View> compile(String id, String text) {
        try {
            var content = ViewContent.parse(text);
            View view = policy.view(content.request(), content.claims());
            if (view.id().text().equals(id)) {
                synchronized (this) {
                    compiled.put(id, view);
                }
                return Optional.of(view);
            }
        } catch (ExpressionException | UncheckedIOException e) {
            LOG.atWarn().addKeyValue("view", id).log("A stored view can't be compiled");
        }
        return Optional.empty();
    }

    /** The entries that were used last. */
    private static final class Recent<T> extends LinkedHashMap<String, T> {
        private static final long serialVersionUID = 1L;
        private static final float LOAD = 0.75f;

        Recent() {
            super(16, LOAD, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MOST;
        }
    }
}
