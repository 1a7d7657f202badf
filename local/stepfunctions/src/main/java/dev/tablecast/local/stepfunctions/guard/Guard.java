package dev.tablecast.local.stepfunctions.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses requests of other sites' pages, including WebSocket upgrades and preflights, with 403 and
 * before the body is read.
 *
 * <ul>
 *   <li>Every {@code Host} and the target's authority must be in {@link Hosts}; there must be one.
 *   <li>Every {@code Origin} must be the listener's own, {@code http://} and its host, or in {@link
 *       Origins}, which {@code null} never is.
 *   <li>A request without {@code Origin}, such as a GET for an image or script, must not say {@code
 *       Sec-Fetch-Site: cross-site}. A link that a user follows may.
 * </ul>
 *
 * <p>Clients other than browsers send neither {@code Origin} nor {@code Sec-Fetch-Site}.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 */
public final class Guard extends Handler.Wrapper {
    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final int MOST_WARNINGS = 20;

    private final Hosts hosts;
    private final Origins.ByRequest origins;
    private final Set<String> warnings = ConcurrentHashMap.newKeySet();

    /** Creates a guard that accepts the listener's own pages only. */
    public Guard(Handler handler, Hosts hosts) {
        this(handler, hosts, request -> new Origins.Own());
    }

    /** Creates a guard that accepts the pages of further origins too. */
    public Guard(Handler handler, Hosts hosts, Origins.ByRequest origins) {
        super(handler);
        this.hosts = hosts;
        this.origins = origins;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<Refusal> refusal = host(request).or(() -> page(request));
        if (refusal.isEmpty()) {
            return super.handle(request, response, callback);
        }
        warn(refusal.get().message());
        refusal.get().send(request, response, callback);
        return true;
    }

    private Optional<Refusal> host(Request request) {
        return request.getHeaders().contains(HttpHeader.HOST)
                ? authorities(request).stream()
                        .filter(authority -> !hosts.include(authority))
                        .findFirst()
                        .map(authority -> Refusal.host(authority, hosts))
                : Optional.of(Refusal.host("none", hosts));
    }

    /**
     * Returns all authorities of a request. The target's authority has precedence over Host (RFC
     * 9112, section 3.2.2), but both are checked.
     */
    private static List<String> authorities(Request request) {
        var authorities = new ArrayList<>(request.getHeaders().getValuesList(HttpHeader.HOST));
        Optional.ofNullable(request.getHttpURI().getAuthority()).ifPresent(authorities::add);
        return authorities;
    }

    private Optional<Refusal> page(Request request) {
        var found = request.getHeaders().getValuesList(HttpHeader.ORIGIN);
        var allowed = origins.of(request);
        var own = "http://" + authorities(request).getFirst().toLowerCase(Locale.ROOT);
        return found.isEmpty() ? embedded(request, allowed, own) : origin(found, allowed, own);
    }

    private static Optional<Refusal> origin(List<String> found, Origins allowed, String own) {
        return found.stream()
                .filter(origin -> !isAllowed(origin, allowed, own))
                .findFirst()
                .map(origin -> Refusal.origin(origin, own, allowed));
    }

    private static boolean isAllowed(String origin, Origins allowed, String own) {
        return origin.toLowerCase(Locale.ROOT).equals(own)
                || switch (allowed) {
                    case Origins.Own none -> false;
                    case Origins.AtHome home ->
                            home.hosts().serve(origin) || home.named().test(origin);
                };
    }

    /**
     * Checks a request without an Origin. A site is a host with any port, so that the page of
     * another port is of the same site.
     */
    private static Optional<Refusal> embedded(Request request, Origins allowed, String own) {
        var site = request.getHeaders().get("Sec-Fetch-Site");
        boolean isForeign =
                site != null
                        && switch (allowed) {
                            case Origins.Own none -> !Set.of("same-origin", "none").contains(site);
                            case Origins.AtHome home -> site.equals("cross-site");
                        };
        return isForeign && !isFollowedLink(request)
                ? Optional.of(Refusal.site(site, own, allowed))
                : Optional.empty();
    }

    private static boolean isFollowedLink(Request request) {
        return Set.of("GET", "HEAD").contains(request.getMethod())
                && "navigate".equals(request.getHeaders().get("Sec-Fetch-Mode"))
                && "document".equals(request.getHeaders().get("Sec-Fetch-Dest"));
    }

    /**
     * Logs a refusal, because a browser doesn't show a script the response to a refused upgrade.
     */
    private void warn(String message) {
        if (warnings.size() < MOST_WARNINGS && warnings.add(message)) {
            LOG.atWarn().addKeyValue("reason", message).log("Refused a request");
        }
    }
}
