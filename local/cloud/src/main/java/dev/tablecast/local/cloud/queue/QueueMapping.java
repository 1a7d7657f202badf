package dev.tablecast.local.cloud.queue;

import dev.tablecast.local.cloud.lambda.LambdaFunction;

/**
 * An event source mapping from a queue to a function.
 *
 * @param batchSize the most messages in an invocation
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html">Lambda
 *     parameters for Amazon SQS event source mappings</a>
 */
public record QueueMapping(Queue queue, LambdaFunction function, int batchSize) {}
