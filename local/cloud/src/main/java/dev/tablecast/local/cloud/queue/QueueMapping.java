package dev.tablecast.local.cloud.queue;

import dev.tablecast.local.cloud.lambda.LambdaFunction;

/**
 * How a queue's messages reach a function.
 *
 * @param batchSize how many messages an invocation gets at most
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html">Lambda
 *     parameters for Amazon SQS event source mappings</a>
 */
public record QueueMapping(Queue queue, LambdaFunction function, int batchSize) {}
