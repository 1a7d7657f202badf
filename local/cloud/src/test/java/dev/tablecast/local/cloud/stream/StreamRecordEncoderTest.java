package dev.tablecast.local.cloud.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;

class StreamRecordEncoderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SdkBytes BYTES = SdkBytes.fromByteArray(new byte[] {0, (byte) 0xff, 62});

    private Instant now = Shards.CREATED;
    private final StreamRecordEncoder encoder =
            new StreamRecordEncoder(Shards.STREAM_ARN, () -> now);

    @Test
    void aRecordHasWhatLambdaDelivers() throws Exception {
        StreamRecord encoded =
                encoder.encode(
                        Shards.source("111", Instant.parse("2026-01-02T03:04:05.678Z")).toBuilder()
                                .eventName(OperationType.MODIFY)
                                .dynamodb(
                                        Shards.source("111").dynamodb().toBuilder()
                                                .approximateCreationDateTime(
                                                        Instant.parse("2026-01-02T03:04:05.678Z"))
                                                .newImage(Map.of("zip", AttributeValue.fromN("2")))
                                                .oldImage(Map.of("zip", AttributeValue.fromN("1")))
                                                .build())
                                .build());

        assertThat(JSON.readTree(encoded.json().toString()))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {
                                  "eventID": "event-111",
                                  "eventName": "MODIFY",
                                  "eventVersion": "1.1",
                                  "eventSource": "aws:dynamodb",
                                  "awsRegion": "us-east-1",
                                  "dynamodb": {
                                    "ApproximateCreationDateTime": 1767323045,
                                    "Keys": {"id": {"S": "111"}},
                                    "NewImage": {"zip": {"N": "2"}},
                                    "OldImage": {"zip": {"N": "1"}},
                                    "SequenceNumber": "111",
                                    "SizeBytes": 26,
                                    "StreamViewType": "NEW_AND_OLD_IMAGES"
                                  },
                                  "eventSourceARN": "arn:aws:dynamodb:us-east-1:000000000000:table/Items/stream/2026-01-02T03:04:05.000"
                                }
                                """));
        assertThat(encoded.sequenceNumber()).isEqualTo("111");
        assertThat(encoded.createdAt()).isEqualTo(Instant.parse("2026-01-02T03:04:05.678Z"));
    }

    @Test
    void anImageThatTheViewLacksIsLeftOut() {
        JsonNode data = encoder.encode(Shards.source("1")).json().get("dynamodb");

        assertThat(data.has("NewImage")).isFalse();
        assertThat(data.has("OldImage")).isFalse();
    }

    @Test
    void aDeletionByTimeToLiveCarriesItsIdentity() throws Exception {
        Record removal =
                Shards.source("1").toBuilder()
                        .eventName(OperationType.REMOVE)
                        .userIdentity(
                                identity ->
                                        identity.type("Service")
                                                .principalId("dynamodb.amazonaws.com"))
                        .build();

        assertThat(encoder.encode(removal).json().get("userIdentity"))
                .isEqualTo(
                        JSON.readTree(
                                "{\"principalId\":\"dynamodb.amazonaws.com\",\"type\":\"Service\"}"));
        assertThat(encoder.encode(Shards.source("1")).json().has("userIdentity")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:00Z, 2026-01-02T03:04:31.5Z, 2026-01-02T03:04:31Z",
        "2026-01-02T03:04:00Z, 2026-01-02T03:09:31.5Z, 2026-01-02T03:04:59Z",
        "2026-01-02T03:04:00Z, 2026-01-02T03:03:59.9Z, 2026-01-02T03:04:59Z",
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:31.5Z, 2026-01-02T03:04:05Z"
    })
    void aRecordOfAMinuteIsAsYoungAsItMayBe(Instant approximate, Instant read, Instant created) {
        now = read;
        StreamRecord encoded = encoder.encode(Shards.source("1", approximate));

        assertThat(encoded.createdAt()).isEqualTo(created);
        assertThat(encoded.json().at("/dynamodb/ApproximateCreationDateTime").longValue())
                .isEqualTo(created.getEpochSecond());
    }

    @ParameterizedTest
    @MethodSource
    void everyTypeOfAttributeIsWrittenInDynamoDbsOwnForm(AttributeValue value, String expected)
            throws Exception {
        Record source =
                Shards.source("1").toBuilder()
                        .dynamodb(
                                Shards.source("1").dynamodb().toBuilder()
                                        .newImage(Map.of("a", value))
                                        .build())
                        .build();

        assertThat(encoder.encode(source).json().at("/dynamodb/NewImage/a"))
                .isEqualTo(JSON.readTree(expected));
    }

    static List<Arguments> everyTypeOfAttributeIsWrittenInDynamoDbsOwnForm() {
        return List.of(
                Arguments.of(AttributeValue.fromS("zwölf \" \n"), "{\"S\":\"zwölf \\\" \\n\"}"),
                Arguments.of(AttributeValue.fromS(""), "{\"S\":\"\"}"),
                Arguments.of(
                        AttributeValue.fromN("12345678901234567890.123456789012345678"),
                        "{\"N\":\"12345678901234567890.123456789012345678\"}"),
                Arguments.of(AttributeValue.fromB(BYTES), "{\"B\":\"AP8+\"}"),
                Arguments.of(AttributeValue.fromBool(false), "{\"BOOL\":false}"),
                Arguments.of(AttributeValue.fromNul(true), "{\"NULL\":true}"),
                Arguments.of(AttributeValue.fromSs(List.of("b", "a")), "{\"SS\":[\"b\",\"a\"]}"),
                Arguments.of(
                        AttributeValue.fromNs(List.of("1", "2.5")), "{\"NS\":[\"1\",\"2.5\"]}"),
                Arguments.of(
                        AttributeValue.fromBs(List.of(BYTES, SdkBytes.fromUtf8String(""))),
                        "{\"BS\":[\"AP8+\",\"\"]}"),
                Arguments.of(AttributeValue.fromL(List.of()), "{\"L\":[]}"),
                Arguments.of(AttributeValue.fromM(Map.of()), "{\"M\":{}}"),
                Arguments.of(AttributeValue.builder().build(), "{\"M\":{}}"),
                Arguments.of(
                        AttributeValue.fromL(
                                List.of(
                                        AttributeValue.fromNul(true),
                                        AttributeValue.fromM(
                                                Map.of(
                                                        "deep",
                                                        AttributeValue.fromL(
                                                                List.of(
                                                                        AttributeValue.fromB(
                                                                                BYTES))))))),
                        "{\"L\":[{\"NULL\":true},{\"M\":{\"deep\":{\"L\":[{\"B\":\"AP8+\"}]}}}]}"));
    }
}
