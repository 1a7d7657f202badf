package dev.tablecast.infrastructure.filter;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A part of a pattern that Lambda refuses, or that no stream record matches.
 *
 * @param path the fields that lead to it, such as {@code dynamodb.NewImage.zip.N}
 * @param found the part, as JSON
 * @param allowed the continuation of "it takes …", with what to write instead
 */
public record Flaw(String path, String found, String allowed) {
    private static final int LONGEST = 80;

    static Flaw of(String path, JsonNode found, String allowed) {
        String json = found.toString();
        return new Flaw(
                path, json.length() > LONGEST ? json.substring(0, LONGEST) + "…" : json, allowed);
    }

    @Override
    public String toString() {
        return "%s: found %s; it takes %s".formatted(path, found, allowed);
    }
}
