package dev.tablecast.functions.snapstart;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.SdkSystemSetting;

/**
 * Rehearses a function before Lambda takes the snapshot from which its environments start, so that
 * every class is loaded and initialized, the SDK's and TLS's included.
 *
 * <p>A rehearsal invokes a handler of its own, whose clients find a {@link Stage} in place of AWS,
 * and whose credentials are the stage's: it needs no network and none of the function's
 * credentials, and no change, metric or line of the log comes of it. Of what it makes nothing is
 * used again. So there is nothing to be done after a restore either: the handler that serves
 * invocations hasn't opened a connection, fetched a credential or drawn a random number by then.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html">Maximize
 *     Lambda SnapStart performance</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-runtime-hooks-java.html">Lambda
 *     SnapStart runtime hooks for Java</a>
 */
public final class SnapStart implements Resource {
    private static final String INITIALIZATION_TYPE = "AWS_LAMBDA_INITIALIZATION_TYPE";

    /**
     * The system property from which the SDK takes the address of credentials, before the
     * environment.
     */
    private static final String CREDENTIALS =
            SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.property();

    private static final Logger LOG = LoggerFactory.getLogger(SnapStart.class);

    /** Lambda's context knows what is registered with it by weak references only. */
    private static final List<Resource> REGISTERED = new CopyOnWriteArrayList<>();

    private final Map<String, String> environment;
    private final Supplier<? extends Rehearsal> rehearsal;

    SnapStart(Map<String, String> environment, Supplier<? extends Rehearsal> rehearsal) {
        this.environment = Map.copyOf(environment);
        this.rehearsal = rehearsal;
    }

    /**
     * Rehearses before a snapshot is taken; does nothing where there won't be one.
     *
     * @param environment of the function, from which its rehearsal's is made
     * @param rehearsal asked when the time has come
     */
    public static void beforeSnapshot(
            Map<String, String> environment, Supplier<? extends Rehearsal> rehearsal) {
        if ("snap-start".equals(environment.get(INITIALIZATION_TYPE))) {
            var resource = new SnapStart(environment, rehearsal);
            REGISTERED.add(resource);
            Core.getGlobalContext().register(resource);
        }
    }

    /** A rehearsal that fails is no reason to refuse a version: it would only start slower. */
    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            var play = rehearsal.get();
            try (var service = LoopbackService.start(play::answer)) {
                System.setProperty(CREDENTIALS, service.credentials().toString());
                var stage = Stage.at(service.endpoint(), environment);
                play.play(stage);
                play.play(stage);
            } finally {
                System.clearProperty(CREDENTIALS);
            }
            InetAddress.getAllByName("localhost");
            greetByTls();
        } catch (IOException | NoSuchAlgorithmException | RuntimeException | LinkageError e) {
            LOG.atWarn().setCause(e).log("A function could not be rehearsed; it will start slower");
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {}

    /** Creates the first message of a TLS client without sending it. */
    private static void greetByTls() throws IOException, NoSuchAlgorithmException {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        engine.beginHandshake();
        engine.wrap(
                ByteBuffer.allocate(0),
                ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
    }
}
