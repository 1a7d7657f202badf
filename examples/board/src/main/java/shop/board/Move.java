package shop.board;

/**
 * A change of an order's status.
 *
 * @param write the id of the request, by which the page recognizes its own change
 * @param from the status on the page
 */
record Move(String id, String write, Status from, Status to) {
    static Move of(String id, Fields fields) {
        return new Move(id, fields.id("write"), fields.status("from"), fields.status("to"));
    }
}
