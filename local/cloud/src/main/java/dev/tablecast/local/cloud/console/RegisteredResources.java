package dev.tablecast.local.cloud.console;

import dev.tablecast.local.cloud.provision.Provisioned;
import dev.tablecast.local.console.RegisteredResource;
import java.util.List;
import java.util.function.Supplier;

/** The resources that the Pulumi program has registered so far. */
public record RegisteredResources(Supplier<List<Provisioned>> provisioned)
        implements Supplier<List<RegisteredResource>> {
    @Override
    public List<RegisteredResource> get() {
        return provisioned.get().stream().map(RegisteredResources::shown).toList();
    }

    private static RegisteredResource shown(Provisioned provisioned) {
        var resource = provisioned.resource();
        return new RegisteredResource(
                resource.type(), resource.name(), resource.inputs(), provisioned.outputs());
    }
}
