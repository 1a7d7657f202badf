package dev.tablecast.functions.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * The stored form of an entry's records: a JSON array per record, deflated (RFC 1950).
 *
 * <p>A change is {@code ["eventId","body"]}, a reset {@code ["eventId",null,"RECORD"]}. Elements
 * after those are ignored, so that a later version can add some.
 */
final class EntryCodec {
    private static final JsonFactory JSON = new JsonFactory();

    private EntryCodec() {}

    static byte[] encode(List<LogRecord> records) {
        var bytes = new ByteArrayOutputStream();
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (JsonGenerator json = JSON.createGenerator(new DeflaterOutputStream(bytes, deflater))) {
            json.writeStartArray();
            for (LogRecord next : records) {
                write(json, next);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, LogRecord next) throws IOException {
        json.writeStartArray();
        json.writeString(next.eventId());
        switch (next) {
            case LogRecord.Change change -> json.writeString(change.body());
            case LogRecord.Reset reset -> {
                json.writeNull();
                json.writeString(reset.reason().name());
            }
        }
        json.writeEndArray();
    }

    /**
     * @throws UncheckedIOException if the bytes are not an entry's
     */
    static List<LogRecord> decode(byte[] bytes) {
        var records = new ArrayList<LogRecord>();
        try (JsonParser json =
                JSON.createParser(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_ARRAY) {
                records.add(read(json));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the data of a log entry can't be read", e);
        } catch (IllegalArgumentException e) {
            throw new UncheckedIOException(
                    "the data of a log entry can't be read", new IOException(e));
        }
        return records;
    }

    private static LogRecord read(JsonParser json) throws IOException {
        String eventId = json.nextTextValue();
        String body = json.nextTextValue();
        if (eventId == null) {
            throw new IOException("a record has no event id");
        }
        LogRecord found =
                body == null
                        ? new LogRecord.Reset(
                                eventId,
                                LogRecord.Reason.valueOf(String.valueOf(json.nextTextValue())))
                        : new LogRecord.Change(eventId, body);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            json.skipChildren();
        }
        return found;
    }
}
