package dev.tablecast.functions.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Update;

/** A conditional write of a feed's head; always conditional on its epoch. */
final class HeadUpdate {
    private static final String EPOCH = "Epoch";
    private static final String GENERATION = "Generation";
    private static final String END = "End";
    private static final String SENT = "Sent";
    private static final String BYTES = "Bytes";
    private static final String OWNER = "Owner";
    private static final String UNTIL = "Until";

    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    private HeadUpdate(Head asRead) {
        require(EPOCH, AttributeValue.fromS(asRead.epoch()));
    }

    /** Moves the end, and leaves or gives the lease, if end and lease are as they were read. */
    static HeadUpdate append(Head asRead, Head next) {
        var update = new HeadUpdate(asRead);
        update.require(END, HeadItem.number(asRead.end()));
        update.set(END, HeadItem.number(next.end()));
        update.set(BYTES, HeadItem.number(next.bytes()));
        if (next.lease().equals(asRead.lease())) {
            // The holder may renew it meanwhile, but not give it up.
            update.requireOwner(asRead.lease().map(Lease::owner));
        } else {
            update.requireLease(asRead.lease());
            next.lease().ifPresent(update::set);
        }
        return update;
    }

    /** Gives a head that no batch has reached yet the generation of the first. */
    static HeadUpdate adopt(Head asRead, String generation) {
        var update = new HeadUpdate(asRead);
        update.require(GENERATION, AttributeValue.fromS(asRead.generation()));
        update.set(GENERATION, AttributeValue.fromS(generation));
        return update;
    }

    /** Takes a lease that is free, expired or one's own. */
    static HeadUpdate take(Head asRead, Lease lease) {
        var update = new HeadUpdate(asRead);
        update.requireLease(asRead.lease());
        update.set(lease);
        return update;
    }

    /** Prolongs a lease that is still held. */
    static HeadUpdate renew(Head asRead, String owner, Instant until) {
        var update = new HeadUpdate(asRead);
        update.requireOwner(Optional.of(owner));
        update.setUntil(until);
        return update;
    }

    /** Moves what was broadcast, and prolongs the lease. */
    static HeadUpdate sent(Head asRead, String owner, long to, Instant until) {
        var update = renew(asRead, owner, until);
        update.require(SENT, HeadItem.number(asRead.sent()));
        update.set(SENT, HeadItem.number(to));
        return update;
    }

    /** Moves what was broadcast to the end and gives the lease up, if nothing was appended. */
    static HeadUpdate release(Head asRead, String owner) {
        var update = new HeadUpdate(asRead);
        update.requireOwner(Optional.of(owner));
        update.require(END, HeadItem.number(asRead.end()));
        update.require(SENT, HeadItem.number(asRead.sent()));
        update.set(SENT, HeadItem.number(asRead.end()));
        update.remove(OWNER);
        update.remove(UNTIL);
        return update;
    }

    /** Gives a lease that is still held to someone else. */
    static HeadUpdate pass(Head asRead, String owner, Lease next) {
        var update = new HeadUpdate(asRead);
        update.requireOwner(Optional.of(owner));
        update.set(next);
        return update;
    }

    private void requireOwner(Optional<String> owner) {
        owner.ifPresentOrElse(
                held -> require(OWNER, AttributeValue.fromS(held)),
                () -> conditions.add("attribute_not_exists(" + name(OWNER) + ")"));
    }

    private void requireLease(Optional<Lease> lease) {
        requireOwner(lease.map(Lease::owner));
        lease.ifPresent(held -> require(UNTIL, HeadItem.number(held.until().toEpochMilli())));
    }

    private void require(String name, AttributeValue value) {
        conditions.add(name(name) + " = " + value(":was" + name, value));
    }

    private void set(Lease lease) {
        set(OWNER, AttributeValue.fromS(lease.owner()));
        setUntil(lease.until());
    }

    private void setUntil(Instant until) {
        set(UNTIL, HeadItem.number(until.toEpochMilli()));
    }

    private void set(String name, AttributeValue value) {
        sets.add(name(name) + " = " + value(":" + name, value));
    }

    private void remove(String name) {
        removes.add(name(name));
    }

    private String name(String name) {
        names.put("#" + name, name);
        return "#" + name;
    }

    private String value(String placeholder, AttributeValue value) {
        values.put(placeholder, value);
        return placeholder;
    }

    String expression() {
        String set = "SET " + String.join(", ", sets);
        return removes.isEmpty() ? set : set + " REMOVE " + String.join(", ", removes);
    }

    String condition() {
        return String.join(" AND ", conditions);
    }

    Map<String, String> names() {
        return Map.copyOf(names);
    }

    Map<String, AttributeValue> values() {
        return Map.copyOf(values);
    }

    /** Returns the update as part of a transaction. */
    Update in(ChangeLog log) {
        return Update.builder()
                .tableName(log.table())
                .key(log.keys().head())
                .updateExpression(expression())
                .conditionExpression(condition())
                .expressionAttributeNames(names())
                .expressionAttributeValues(values())
                .build();
    }
}
