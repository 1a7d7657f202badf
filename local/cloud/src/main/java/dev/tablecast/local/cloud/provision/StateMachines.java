package dev.tablecast.local.cloud.provision;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.SfnException;

/** {@code aws:sfn/stateMachine:StateMachine}: a state machine of the local Step Functions. */
public final class StateMachines implements ResourceType {
    private final SfnClient stepFunctions;
    private final List<String> names = new CopyOnWriteArrayList<>();

    public StateMachines(SfnClient stepFunctions) {
        this.stepFunctions = stepFunctions;
    }

    @Override
    public Map<String, Object> provision(Resource resource) {
        String name = resource.optionalText("name").orElse(resource.name());
        try {
            String arn =
                    stepFunctions
                            .createStateMachine(
                                    request ->
                                            request.name(name)
                                                    .definition(resource.text("definition"))
                                                    .roleArn(resource.text("roleArn"))
                                                    .type(
                                                            resource.optionalText("type")
                                                                    .orElse("STANDARD")))
                            .stateMachineArn();
            names.add(name);
            return resource.outputs("name", name, "arn", arn);
        } catch (SfnException e) {
            throw new UnsupportedResourceException(
                    "%s \"%s\": %s"
                            .formatted(
                                    resource.type(),
                                    resource.name(),
                                    e.awsErrorDetails().errorMessage()),
                    e);
        }
    }

    /** Returns the names of the state machines. */
    public List<String> names() {
        return List.copyOf(names);
    }
}
