package dev.tablecast.infrastructure.graph.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The costs of a stack in a month of 30 days, in US dollars in us-east-1.
 *
 * @see <a href="https://aws.amazon.com/api-gateway/pricing/">Amazon API Gateway pricing</a>
 * @see <a href="https://aws.amazon.com/lambda/pricing/">AWS Lambda pricing</a>
 * @see <a href="https://aws.amazon.com/step-functions/pricing/">AWS Step Functions pricing</a>
 * @see <a href="https://aws.amazon.com/dynamodb/pricing/on-demand/">Amazon DynamoDB pricing</a>
 * @see <a href="https://aws.amazon.com/cloudwatch/pricing/">Amazon CloudWatch pricing</a>
 */
final class Costs {
    private static final double MILLION = 1e6;
    private static final double MESSAGES = 1.00 / MILLION;
    private static final double CONNECTION_MINUTES = 0.25 / MILLION;
    private static final double EXECUTIONS = 1.00 / MILLION;
    private static final double EXECUTION_GB_SECONDS = 0.00001667;
    private static final double INVOCATIONS = 0.20 / MILLION;
    private static final double FUNCTION_GB_SECONDS = 0.0000133334;
    private static final double READS = 0.125 / MILLION;
    private static final double WRITES = 0.625 / MILLION;
    private static final double LOG_GB = 0.50;

    /** Bytes of a connection's row, its token's expiry included. */
    private static final double ROWS_A_UNIT = 50;

    private static final double MINUTES = 30 * 24 * 60;

    /** An item of a transaction is written for two units, and the head once more for one. */
    private static final double LOG_WRITES = 7;

    /** A client pings every 5 minutes, and is answered. */
    private static final double PING_MESSAGES = MINUTES / 5 * 2;

    /** A client opens its next connection after 90 minutes. */
    private static final double CONNECTS = MINUTES / 90;

    /** After so many changes everyone gets a message, empty or not. */
    private static final double CHANGES_A_MARK = 1_000;

    static final List<Size> SIZES =
            List.of(
                    new Size("small", 50, 1_000, 0.5, 64),
                    new Size("medium", 1_000, 1_000, 1, 64),
                    new Size("large", 10_000, 5_000, 10, 128));

    private static final List<Item> ITEMS =
            List.of(
                    new Item(
                            "messages to clients",
                            "B x C x 1.00 / 1,000,000",
                            size -> size.broadcasts() * size.connections() * MESSAGES),
                    new Item(
                            "pings and their answers",
                            "C x 17,280 x 1.00 / 1,000,000",
                            size -> size.connections() * PING_MESSAGES * MESSAGES),
                    new Item(
                            "connection minutes",
                            "C x 43,200 x 0.25 / 1,000,000",
                            size -> size.connections() * MINUTES * CONNECTION_MINUTES),
                    new Item(
                            "workflow",
                            "B x (1.00 / 1,000,000 + T x M / 1,024 x 0.00001667)",
                            size ->
                                    size.broadcasts()
                                            * (EXECUTIONS
                                                    + size.seconds()
                                                            * size.megabytes()
                                                            / 1024
                                                            * EXECUTION_GB_SECONDS)),
                    new Item(
                            "`post`, a chunk of 250 in 0.1 s",
                            "B x C / 250 x (0.20 / 1,000,000 + 0.1 x 1.728 x 0.0000133334)",
                            size -> size.broadcasts() * chunks(size) * invocation(0.1, 1.728)),
                    new Item(
                            "`stream-trigger`, which waits",
                            "B x (0.20 / 1,000,000 + (T + 0.1) x 0.5 x 0.0000133334)",
                            size -> size.broadcasts() * invocation(size.seconds() + 0.1, 0.5)),
                    new Item(
                            "`connect`, `disconnect` and `authorize`, 0.05 s each",
                            "C x 480 x 3 x (0.20 / 1,000,000 + 0.05 x 1 x 0.0000133334)",
                            size -> size.connections() * CONNECTS * 3 * invocation(0.05, 1)),
                    new Item(
                            "`subscribe` after each connect, 0.05 s: three messages, a row written",
                            "C x 480 x (3 x 1.00 + 0.625 + 0.20 + 0.05 x 1 x 13.3334) / 1,000,000",
                            size ->
                                    size.connections()
                                            * CONNECTS
                                            * (3 * MESSAGES + WRITES + invocation(0.05, 1))),
                    new Item(
                            "rows, put and deleted",
                            "C x 480 x 2 x 0.625 / 1,000,000",
                            size -> size.connections() * CONNECTS * 2 * WRITES),
                    new Item(
                            "rows, read 50 to a unit of 4 KB",
                            "B x C / 50 x 0.125 / 1,000,000",
                            size ->
                                    size.broadcasts()
                                            * Math.ceil(size.connections() / ROWS_A_UNIT)
                                            * READS),
                    new Item(
                            "log: a transaction of 3 items, the head moved; read by each chunk",
                            "B x (7 x 0.625 + (3 + C / 250) x 0.125) / 1,000,000",
                            size ->
                                    size.broadcasts()
                                            * (LOG_WRITES * WRITES + (3 + chunks(size)) * READS)),
                    new Item(
                            "sweeps, one a minute: a broadcast of 0.5 s that posts nothing",
                            "43,200 x (1.00 + 0.20) / 1,000,000 + the same parts as above",
                            size ->
                                    MINUTES
                                            * (EXECUTIONS
                                                    + 0.5 * 64 / 1024 * EXECUTION_GB_SECONDS
                                                    + invocation(0.6, 0.5)
                                                    + chunks(size) * invocation(0.05, 1.728)
                                                    + Math.ceil(size.connections() / ROWS_A_UNIT)
                                                            * READS)),
                    new Item(
                            "access log, 0.4 KB a line",
                            "C x (8,640 + 960) x 0.4 / 1,000,000 x 0.50",
                            size ->
                                    size.connections()
                                            * (PING_MESSAGES / 2 + CONNECTS * 2)
                                            * 0.4
                                            / MILLION
                                            * LOG_GB));

