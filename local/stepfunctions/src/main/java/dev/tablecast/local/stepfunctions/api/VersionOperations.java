package dev.tablecast.local.stepfunctions.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tablecast.local.stepfunctions.json.Json;
import dev.tablecast.local.stepfunctions.registry.Alias;
import dev.tablecast.local.stepfunctions.registry.Alias.Route;
import dev.tablecast.local.stepfunctions.registry.Publications;
import dev.tablecast.local.stepfunctions.registry.Version;
import java.util.List;
import java.util.Map;

/** The actions for versions and aliases. */
record VersionOperations(Publications publications) {
    private static final int LONGEST_DESCRIPTION = 256;

    Map<String, Operation> all() {
        return Map.of(
                "PublishStateMachineVersion", this::publish,
                "ListStateMachineVersions", this::listVersions,
                "DeleteStateMachineVersion", this::deleteVersion,
                "CreateStateMachineAlias", this::createAlias,
                "UpdateStateMachineAlias", this::updateAlias,
                "DescribeStateMachineAlias", this::describeAlias,
                "ListStateMachineAliases", this::listAliases,
                "DeleteStateMachineAlias", this::deleteAlias);
    }

    private JsonNode publish(Parameters parameters) {
        return summary(
                publications.publish(
                        parameters.text("stateMachineArn"),
                        parameters.optionalText("revisionId"),
                        parameters.optionalText("description", LONGEST_DESCRIPTION)));
    }

    private static ObjectNode summary(Version version) {
        var json = Json.object().put("stateMachineVersionArn", version.arn());
        return json.set("creationDate", Wire.timestamp(version.created()));
    }

    private JsonNode listVersions(Parameters parameters) {
        var page =
                Page.of(
                        publications.versions(parameters.text("stateMachineArn")),
                        Version::arn,
                        parameters,
                        Page.TOKEN);
        var answer = Json.object();
        var list = answer.putArray("stateMachineVersions");
        page.items().forEach(version -> list.add(summary(version)));
        page.putToken(answer);
        return answer;
    }

    private JsonNode deleteVersion(Parameters parameters) {
        publications.deleteVersion(parameters.text("stateMachineVersionArn"));
        return Json.object();
    }

    private JsonNode createAlias(Parameters parameters) {
        return summary(
                publications.createAlias(
                        parameters.aliasName(),
                        parameters.optionalText("description", LONGEST_DESCRIPTION),
                        routes(parameters)));
    }

    private static List<Route> routes(Parameters parameters) {
        return parameters.objects("routingConfiguration").stream()
                .map(
                        route ->
                                new Route(
                                        route.text("stateMachineVersionArn"),
                                        route.integer("weight")))
                .toList();
    }

    private static ObjectNode summary(Alias alias) {
        var json = Json.object().put("stateMachineAliasArn", alias.arn());
        return json.set("creationDate", Wire.timestamp(alias.created()));
    }

    private JsonNode updateAlias(Parameters parameters) {
        var updated =
                publications.updateAlias(
                        parameters.text("stateMachineAliasArn"),
                        parameters.optionalText("description", LONGEST_DESCRIPTION),
                        routes(parameters));
        return Json.object().set("updateDate", Wire.timestamp(updated.updated()));
    }

    private JsonNode describeAlias(Parameters parameters) {
        var alias = publications.alias(parameters.text("stateMachineAliasArn"));
        var answer = summary(alias).put("name", alias.name());
        if (!alias.description().isEmpty()) {
            answer.put("description", alias.description());
        }
        var routes = answer.putArray("routingConfiguration");
        alias.routes()
                .forEach(
                        route ->
                                routes.addObject()
                                        .put("stateMachineVersionArn", route.versionArn())
                                        .put("weight", route.weight()));
        return answer.set("updateDate", Wire.timestamp(alias.updated()));
    }

    private JsonNode listAliases(Parameters parameters) {
        var page =
                Page.of(
                        publications.aliases(parameters.text("stateMachineArn")),
                        Alias::arn,
                        parameters,
                        Page.TOKEN);
        var answer = Json.object();
        var list = answer.putArray("stateMachineAliases");
        page.items().forEach(alias -> list.add(summary(alias)));
        page.putToken(answer);
        return answer;
    }

    private JsonNode deleteAlias(Parameters parameters) {
        publications.deleteAlias(parameters.text("stateMachineAliasArn"));
        return Json.object();
    }
}
