package dev.tablecast.local.cloud.filters;

import dev.tablecast.functions.expression.Placeholders;
import dev.tablecast.functions.expression.Value;
import dev.tablecast.functions.expression.ValueJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The values and names of random expressions and items: few, so that they often meet, and those at
 * which implementations differ.
 */
final class Vocabulary {
    /** The values by attribute; most attributes have values of one type. */
    private static final Map<String, List<Value>> VALUES =
            Map.of(
                    "s",
                    values(
                            """
                            {"a":"", "b":"a", "c":"ab", "d":"abc", "e":"b", "f":"é", "g":"\\ud83d\\ude00",
                             "h":"\\uff5e", "i":"1", "j":"S", "k":"NS"}\
                            """),
                    "n",
                    values(
                            """
                            {"a":0, "b":1, "c":{"$N":"1.0"}, "d":{"$N":"1.5"}, "e":-1, "f":2, "g":3,
                             "h":{"$N":"1E3"}, "i":1000, "j":{"$N":"-1E-130"}, "k":{"$N":"9.9E125"},
                             "l":{"$N":"12345678901234567890123456789012345678"},
                             "m":{"$N":"12345678901234567890123456789012345679"}}\
                            """),
                    "b",
                    values(
                            """
                            {"a":{"$B":""}, "b":{"$B":"AA=="}, "c":{"$B":"AQ=="}, "d":{"$B":"AQI="},
                             "e":{"$B":"/w=="}, "f":{"$B":"YQ=="}}\
                            """),
                    "t",
                    values("{\"a\":true, \"b\":false, \"c\":null}"),
                    "l",
                    values(
                            """
                            {"a":[], "b":["a"], "c":["a",1], "d":[1,"a"], "e":[[2],{"x":1}],
                             "f":[{"$SS":["a","b"]}], "g":[{"$N":"1.0"}], "h":["a",1,["b"]]}\
                            """),
                    "m",
                    values(
                            """
                            {"a":{}, "b":{"x":1}, "c":{"x":{"$N":"1.0"}}, "d":{"x":"a","y":{"z":1}},
                             "e":{"y":{"z":"a"},"x":"a"}, "f":{"x":["a",1]}, "g":{"name":"a"}}\
                            """),
                    "ss",
                    values(
                            """
                            {"a":{"$SS":["a"]}, "b":{"$SS":["a","b"]}, "c":{"$SS":["b","a"]},
                             "d":{"$SS":["","é"]}, "e":{"$SS":["abc"]}}\
                            """),
                    "ns",
                    values(
                            """
                            {"a":{"$NS":["1"]}, "b":{"$NS":["1.0","2"]}, "c":{"$NS":["2","1"]},
                             "d":{"$NS":["1000","-1"]}}\
                            """),
                    "bs",
                    values(
                            """
                            {"a":{"$BS":["AQ=="]}, "b":{"$BS":["AQ==","AQI="]}, "c":{"$BS":["AQI=","AQ=="]}}\
                            """));

    static final Map<String, Value> PLACEHOLDERS = placeholders();

    static final Map<String, String> NAMES =
            Map.of("#s", "s", "#n", "n", "#m", "m", "#x", "x", "#name", "name", "#zz", "zz");

    private static final Pattern WORD = Pattern.compile("[#:][A-Za-z0-9_]+");

    private Vocabulary() {}

    private static List<Value> values(String json) {
        return List.copyOf(ValueJson.readFields(json).values());
    }

    /** Names values {@code :s0}, {@code :s1}, {@code :n0} and so on. */
    private static Map<String, Value> placeholders() {
        var placeholders = new LinkedHashMap<String, Value>();
        VALUES.forEach(
                (name, values) ->
                        IntStream.range(0, values.size())
                                .forEach(i -> placeholders.put(":" + name + i, values.get(i))));
        return placeholders;
    }

    /** Returns the placeholders in an expression, with one more on request. */
    static Placeholders usedIn(String text, boolean oneMore) {
        var names = new HashMap<String, String>();
        var values = new HashMap<String, Value>();
        var words = WORD.matcher(text);
        while (words.find()) {
            String word = words.group();
            if (NAMES.containsKey(word)) {
                names.put(word, NAMES.get(word));
            }
            if (PLACEHOLDERS.containsKey(word)) {
                values.put(word, PLACEHOLDERS.get(word));
            }
        }
        if (oneMore) {
            values.put(":more", new Value.Null());
        }
        return new Placeholders(names, values);
    }

    /** Returns items, most of whose attributes exist and have their usual type. */
    static List<Map<String, Value>> items(Random random, int count) {
        var items = new ArrayList<Map<String, Value>>();
        for (int i = 0; i < count; i++) {
            items.add(item(random));
        }
        return items;
    }

    private static Map<String, Value> item(Random random) {
        List<String> names = VALUES.keySet().stream().sorted().toList();
        var item = new LinkedHashMap<String, Value>();
        for (String name : names) {
            if (random.nextInt(4) > 0) {
                String type =
                        random.nextInt(4) > 0 ? name : names.get(random.nextInt(names.size()));
                List<Value> values = VALUES.get(type);
                item.put(name, values.get(random.nextInt(values.size())));
            }
        }
        return item;
    }
}
