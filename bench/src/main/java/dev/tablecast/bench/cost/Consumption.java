package dev.tablecast.bench.cost;

import java.util.EnumMap;
import java.util.Map;

/** How much of each item something takes. */
record Consumption(Map<Item, Double> amounts) {
    static final Consumption NONE = new Consumption(Map.of());

    Consumption {
        amounts = Map.copyOf(amounts);
    }

    /** Returns this with more of an item. */
    Consumption with(Item item, double amount) {
        var sum = new EnumMap<Item, Double>(Item.class);
        sum.putAll(amounts);
        sum.merge(item, amount, Double::sum);
        return new Consumption(sum);
    }

    Consumption plus(Consumption more) {
        Consumption sum = this;
        for (var amount : more.amounts.entrySet()) {
            sum = sum.with(amount.getKey(), amount.getValue());
        }
        return sum;
    }

    Consumption times(double factor) {
        var product = new EnumMap<Item, Double>(Item.class);
        amounts.forEach((item, amount) -> product.put(item, amount * factor));
        return new Consumption(product);
    }

    double of(Item item) {
        return amounts.getOrDefault(item, 0.0);
    }

    /** In dollars. */
    double cost(Item item) {
        return of(item) * item.dollars();
    }

    /** In dollars. */
    double cost() {
        return amounts.keySet().stream().mapToDouble(this::cost).sum();
    }

    /** Everything but API Gateway's messages, as a share of these. */
    double overhead() {
        return (cost() - cost(Item.MESSAGES)) / cost(Item.MESSAGES);
    }
}
