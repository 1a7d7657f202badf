package dev.tablecast.local.cloud.gateway;

import dev.tablecast.local.stepfunctions.guard.BodyBudget;
import dev.tablecast.local.stepfunctions.guard.Guard;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import dev.tablecast.local.stepfunctions.guard.Origins;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a {@link WebSocketGateway} together. */
public final class GatewayBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(GatewayBuilder.class);

    /** The console's; a message has 128 KB. */
    private static final int LARGEST_BODY_BYTES = 1024 * 1024;

    private static final int MOST_BYTES_AT_ONCE = 16 * LARGEST_BODY_BYTES;

    private final WebSocketApi api;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final List<Handler> mounted = new ArrayList<>();
    private Optional<GatewayPort> port = Optional.empty();
    private Hosts hosts = Hosts.LOOPBACK;
    private Predicate<String> allowedOrigins = origin -> false;
    private GatewayLimits limits = GatewayLimits.aws();
    private ConnectionListener listener = new ConnectionListener() {};
    private ManagementFaults faults = ManagementFaults.NONE;
    private ManagementCalls calls = ManagementCalls.NONE;

    GatewayBuilder(WebSocketApi api, InstantSource clock, RandomGenerator random) {
        this.api = api;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Opens a port; 0, the default, is a free one.
     *
     * @throws dev.tablecast.local.cloud.loopback.PortInUseException if something else listens on it
     */
    public GatewayBuilder port(int number) {
        return port(GatewayPort.open(number));
    }

    /** Serves a port that is open. */
    public GatewayBuilder port(GatewayPort opened) {
        port = Optional.of(opened);
        return this;
    }

    /** The names that requests may address it by; those of the loopback interface by default. */
    public GatewayBuilder hosts(Hosts value) {
        hosts = value;
        return this;
    }

    /**
     * The origins elsewhere whose pages may connect, beside those of this machine; none by default.
     */
    public GatewayBuilder allowedOrigins(Predicate<String> value) {
        allowedOrigins = value;
        return this;
    }

    /** Those of AWS by default. */
    public GatewayBuilder limits(GatewayLimits value) {
        limits = value;
        return this;
    }

    public GatewayBuilder listener(ConnectionListener value) {
        listener = value;
        return this;
    }

    public GatewayBuilder calls(ManagementCalls value) {
        calls = value;
        return this;
    }

    public GatewayBuilder faults(ManagementFaults value) {
        faults = value;
        return this;
    }

    /**
     * Serves the paths that the gateway leaves: all but {@code /{stage}} and {@code
     * /{any}/@connections/{id}}. Handlers are asked in the order in which they were mounted; what
     * none of them takes is answered 403.
     */
    public GatewayBuilder mount(Handler handler) {
        mounted.add(handler);
        return this;
    }

    public WebSocketGateway start() {
        GatewayPort opened = port.orElseGet(() -> GatewayPort.open(0));
        ExecutorService executor = opened.executor();
        Server server = opened.server();
        List<ServerConnector> connectors = opened.connectors();
        Scheduler scheduler = server.getScheduler();
        Ids ids = new Ids(random);
        Routes routes =
                new Routes(
                        api,
                        new Backend(executor, limits.integrationTimeout()),
                        new ProxyEvents(api, ids, clock),
                        ids);
        Connections connections =
                new Connections(
                        ids, clock, limits, executor, scheduler, listener, routes::disconnect);
        ManagementApi management =
                new ManagementApi(
                        api.stage(), connections, faults, calls, ids, executor, scheduler);
        List<Handler> handlers = new ArrayList<>();
        handlers.add(
                new GatewayHandler(
                        api.stage(), container(server), connections, routes, management));
        handlers.addAll(mounted);
        handlers.add(new Unserved());
        server.setErrorHandler(Unserved::error);
        opened.serve(guarded(new Handler.Sequence(handlers)));
        new Timeouts(connections, limits, executor, scheduler).start();
        WebSocketGateway gateway =
                new WebSocketGateway(api.stage(), server, connectors, connections, executor);
        LOG.debug("WebSocket API at {}", gateway.webSocketUri());
        return gateway;
    }

    private Guard guarded(Handler handler) {
        Origins own = new Origins.Own();
        Origins atHome = new Origins.AtHome(hosts, allowedOrigins, "allowedOrigins");
        List<String> stage = List.of(api.stage());
        return new Guard(
                new BodyBudget(handler, request -> LARGEST_BODY_BYTES, MOST_BYTES_AT_ONCE),
                hosts,
                request -> Paths.segments(request).equals(stage) ? atHome : own);
    }

    private static ServerWebSocketContainer container(Server server) {
        ServerWebSocketContainer container = ServerWebSocketContainer.ensure(server);
        container.setIdleTimeout(Duration.ZERO);
        container.setMaxTextMessageSize(GatewayLimits.MESSAGE_BYTES);
        container.setMaxFrameSize(GatewayLimits.FRAME_BYTES);
        container.setAutoFragment(false); // otherwise larger frames would be taken in pieces
        return container;
    }
}
