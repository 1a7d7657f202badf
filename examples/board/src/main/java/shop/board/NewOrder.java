package shop.board;

/**
 * A new order.
 *
 * @param id the order's id, which the page creates so that it can show the order at once
 * @param write the id of the request, by which the page recognizes its own change
 * @param isForManagers whether only managers see the order
 */
public record NewOrder(
        String id, String write, String customer, String goods, int cents, boolean isForManagers) {
    static NewOrder of(Fields fields) {
        return new NewOrder(
                fields.id("id"),
                fields.id("write"),
                fields.text("customer"),
                fields.text("goods"),
                fields.cents("cents"),
                fields.flag("isForManagers"));
    }
}
