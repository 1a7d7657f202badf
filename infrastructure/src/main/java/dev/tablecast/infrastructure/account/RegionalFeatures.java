package dev.tablecast.infrastructure.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The AWS features that some Regions lack.
 *
 * <p>Outside the commercial Regions, features that speed a stack up or make it cheaper are off
 * unless someone asks for them: what AWS announces "in all commercial Regions" may or may not be
 * there, and a deployment that asks for what isn't fails halfway.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart.html">SnapStart, supported
 *     Regions</a>
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/apigateway.html">Amazon API Gateway
 *     endpoints</a>
 */
public record RegionalFeatures(Account account) {
    /** Taipei and New Zealand. */
    private static final Set<String> WITHOUT_SNAP_START = Set.of("ap-east-2", "ap-southeast-6");

    /** The Regions for which AWS's own list of endpoints has no API Gateway. */
    private static final Set<String> WITHOUT_API_GATEWAY =
            Set.of("us-isob-west-1", "us-isof-east-1", "us-isof-south-1");

    public boolean snapStart() {
        return account.isCommercial() && !WITHOUT_SNAP_START.contains(account.region());
    }

    public boolean arm64() {
        return account.isCommercial();
    }

    /** Returns whether Lambda counts what an event source mapping reads. */
    public boolean mappingMetrics() {
        return account.isCommercial();
    }

    /** Returns whether Lambda takes a setting that a function may invoke itself. */
    public boolean recursionConfig() {
        return account.isCommercial();
    }

    /** Returns the missing services without which nothing can be deployed to the Region. */
    public List<String> missingServices() {
        return WITHOUT_API_GATEWAY.contains(account.region()) ? List.of("API Gateway") : List.of();
    }

    /**
     * Returns a sentence for each feature that the stack does without, unless someone chose.
     *
     * @param settingNames makes the name by which a user knows a setting
     */
    public List<String> notices(
            boolean snapStartChosen,
            boolean architectureChosen,
            UnaryOperator<String> settingNames) {
        var notices = new ArrayList<String>();
        if (!snapStart() && !snapStartChosen) {
            notices.add(
                    ("Lambda SnapStart isn't known to be in %s: functions start without it, which"
                                    + " takes seconds. %s turns it on.")
                            .formatted(account.region(), settingNames.apply("snapStart")));
        }
        if (!arm64() && !architectureChosen) {
            notices.add(
                    ("Lambda on arm64 isn't known to be in %s: functions run on x86_64, which costs"
                                    + " more. %s chooses.")
                            .formatted(account.region(), settingNames.apply("architecture")));
        }
        if (!mappingMetrics()) {
            notices.add(
                    ("Lambda's metrics of event source mappings aren't known to be in %s: there is"
                                    + " no alarm stream-not-read.")
                            .formatted(account.region()));
        }
        if (!recursionConfig()) {
            notices.add(
                    ("Lambda's setting for functions that invoke themselves isn't known to be in"
                         + " %s: should Lambda stop the stream trigger's hand-overs, the next sweep"
                         + " goes on with them.")
                            .formatted(account.region()));
        }
        return notices;
    }
}
