package dev.tablecast.functions.stream;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Messages such as {@code {"type":"changes","id":"…","changes":[…]}}, each with as many changes as
 * fit a frame.
 *
 * <p>A change too large for a frame is sent with its keys and {@code "truncated":true}. The id is
 * made of the ids of the message's changes: the same changes, delivered again, have the same id,
 * and other changes never have it.
 */
record JsonMessages(ChangeWriter writer) implements MessageFormat {
    private static final String HEAD = "{\"type\":\"changes\",\"id\":\"";
    private static final String CHANGES = "\",\"changes\":[";
    private static final String TAIL = "]}";
    private static final int ID_BYTES = 16;
    private static final int ID_LENGTH = 22;
    private static final int ROOM =
            Message.MAX_BYTES - HEAD.length() - ID_LENGTH - CHANGES.length() - TAIL.length();

    JsonMessages(Projection projection) {
        this(new ChangeWriter(projection));
    }

    @Override
    public List<Message> messages(List<Change> changes) {
        var messages = new ArrayList<Message>();
        var packed = new ArrayList<Change>();
        var body = new StringBuilder();
        int used = 0;
        for (Change change : changes) {
            String text = write(change);
            int size = Message.bytes(text);
            if (used > 0 && used + 1 + size > ROOM) {
                messages.add(message(packed, body));
                packed.clear();
                body.setLength(0);
                used = 0;
            }
            if (used > 0) {
                body.append(',');
                used++;
            }
            body.append(text);
            packed.add(change);
            used += size;
        }
        if (!packed.isEmpty()) {
            messages.add(message(packed, body));
        }
        return messages;
    }

    @Override
    public Change stored(Change change) {
        var projection = writer.projection();
        return projection.hasImages()
                ? change.keeping(projection::includes)
                : change.withoutImages();
    }

    private String write(Change change) {
        String whole = writer.write(change);
        return Message.bytes(whole) <= ROOM ? whole : writer.writeTruncated(change);
    }

    private static Message message(List<Change> changes, StringBuilder body) {
        return Message.of(changes, HEAD + id(changes) + CHANGES + body + TAIL);
    }

    private static String id(List<Change> changes) {
        var digest = sha256();
        for (Change change : changes) {
            digest.update(change.id().getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        byte[] id = Arrays.copyOf(digest.digest(), ID_BYTES);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(id);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
