package dev.tablecast.bench.cost;

/**
 * What AWS bills, with its price for one in us-east-1, in dollars; without free tiers and without
 * discounts for quantities.
 *
 * @see <a href="https://aws.amazon.com/pricing/">AWS pricing</a>
 */
enum Item {
    /** Of 32 KB each. https://aws.amazon.com/api-gateway/pricing/ */
    MESSAGES("API Gateway messages", 1.00 / 1e6),
    CONNECTION_MINUTES("API Gateway connection minutes", 0.25 / 1e6),
    /** On arm64. https://aws.amazon.com/lambda/pricing/ */
    LAMBDA_REQUESTS("Lambda requests", 0.20 / 1e6),
    LAMBDA_COMPUTE("Lambda GB-seconds", 0.0000133334),
    /** https://aws.amazon.com/step-functions/pricing/ */
    EXPRESS_REQUESTS("Express executions", 1.00 / 1e6),
    EXPRESS_COMPUTE("Express GB-seconds", 0.00001667),
    /** On demand. https://aws.amazon.com/dynamodb/pricing/on-demand/ */
    READS("DynamoDB read units", 0.125 / 1e6),
    WRITES("DynamoDB write units", 0.625 / 1e6),
    /** https://aws.amazon.com/cloudwatch/pricing/ */
    LOG_BYTES("CloudWatch log bytes", 0.50 / (1L << 30)),
    CUSTOM_METRICS("CloudWatch custom metrics", 0.30),
    ALARMS("CloudWatch alarms", 0.10),
    DASHBOARDS("CloudWatch dashboards", 3.00),
    /** https://aws.amazon.com/xray/pricing/ */
    TRACES("X-Ray traces", 5.00 / 1e6);

    private final String title;
    private final double dollars;

    Item(String title, double dollars) {
        this.title = title;
        this.dollars = dollars;
    }

    String title() {
        return title;
    }

    double dollars() {
        return dollars;
    }
}
