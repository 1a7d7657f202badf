package dev.tablecast.local.cloud.example;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import shop.board.Caller;
import shop.board.NewOrder;
import shop.board.Orders;

/** The orders of a new board, so that it isn't empty. */
final class FirstOrders {
    private static final Caller ADA = new Caller("bakery", "Ada", "manager");
    private static final Caller BEN = new Caller("bakery", "Ben", "clerk");
    private static final Caller FLORA = new Caller("florist", "Flora", "manager");
    private static final Caller GUS = new Caller("florist", "Gus", "clerk");

    private FirstOrders() {}

    static void place(Orders orders) {
        place(orders, BEN, "Café Lindgren", "40 croissants", 8_800);
        place(orders, BEN, "Mrs Okafor", "2 sourdough loaves", 1_240);
        place(orders, ADA, "Harbour Hotel", "Breakfast for 60", 41_400);
        place(orders, BEN, "Mr Tanaka", "Cheesecake, no nuts", 3_600);
        place(orders, ADA, "Riverside School", "120 pretzels", 15_600);
        place(orders, GUS, "The Millers", "Wedding bouquet, white", 18_500);
        place(orders, FLORA, "Town Hall", "12 table arrangements", 38_400);
        place(orders, GUS, "Ms Duarte", "Sunflowers", 2_450);
        place(orders, GUS, "Dr Hassan", "Orchid in a pot", 3_900);
    }

    private static void place(
            Orders orders, Caller caller, String customer, String goods, int cents) {
        var id = id(customer + goods);
        orders.place(caller, new NewOrder(id, id, customer, goods, cents, false));
    }

    /** Returns an id that is the same at each start. */
    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
