package dev.tablecast.local.cloud.provision;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineRequest;
import software.amazon.awssdk.services.sfn.model.CreateStateMachineResponse;
import software.amazon.awssdk.services.sfn.model.InvalidDefinitionException;

/** A client that accepts every definition but an empty one. */
final class FakeStepFunctions implements SfnClient {
    private final List<CreateStateMachineRequest> requests = new ArrayList<>();

    List<CreateStateMachineRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public CreateStateMachineResponse createStateMachine(CreateStateMachineRequest request) {
        if (request.definition().isEmpty()) {
            throw InvalidDefinitionException.builder()
                    .awsErrorDetails(
                            AwsErrorDetails.builder()
                                    .errorMessage("there is no \"StartAt\"")
                                    .build())
                    .build();
        }
        requests.add(request);
        return CreateStateMachineResponse.builder()
                .stateMachineArn(Arns.arn("states", "stateMachine:" + request.name()))
                .build();
    }

    @Override
    public String serviceName() {
        return "states";
    }

    @Override
    public void close() {}
}
