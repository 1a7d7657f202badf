package dev.tablecast.functions.post;

import dev.tablecast.functions.aws.AwsClients;
import dev.tablecast.functions.settings.EnvironmentSettings;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/** Posts that answer a client, through the {@code @connections} API. */
public final class ClientPosts {
    /** Frames of one client go one after the other; its connection may be closed beside them. */
    private static final int CALLS_AT_A_TIME = 2;

    private final PersistentCalls calls;

    private ClientPosts(PersistentCalls calls) {
        this.calls = calls;
    }

    /**
     * @param endpoint the stage's URL, with {@code https}
     */
    public static ClientPosts of(AwsClients clients, URI endpoint) {
        return new ClientPosts(PostParts.calls(clients, endpoint, CALLS_AT_A_TIME));
    }

    /** Reads {@code CONNECTIONS_ENDPOINT}. */
    public static URI endpoint(EnvironmentSettings settings) {
        return PostSettings.endpoint(settings);
    }

    /**
     * Posts frames in their order, each until it is taken or the time is over.
     *
     * @return false if one was not taken; those after it aren't posted then
     */
    public boolean send(String connectionId, List<String> frames, Instant until) {
        for (String frame : frames) {
            if (calls.post(connectionId, frame, false, until).meaning() != PostMeaning.TAKEN) {
                return false;
            }
        }
        return true;
    }

    /** Closes a connection, so that its client knows. */
    public void close(String connectionId, Instant until) {
        calls.close(connectionId, false, until);
    }
}
