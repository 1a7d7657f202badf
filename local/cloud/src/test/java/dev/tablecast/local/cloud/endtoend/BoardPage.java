package dev.tablecast.local.cloud.endtoend;

import org.openqa.selenium.Keys;

/** The steps that people take on the order board. */
final class BoardPage {
    private BoardPage() {}

    /** Places an order. */
    static void place(Chromium page, String customer, String goods, String total) {
        page.click("#add");
        fill(page, customer, goods, total);
    }

    /** Fills the open form in and sends it. */
    static void fill(Chromium page, String customer, String goods, String total) {
        page.type("#editor [name=customer]", customer);
        page.type("#editor [name=goods]", goods);
        page.type("#editor [name=total]", total);
        page.press(Keys.ENTER);
    }

    /** Waits until nothing of an order is pending. */
    static void awaitConfirmed(Chromium page, String customer) {
        page.await(order(customer) + ":not(.is-pending)");
    }

    /** Selects an order. */
    static String order(String customer) {
        return ".order[aria-label^=\"" + customer + "\"]";
    }
}
