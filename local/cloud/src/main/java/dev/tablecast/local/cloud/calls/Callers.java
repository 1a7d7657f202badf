package dev.tablecast.local.cloud.calls;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The access keys of the roles. Each role has its own, so that a request's signature identifies the
 * role.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create
 *     a signed AWS API request</a>
 */
public final class Callers {
    private static final Pattern CREDENTIAL = Pattern.compile("Credential=([^/,]+)/");

    private final AwsCalls calls;
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final Map<String, String> roles = new ConcurrentHashMap<>();

    public Callers(AwsCalls calls) {
        this.calls = calls;
    }

    /** Returns whether calls are recorded. */
    public boolean areWatched() {
        return calls != AwsCalls.NONE;
    }

    /**
     * Returns the access key id of a role: letters and digits, because DynamoDB Local takes no
     * others.
     */
    public String accessKeyId(String roleArn) {
        return keys.computeIfAbsent(
                roleArn,
                arn -> {
                    String name = arn.substring(arn.lastIndexOf('/') + 1);
                    String key = name.replaceAll("[^A-Za-z0-9]", "") + "Key" + keys.size();
                    roles.put(key, arn);
                    return key;
                });
    }

    /** Records a call. */
    public void called(AwsCall call) {
        calls.called(call);
    }

    /** Records a call by the role of an access key. */
    public void calledWith(String accessKeyId, String action, String resource) {
        calls.called(new AwsCall(roles.getOrDefault(accessKeyId, accessKeyId), action, resource));
    }

    /**
     * Records a call by the role that signed it.
     *
     * @param authorization the request's header; null if it has none
     */
    public void signed(@Nullable String authorization, String action, String resource) {
        var credential = CREDENTIAL.matcher(authorization == null ? "" : authorization);
        calledWith(credential.find() ? credential.group(1) : "", action, resource);
    }
}