    private static final Item EVENTS =
            new Item(
                    "`executionTrace: events`, 0.4 KB each; sweeps too",
                    "(B + 43,200) x (2 + C / 1,000 x 12 + C / 250 x 9) x 0.4 KB / 1,000,000 x 0.50",
                    size ->
                            (size.broadcasts() + MINUTES)
                                    * (2
                                            + Math.ceil(size.connections() / 1000) * 12
                                            + chunks(size) * 9)
                                    * 0.4
                                    / MILLION
                                    * LOG_GB);

    /** A state's input and output have the rows of its connections, about 80 bytes each. */
    private static final Item DATA =
            new Item(
                    "`executionTrace: full`: also each row, in 12 events",
                    "(B + 43,200) x C x 12 x 0.08 KB / 1,000,000 x 0.50",
                    size ->
                            (size.broadcasts() + MINUTES)
                                    * size.connections()
                                    * 12
                                    * 0.08
                                    / MILLION
                                    * LOG_GB);

    private Costs() {}

    /**
     * @param connections open at any time
     * @param broadcastsADay messages that all of them get
     * @param seconds that one broadcast takes
     * @param megabytes that Step Functions counts for it, in steps of 64
     */
    record Size(
            String name,
            double connections,
            double broadcastsADay,
            double seconds,
            double megabytes) {
        double broadcasts() {
            return broadcastsADay * 30;
        }

        double total() {
            return ITEMS.stream().mapToDouble(item -> item.dollars().applyAsDouble(this)).sum();
        }

        /** The same without a change. */
        Size without() {
            return new Size(name, connections, 0, seconds, megabytes);
        }

        double totalWithEvents() {
            return total() + EVENTS.dollars().applyAsDouble(this);
        }

        double totalWithData() {
            return totalWithEvents() + DATA.dollars().applyAsDouble(this);
        }
    }

    private record Item(String what, String arithmetic, ToDoubleFunction<Size> dollars) {}

    private static double chunks(Size size) {
        return Math.ceil(size.connections() / 250);
    }

    private static double invocation(double seconds, double gigabytes) {
        return INVOCATIONS + seconds * gigabytes * FUNCTION_GB_SECONDS;
    }

    static String table() {
        var rows = new ArrayList<String>();
        rows.add(row("", "", size -> size.name()));
        rows.add("|---|---|--:|--:|--:|");
        rows.add(row("C, connections", "", size -> whole(size.connections())));
        rows.add(
                row(
                        "B, broadcasts a month",
                        "30 x those of a day",
                        size -> whole(size.broadcasts())));
        rows.add(row("T, seconds of a broadcast", "", size -> String.valueOf(size.seconds())));
        rows.add(
                row(
                        "M, its memory in MB",
                        "50, definition and payload, in steps of 64",
                        size -> whole(size.megabytes())));
        ITEMS.forEach(item -> rows.add(row(item)));
        rows.add(
                row(
                        "**by default, with `executionTrace: errors`**",
                        "",
                        size -> bold(size.total())));
        rows.add(row(EVENTS));
        rows.add(
                row("**with `executionTrace: events`**", "", size -> bold(size.totalWithEvents())));
        rows.add(row(DATA));
        rows.add(row("**with `executionTrace: full`**", "", size -> bold(size.totalWithData())));
        return String.join("\n", rows);
    }

    /**
     * Returns what a million changes cost, by the share of clients that have an interest in one.
     */
    static String byShare() {
        var rows = new ArrayList<String>();
        rows.add(
                "Dollars for a million changes, each a broadcast, by the share of clients whose"
                        + " filter and access match it. One for whom nothing\n"
                        + "matches gets an empty message every 1,000 changes. The rest is what a"
                        + " broadcast takes beside messages, if all match:");
        rows.add("");
        rows.add(
                "| match | "
                        + String.join(
                                " | ",
                                SIZES.stream()
                                        .map(size -> whole(size.connections()) + " connections")
                                        .toList())
                        + " |");
        rows.add("|--:|--:|--:|--:|");
        for (double share : List.of(1.0, 0.1, 0.01, 0.0)) {
            rows.add(
                    "| %s %% | %s |"
                            .formatted(
                                    whole(100 * share),
                                    String.join(
                                            " | ",
                                            SIZES.stream()
                                                    .map(size -> dollars(aMillion(size, share)))
                                                    .toList())));
        }
        return String.join("\n", rows);
    }

    private static double aMillion(Size size, double share) {
        double sent = share + (1 - share) / CHANGES_A_MARK;
        double all = (size.total() - size.without().total()) / size.broadcasts();
        double messages = size.connections() * MESSAGES;
        return MILLION * (all - messages + sent * messages);
    }

    private static String row(Item item) {
        return row(
                item.what(),
                item.arithmetic(),
                size -> dollars(item.dollars().applyAsDouble(size)));
    }

    private interface Cell {
        String of(Size size);
    }

    private static String row(String what, String arithmetic, Cell cell) {
        return "| %s | %s | %s |"
                .formatted(
                        what,
                        arithmetic,
                        String.join(" | ", SIZES.stream().map(cell::of).toList()));
    }

    private static String bold(double dollars) {
        return "**" + dollars(dollars) + "**";
    }

    private static String dollars(double dollars) {
        return String.format(Locale.ROOT, "%,.2f", dollars);
    }

    private static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }
}
