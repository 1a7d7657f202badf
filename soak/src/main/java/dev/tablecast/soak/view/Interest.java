package dev.tablecast.soak.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * A client's claims and filter. The checker evaluates no expressions: each condition is also a
 * predicate in Java.
 *
 * @param tenants the claim {@code tenants}: the tenants whose items the client may see
 * @param holders the claim {@code holders}: the persons whose private items the client may see
 */
public record Interest(List<String> tenants, List<String> holders, Filter filter) {
    /** The setting {@code rowAccess}, of which {@link #maySee} is the equivalent in Java. */
    public static final String ROW_ACCESS =
            "tenant IN (:claim.tenants)"
                    + " AND (attribute_not_exists(holder) OR holder IN (:claim.holders))";

    private static final List<String> TENANTS = List.of("north", "south", "west");
    private static final List<String> HOLDERS = List.of("ada", "bob", "eve");
    private static final List<String> KINDS = List.of("red", "reddish", "green", "blue");
    private static final int TIERS = 10;

    /**
     * The filter of a subscription.
     *
     * @param json the fields of the filter in a request, each preceded by a comma
     */
    public record Filter(String json, Predicate<Facts> matches) {
        static final Filter NONE = new Filter("", facts -> true);

        private static Filter of(
                String expression, Map<String, String> values, Predicate<Facts> matches) {
            var json = new StringBuilder(",\"filter\":\"" + expression + "\",\"values\":{");
            String comma = "";
            for (Map.Entry<String, String> value : new TreeMap<>(values).entrySet()) {
                json.append(comma).append('"').append(value.getKey()).append("\":");
                json.append(value.getValue());
                comma = ",";
            }
            return new Filter(json + "}", matches);
        }
    }

    public Interest {
        tenants = List.copyOf(tenants);
        holders = List.copyOf(holders);
    }

    /** Returns the interest of a client that sees everything. */
    public static Interest everything() {
        return new Interest(TENANTS, HOLDERS, Filter.NONE);
    }

    /** Returns the interest of the n-th client that sees a part. */
    public static Interest ofPart(int n) {
        int low = n % TIERS;
        Filter filter =
                switch (n % 6) {
                    case 0 -> Filter.NONE;
                    case 1 -> tierFrom(low, low + 3);
                    case 2 -> kindOrTier("red", 8);
                    case 3 -> notKind("green");
                    case 4 ->
                            Filter.of(
                                    "tier = :t",
                                    Map.of(":t", Integer.toString(low)),
                                    facts -> facts.tier() == low);
                    default ->
                            // Nothing matches before the last items.
                            Filter.of(
                                    "tier > :t AND size(kind) < :s",
                                    Map.of(":t", "9", ":s", "5"),
                                    facts -> facts.tier() > 9 && facts.kind().length() < 5);
                };
        String tenant = TENANTS.get(n % TENANTS.size());
        String other = TENANTS.get((n + 1) % TENANTS.size());
        return new Interest(
                n % 4 == 0 ? List.of(tenant, other) : List.of(tenant),
                List.of(HOLDERS.get(n / 3 % HOLDERS.size())),
                filter);
    }

    static Filter tierFrom(int low, int high) {
        return Filter.of(
                "tier BETWEEN :low AND :high",
                Map.of(":low", Integer.toString(low), ":high", Integer.toString(high)),
                facts -> facts.tier() >= low && facts.tier() <= high);
    }

    private static Filter kindOrTier(String start, int tier) {
        return Filter.of(
                "begins_with(kind, :start) OR tier >= :tier",
                Map.of(":start", "\"" + start + "\"", ":tier", Integer.toString(tier)),
                facts -> facts.kind().startsWith(start) || facts.tier() >= tier);
    }

    private static Filter notKind(String kind) {
        return Filter.of(
                "NOT (kind = :kind)",
                Map.of(":kind", "\"" + kind + "\""),
                facts -> !facts.kind().equals(kind));
    }

    /** Returns an item that any of the clients may have an interest in. */
    public static Facts item(int change, String text, RandomGenerator random) {
        return new Facts(
                change,
                TENANTS.get(random.nextInt(TENANTS.size())),
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(HOLDERS.get(random.nextInt(HOLDERS.size()))),
                KINDS.get(random.nextInt(KINDS.size())),
                random.nextInt(TIERS),
                text);
    }

    /** Returns the number of items in a set that has one for every interest. */
    public static int lastItems() {
        return TENANTS.size() * (TIERS + 1);
    }

    /**
     * Returns an item of the set that has one for every interest.
     *
     * @param n from 0
     */
    public static Facts lastItem(int change, String text, int n) {
        return new Facts(
                change,
                TENANTS.get(n % TENANTS.size()),
                Optional.empty(),
                "red",
                n / TENANTS.size(),
                text);
    }

    /** Returns the claims of the client's token. */
    public Map<String, List<String>> claims() {
        return Map.of("tenants", tenants, "holders", holders);
    }

    boolean maySee(Facts item) {
        return tenants.contains(item.tenant())
                && (item.holder().isEmpty() || holders.contains(item.holder().get()));
    }

    boolean has(Facts item) {
        return maySee(item) && filter.matches().test(item);
    }
}
