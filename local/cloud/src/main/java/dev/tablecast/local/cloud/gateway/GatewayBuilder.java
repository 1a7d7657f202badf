package dev.tablecast.local.cloud.gateway;

import dev.tablecast.local.cloud.gateway.api.WebSocketApi;
import dev.tablecast.local.cloud.gateway.connection.ConnectionListener;
import dev.tablecast.local.cloud.gateway.connection.GatewayLimits;
import dev.tablecast.local.cloud.gateway.connection.Ids;
import dev.tablecast.local.cloud.gateway.connection.LiveConnections;
import dev.tablecast.local.cloud.gateway.connection.Timeouts;
import dev.tablecast.local.cloud.gateway.integration.Routes;
import dev.tablecast.local.cloud.gateway.management.ManagementApi;
import dev.tablecast.local.cloud.gateway.management.ManagementCalls;
import dev.tablecast.local.cloud.gateway.management.ManagementFaults;
import dev.tablecast.local.stepfunctions.guard.BodyBudget;
import dev.tablecast.local.stepfunctions.guard.Guard;
import dev.tablecast.local.stepfunctions.guard.Hosts;
import dev.tablecast.local.stepfunctions.guard.Origins;
import dev.tablecast.local.stepfunctions.loopback.LoopbackServer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/** The options of a {@link WebSocketGateway}. */
public final class GatewayBuilder {
    /** The name of the gateway's threads. */
    public static final String THREADS = "gateway";

    /** The console's limit; a message has 128 KB. */
    private static final int LARGEST_BODY_BYTES = 1024 * 1024;

    private static final int MOST_BYTES_AT_ONCE = 16 * LARGEST_BODY_BYTES;

    private final WebSocketApi api;
    private final InstantSource clock;
    private final RandomGenerator random;
    private Optional<LoopbackServer> server = Optional.empty();
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
     * @throws dev.tablecast.local.stepfunctions.loopback.PortInUseException if another program
     *     listens on the port
     */
    public GatewayBuilder port(int number) {
        return port(LoopbackServer.open(THREADS, number));
    }

    /** Sets a server that is open and not yet served. */
    public GatewayBuilder port(LoopbackServer opened) {
        server = Optional.of(opened);
        return this;
    }

    /** Sets the host names by which requests may address the gateway; loopback's by default. */
    public GatewayBuilder hosts(Hosts value) {
        hosts = value;
        return this;
    }

    /**
     * Sets the origins on other machines whose pages may connect, besides this machine's; none by
     * default.
     */
    public GatewayBuilder allowedOrigins(Predicate<String> value) {
        allowedOrigins = value;
        return this;
    }

    /** Sets the limits; API Gateway's by default. */
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
     * Returns the gateway with its port open; requests wait until {@link WebSocketGateway#serve}.
     */
    public WebSocketGateway build() {
        LoopbackServer opened = server.orElseGet(() -> LoopbackServer.open(THREADS, 0));
        ExecutorService executor = opened.executor();
        Server jetty = opened.jetty();
        jetty.setErrorHandler(Unserved::error);
        Scheduler scheduler = jetty.getScheduler();
        Ids ids = new Ids(random);
        Routes routes = new Routes(api, executor, limits.integrationTimeout(), ids, clock);
        LiveConnections connections =
                new LiveConnections(
                        ids, clock, limits, executor, scheduler, listener, routes::disconnect);
        ManagementApi management =
                new ManagementApi(
                        api.stage(), connections, faults, calls, ids, executor, scheduler);
        return new WebSocketGateway(
                api.stage(),
                opened,
                connections,
                new GatewayHandler(api.stage(), container(jetty), connections, routes, management),
                this::guarded,
                new Timeouts(connections, limits, executor, scheduler));
    }

    /**
     * Builds the gateway and serves it.
     *
     * @param further see {@link WebSocketGateway#serve}
     */
    public WebSocketGateway start(Handler... further) {
        WebSocketGateway gateway = build();
        gateway.serve(further);
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
