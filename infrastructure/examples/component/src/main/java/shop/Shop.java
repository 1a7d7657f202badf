package shop;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.aws.dynamodb.Table;
import com.pulumi.aws.dynamodb.TableArgs;
import com.pulumi.aws.dynamodb.inputs.TableAttributeArgs;
import dev.tablecast.infrastructure.Tablecast;
import dev.tablecast.infrastructure.TablecastArgs;
import java.util.List;
import java.util.Map;

/** A shop with two tables and a feed of each. */
public final class Shop {
    private Shop() {}

    public static void main(String[] args) {
        Pulumi.run(Shop::provision);
    }

    public static void provision(Context context) {
        var orders = new Tablecast(context, "orders",
                TablecastArgs.builder()
                        .auth("iam")
                        .sourceTable(table("orders-table"))
                        .build());

        var stock = new Tablecast(context, "stock",
                TablecastArgs.builder()
                        .auth("none")
                        .allowedOrigins(List.of("https://shop.example.com"))
                        .projection("ALL")
                        .sourceTable(table("stock-table"))
                        .build());

        context.export("ordersUrl", orders.webSocketUrl());
        context.export("stockUrl", stock.webSocketUrl());
    }

    private static Table table(String name) {
        return new Table(name,
                TableArgs.builder()
                        .billingMode("PAY_PER_REQUEST")
                        .hashKey("id")
                        .attributes(TableAttributeArgs.builder().name("id").type("S").build())
                        .streamEnabled(true)
                        .streamViewType("NEW_AND_OLD_IMAGES")
                        .tags(Map.of("team", "shop"))
                        .build());
    }
}
