package shop.board;

/**
 * An order to place.
 *
 * @param id made by the page, so that it can show the order before the server has it
 * @param write the id of the request, by which the page knows its own change again
 * @param isForManagers whether clerks don't see it
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
