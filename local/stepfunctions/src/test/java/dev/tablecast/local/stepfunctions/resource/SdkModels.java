package dev.tablecast.local.stepfunctions.resource;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tablecast.local.stepfunctions.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Reads the service models of AWS's SDKs from a wheel of botocore.
 *
 * <p>A service has the name of its module in the SDK for Java: its service id in lower case,
 * without spaces and without Amazon, AWS or Service at its ends. Actions that stream events and the
 * one service whose endpoint is an API of the account are left out, because Step Functions can't
 * call them.
 */
final class SdkModels {
    private static final Pattern MODEL =
            Pattern.compile("botocore/data/[^/]+/[\\d-]+/service-2\\.json\\.gz");
    private static final Set<String> NOT_CALLABLE = Set.of("apigatewaymanagementapi");

    private SdkModels() {}

    /** Returns the content of {@code sdk-actions.txt}. */
    static String actions(Path wheel) throws IOException {
        var services = new TreeMap<String, TreeSet<String>>();
        try (var zip = new ZipFile(wheel.toFile())) {
            for (var entry :
                    zip.stream().filter(e -> MODEL.matcher(e.getName()).matches()).toList()) {
                add(read(zip, entry), services);
            }
        }
        services.keySet().removeAll(NOT_CALLABLE);
        var version = String.valueOf(wheel.getFileName()).replaceAll("-py.*", "");
        return "# Generated from the service models of "
                + version
                + " (Apache License 2.0) by SdkActionsTest\n"
                + services.entrySet().stream()
                        .map(SdkModels::line)
                        .collect(Collectors.joining("\n", "", "\n"));
    }

    private static JsonNode read(ZipFile zip, ZipEntry entry) throws IOException {
        try (InputStream json = new GZIPInputStream(zip.getInputStream(entry))) {
            return Json.mapper().readTree(json);
        }
    }

    private static void add(JsonNode model, Map<String, TreeSet<String>> services) {
        var actions =
                services.computeIfAbsent(
                        module(model.at("/metadata/serviceId").asText()), name -> new TreeSet<>());
        for (var operation : model.get("operations").properties()) {
            if (!streams(model, operation.getValue())) {
                var name = operation.getKey();
                actions.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
            }
        }
    }

    private static boolean streams(JsonNode model, JsonNode operation) {
        for (var side : new String[] {"input", "output"}) {
            var shape = model.path("shapes").path(operation.path(side).path("shape").asText());
            for (var member : shape.path("members")) {
                if (model.path("shapes")
                        .path(member.path("shape").asText())
                        .path("eventstream")
                        .asBoolean()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String module(String serviceId) {
        return Arrays.stream(serviceId.split("[ _-]"))
                .collect(Collectors.joining())
                .toLowerCase(Locale.ROOT)
                .replaceAll("^(amazon|aws)|service$", "");
    }

    private static String line(Map.Entry<String, TreeSet<String>> service) {
        return service.getKey() + " " + String.join(" ", service.getValue());
    }
}
