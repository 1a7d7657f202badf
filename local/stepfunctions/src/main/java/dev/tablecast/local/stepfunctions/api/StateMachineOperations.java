package dev.tablecast.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.asl.WorkflowType;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.registry.Publications;
import dev.tablecast.local.stepfunctions.registry.RefusedException;
import dev.tablecast.local.stepfunctions.registry.RefusedException.Code;
import dev.tablecast.local.stepfunctions.registry.StateMachine;
import dev.tablecast.local.stepfunctions.registry.StateMachines;
import dev.tablecast.local.stepfunctions.registry.Version;
import java.util.List;
import java.util.Map;

/** The actions for state machines. */
final class StateMachineOperations {
    private static final List<String> TYPES = List.of("STANDARD", "EXPRESS");
    private static final List<String> CONFIGURATION =
            List.of("loggingConfiguration", "tracingConfiguration", "encryptionConfiguration");
    private static final int LONGEST_DEFINITION = 1_048_576;

    private final StateMachines machines;
    private final Publications publications;

    StateMachineOperations(StateMachines machines, Publications publications) {
        this.machines = machines;
        this.publications = publications;
    }

    Map<String, Operation> all() {
        return Map.of(
                "CreateStateMachine", this::create,
                "UpdateStateMachine", this::update,
                "DeleteStateMachine", this::delete,
                "DescribeStateMachine", this::describe,
                "ListStateMachines", this::list,
                "ValidateStateMachineDefinition", this::validate);
    }

    private JsonNode create(Parameters parameters) {
        boolean publish = publish(parameters);
        var name = parameters.text("name");
        var type = WorkflowType.valueOf(parameters.oneOf("type", "STANDARD", TYPES));
        var definition = definition(parameters.text("definition"));
        var role = parameters.text("roleArn");
        var created = machines.create(name, type, definition, role, parameters.some(CONFIGURATION));
        var answer = Json.object().put("stateMachineArn", created.arn());
        if (publish) {
            publish(created, parameters, answer);
        }
        return answer.set("creationDate", Wire.timestamp(created.created()));
    }

    private static boolean publish(Parameters parameters) {
        boolean publish = parameters.flag("publish", false);
        if (!publish && parameters.has("versionDescription")) {
            throw new RefusedException(
                    Code.VALIDATION, "Version description can only be set when publish is true");
        }
        return publish;
    }

    private void publish(StateMachine machine, Parameters parameters, ObjectNode answer) {
        var version =
                publications.publish(
                        machine.arn(), null, parameters.optionalText("versionDescription", 256));
        answer.put("stateMachineVersionArn", version.arn());
    }

    private JsonNode update(Parameters parameters) {
        boolean publish = publish(parameters);
        var arn = parameters.text("stateMachineArn");
        var definition = parameters.optionalText("definition");
        var role = parameters.optionalText("roleArn");
        var configuration = parameters.some(CONFIGURATION);
        boolean changed = definition != null || role != null || !configuration.isEmpty();
        if (!changed && !publish) {
            throw new RefusedException(
                    Code.MISSING_REQUIRED_PARAMETER,
                    "Either the definition, the role ARN, the LoggingConfiguration, the"
                            + " EncryptionConfiguration or the TracingConfiguration must be"
                            + " specified");
        }
        var updated =
                changed
                        ? machines.update(
                                arn,
                                definition == null ? null : definition(definition),
                                role,
                                configuration)
                        : machines.get(arn);
        var answer = Json.object();
        if (updated.revision() != null) {
            answer.put("revisionId", updated.revision().toString());
        }
        if (publish) {
            publish(updated, parameters, answer);
        }
        return answer.set("updateDate", Wire.timestamp(updated.updated()));
    }

    private static String definition(String definition) {
        if (definition.length() > LONGEST_DEFINITION) {
            throw new RefusedException(
                    Code.VALIDATION,
                    "1 validation error detected: Value at 'definition' failed to satisfy"
                            + " constraint: Member must have length less than or equal to "
                            + LONGEST_DEFINITION);
        }
        return definition;
    }

    private JsonNode delete(Parameters parameters) {
        var arn = parameters.text("stateMachineArn");
        machines.delete(arn);
        publications.delete(arn);
        return Json.object();
    }

    private JsonNode describe(Parameters parameters) {
        var arn = parameters.text("stateMachineArn");
        var version = publications.version(arn);
        var machine = version.map(Version::machine).orElseGet(() -> machines.get(arn));
        var answer =
                summary(machine)
                        .put("status", "ACTIVE")
                        .put("definition", machine.source())
                        .put("roleArn", machine.roleArn());
        if (machine.revision() != null) {
            answer.put("revisionId", machine.revision().toString());
        }
        version.ifPresent(
                published -> {
                    answer.put("stateMachineArn", published.arn());
                    answer.set("creationDate", Wire.timestamp(published.created()));
                    if (!published.description().isEmpty()) {
                        answer.put("description", published.description());
                    }
                });
        Wire.configuration(machine, answer);
        return answer;
    }

    private JsonNode list(Parameters parameters) {
        var page = Page.of(machines.all(), StateMachine::arn, parameters, Page.TOKEN);
        var answer = Json.object();
        var list = answer.putArray("stateMachines");
        page.items().forEach(machine -> list.add(summary(machine)));
        page.putToken(answer);
        return answer;
    }

    private static ObjectNode summary(StateMachine machine) {
        var json =
                Json.object()
                        .put("stateMachineArn", machine.arn())
                        .put("name", machine.name())
                        .put("type", machine.type().name());
        json.set("creationDate", Wire.timestamp(machine.created()));
        return json;
    }

    private JsonNode validate(Parameters parameters) {
        var type = WorkflowType.valueOf(parameters.oneOf("type", "STANDARD", TYPES));
        parameters.oneOf("severity", "ERROR", List.of("ERROR", "WARNING"));
        int most = parameters.pageSize("maxResults", 100, 100);
        var problems = machines.problems(definition(parameters.text("definition")), type);
        var answer = Json.object().put("result", problems.isEmpty() ? "OK" : "FAIL");
        var diagnostics = answer.putArray("diagnostics");
        problems.stream()
                .limit(most)
                .forEach(
                        problem ->
                                diagnostics
                                        .addObject()
                                        .put("severity", "ERROR")
                                        .put("code", problem.code().name())
                                        .put("message", problem.message())
                                        .put("location", problem.location()));
        return answer.put("truncated", problems.size() > most);
    }
}
