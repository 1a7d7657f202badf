package dev.tablecast.bench.broadcast;

import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What Lambda hands to the stream trigger. */
public final class StreamEvents {
    private static final Pattern EVENT_ID = Pattern.compile("\"eventID\": \"[^\"]*\"");
    private static final AtomicLong IDS = new AtomicLong();

    private StreamEvents() {}

    /** Returns a batch as one of other changes: the log takes each event once. */
    static String anew(String batch) {
        return EVENT_ID.matcher(batch)
                .replaceAll(
                        ignored -> "\"eventID\": \"event-%d\"".formatted(IDS.incrementAndGet()));
    }

    /** A batch of changes of as many small items. */
    public static String of(int changes) {
        return IntStream.range(0, changes)
                .mapToObj(StreamEvents::record)
                .collect(Collectors.joining(",", "{\"Records\": [", "]}"));
    }

    private static String record(int number) {
        return """
        {"eventID": "c4ca4238a0b923820dcc509a6f75849b", "eventName": "MODIFY",
         "eventVersion": "1.1", "eventSource": "aws:dynamodb", "awsRegion": "us-east-1",
         "dynamodb": {"ApproximateCreationDateTime": 1795341600,
           "Keys": {"id": {"S": "item-%1$d"}},
           "NewImage": {"id": {"S": "item-%1$d"}, "name": {"S": "Ada"}, "zip": {"N": "10115"}},
           "OldImage": {"id": {"S": "item-%1$d"}, "name": {"S": "Ada"}, "zip": {"N": "94105"}},
           "SequenceNumber": "1%2$020d", "SizeBytes": 59,
           "StreamViewType": "NEW_AND_OLD_IMAGES"},
         "eventSourceARN": "arn:aws:dynamodb:us-east-1:123456789012:table/Items/stream/1"}
        """
                .formatted(number, number);
    }
}
