package dev.tablecast.bench.append;

import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Counts transactions, those that someone else's write canceled, and single writes of the head. */
final class CountedCalls implements ExecutionInterceptor {
    private final AtomicLong transactions = new AtomicLong();
    private final AtomicLong conflicts = new AtomicLong();
    private final AtomicLong updates = new AtomicLong();

    @Override
    public void beforeExecution(
            Context.BeforeExecution context, ExecutionAttributes executionAttributes) {
        if (context.request() instanceof TransactWriteItemsRequest) {
            transactions.incrementAndGet();
        } else if (context.request() instanceof UpdateItemRequest) {
            updates.incrementAndGet();
        }
    }

    @Override
    public void onExecutionFailure(
            Context.FailedExecution context, ExecutionAttributes executionAttributes) {
        if (context.exception() instanceof TransactionCanceledException) {
            conflicts.incrementAndGet();
        }
    }

    long transactions() {
        return transactions.get();
    }

    long conflicts() {
        return conflicts.get();
    }

    long updates() {
        return updates.get();
    }
}
