package dev.tablecast.infrastructure.stack;

import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import dev.tablecast.infrastructure.account.Account;
import dev.tablecast.infrastructure.account.RegionalFeatures;
import dev.tablecast.infrastructure.configuration.function.FunctionRuntime;
import dev.tablecast.infrastructure.configuration.operations.Governance;
import java.util.Map;
import java.util.TreeMap;

/**
 * The parent, the names, the tags and the rules that the resources of a system share.
 *
 * @param component the parent of all of them
 * @param logRetentionDays one of the numbers that CloudWatch takes
 */
public record Stack(
        ComponentResource component,
        Names names,
        Account account,
        int logRetentionDays,
        FunctionRuntime functionRuntime,
        Governance governance) {

    /** Returns the options of a component right below the system's own. */
    public ComponentResourceOptions parent() {
        return ComponentResourceOptions.builder().parent(component).build();
    }

    /** Returns the tags of every resource that takes some. */
    public Map<String, String> tags() {
        var tags = new TreeMap<>(governance.tags());
        tags.put("project", names.project());
        tags.put("stack", names.stack());
        return tags;
    }

    /** Returns the name by which Pulumi knows a resource. */
    public String logical(String resource) {
        return names.logical(resource);
    }

    /** Returns a resource's name on AWS. */
    public String of(String resource) {
        return names.of(resource);
    }

    /** Returns the processors that functions run on. */
    public String architecture() {
        return functionRuntime.architectureWith(features());
    }

    /** Returns whether functions start from a snapshot. */
    public boolean snapStart() {
        return functionRuntime.snapStartWith(features());
    }

    public RegionalFeatures features() {
        return new RegionalFeatures(account);
    }
}
