package dev.tablecast.local.stepfunctions.resource;

import static dev.tablecast.local.stepfunctions.resource.IntegrationPattern.REQUEST_RESPONSE;
import static dev.tablecast.local.stepfunctions.resource.IntegrationPattern.SYNC;
import static dev.tablecast.local.stepfunctions.resource.IntegrationPattern.SYNC_2;
import static dev.tablecast.local.stepfunctions.resource.IntegrationPattern.WAIT_FOR_TASK_TOKEN;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The optimized integrations: the actions of each service and their patterns.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html">Integrating
 *     optimized services</a>
 */
public final class OptimizedIntegrations {
    /**
     * One service in each line. After an action, {@code *} stands for {@code .sync} and {@code ^}
     * for {@code .waitForTaskToken}.
     */
    private static final String TABLE =
            """
            apigateway invoke^
            athena startQueryExecution* stopQueryExecution getQueryExecution getQueryResults
            batch submitJob*
            bedrock invokeModel^ createModelCustomizationJob*^
            codebuild startBuild* stopBuild batchDeleteBuilds batchGetReports startBuildBatch* stopBuildBatch retryBuildBatch* deleteBuildBatch
            databrew startJobRun*
            dynamodb getItem putItem deleteItem updateItem
            ecs runTask*^
            eks call^ runJob*^ createCluster* deleteCluster* createFargateProfile* deleteFargateProfile* createNodegroup* deleteNodegroup*
            elasticmapreduce createCluster* terminateCluster* setClusterTerminationProtection addStep* cancelStep modifyInstanceFleetByName modifyInstanceGroupByName
            emr-containers createVirtualCluster deleteVirtualCluster* startJobRun*
            emr-serverless createApplication* deleteApplication* startApplication* stopApplication* startJobRun* cancelJobRun*
            events putEvents^
            glue startJobRun*
            http invoke
            lambda invoke^
            mediaconvert createJob*
            sagemaker createEndpoint createEndpointConfig createHyperParameterTuningJob* createLabelingJob* createModel createProcessingJob* createTrainingJob* createTransformJob* updateEndpoint
            sns publish^
            sqs sendMessage^
            states startExecution*^
            """;

    private static final Map<String, Map<String, Set<IntegrationPattern>>> ALL = parse();

    private OptimizedIntegrations() {}

    /** Returns the patterns by service and action. */
    public static Map<String, Map<String, Set<IntegrationPattern>>> all() {
        return ALL;
    }

    private static Map<String, Map<String, Set<IntegrationPattern>>> parse() {
        var all = new LinkedHashMap<String, Map<String, Set<IntegrationPattern>>>();
        for (var line : TABLE.lines().toList()) {
            var words = line.split(" ");
            var actions = new LinkedHashMap<String, Set<IntegrationPattern>>();
            Arrays.stream(words)
                    .skip(1)
                    .forEach(
                            word ->
                                    actions.put(
                                            word.replaceAll("[*^]", ""), patterns(words[0], word)));
            all.put(words[0], Collections.unmodifiableMap(actions));
        }
        return Collections.unmodifiableMap(all);
    }

    private static Set<IntegrationPattern> patterns(String service, String word) {
        var patterns = EnumSet.of(REQUEST_RESPONSE);
        if (word.contains("*")) {
            patterns.add(SYNC);
        }
        if (service.equals("states")) {
            patterns.add(SYNC_2);
        }
        if (word.contains("^")) {
            patterns.add(WAIT_FOR_TASK_TOKEN);
        }
        return Collections.unmodifiableSet(patterns);
    }
}
