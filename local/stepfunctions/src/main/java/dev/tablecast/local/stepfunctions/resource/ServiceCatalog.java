package dev.tablecast.local.stepfunctions.resource;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** The resources that AWS accepts. */
public final class ServiceCatalog {
    private ServiceCatalog() {}

    /**
     * Returns AWS's reason to refuse a resource, with the valid alternatives; empty if AWS accepts
     * it.
     */
    public static List<String> problems(TaskResource resource) {
        return switch (resource) {
            case TaskResource.Function function -> List.of();
            case TaskResource.Activity activity -> List.of();
            case TaskResource.Service service ->
                    service.isSdk() ? sdkProblems(service) : optimizedProblems(service);
            case TaskResource.Unrecognized unrecognized ->
                    List.of(
                            notRecognized(unrecognized)
                                    + "it is not the ARN of a Lambda function, an activity or a"
                                    + " service integration such as"
                                    + " arn:aws:states:::lambda:invoke");
        };
    }

    private static List<String> optimizedProblems(TaskResource.Service resource) {
        var actions = OptimizedIntegrations.all().get(resource.service());
        if (actions == null) {
            return List.of(
                    notRecognized(resource)
                            + "the services are: "
                            + list(OptimizedIntegrations.all().keySet())
                            + suggestion(resource));
        }
        var patterns = actions.get(resource.action());
        if (patterns == null) {
            return List.of(
                    notRecognized(resource)
                            + "its actions are: "
                            + list(actions.keySet())
                            + suggestion(resource));
        }
        return patterns.contains(resource.pattern())
                ? List.of()
                : List.of(
                        notRecognized(resource)
                                + "the action doesn't support "
                                + resource.pattern().suffix()
                                + "; it supports: "
                                + patterns.stream()
                                        .map(pattern -> resource.action() + pattern.suffix())
                                        .collect(Collectors.joining(", ")));
    }

    private static List<String> sdkProblems(TaskResource.Service resource) {
        var actions = SdkActions.of(resource.plainService());
        if (actions.isEmpty()) {
            return List.of(
                    notRecognized(resource)
                            + "the SDK has no service \""
                            + resource.plainService()
                            + "\" that Step Functions can call");
        }
        if (!actions.contains(resource.action())) {
            return List.of(notRecognized(resource) + "its actions are: " + list(actions));
        }
        return resource.pattern() == IntegrationPattern.SYNC
                        || resource.pattern() == IntegrationPattern.SYNC_2
                ? List.of(
                        notRecognized(resource)
                                + "SDK integrations don't support "
                                + resource.pattern().suffix())
                : List.of();
    }

    /**
     * Returns a suggestion of the SDK integration if that has the action; otherwise an empty
     * string.
     */
    private static String suggestion(TaskResource.Service resource) {
        return SdkActions.of(resource.service()).contains(resource.action())
                ? "; there is arn:aws:states:::aws-sdk:"
                        + resource.service()
                        + ":"
                        + resource.action()
                : "";
    }

    private static String notRecognized(TaskResource resource) {
        return "The resource provided " + resource.text() + " is not recognized: ";
    }

    private static String list(Collection<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }
}
