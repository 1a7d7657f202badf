package dev.tablecast.functions.stream;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import dev.tablecast.functions.snapstart.Rehearsal;
import dev.tablecast.functions.snapstart.Stage;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** A change that nobody made, broadcast to nobody. */
record BroadcastRehearsal() implements Rehearsal {

    /** Step Functions', to the start of an execution. */
    @Override
    public String answer() {
        return """
        {"executionArn": "rehearsal", "status": "SUCCEEDED", "startDate": 0, "stopDate": 0,
         "output": "{\\"counts\\":[{\\"delivered\\":1}]}"}
        """;
    }

    @Override
    public void play(Stage stage) {
        new StreamTriggerHandler(stage.environment()).handleRequest(event(), stage.context());
    }

    private static DynamodbEvent event() {
        var key = new AttributeValue().withS("rehearsal");
        var item = Map.of("id", key, "number", new AttributeValue().withN("1"));
        var record = new DynamodbStreamRecord();
        record.setEventName("MODIFY");
        record.setEventID("rehearsal");
        record.setEventSourceARN("rehearsal");
        record.setDynamodb(
                new StreamRecord()
                        .withApproximateCreationDateTime(Date.from(Instant.EPOCH))
                        .withKeys(Map.of("id", key))
                        .withNewImage(item)
                        .withOldImage(item)
                        .withSequenceNumber("1")
                        .withSizeBytes(1L));
        var event = new DynamodbEvent();
        event.setRecords(List.of(record));
        return event;
    }
}
