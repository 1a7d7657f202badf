package dev.tablecast.bench.fanout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/**
 * The limit: HTTP/1.1 with nothing around it. One thread, no signature, requests that are only
 * copied together, answers of which only status and end are looked at.
 */
final class RawPosts implements Posts {
    private final String begin;
    private final String afterId;
    private final Selector selector;
    private final ByteBuffer received = ByteBuffer.allocateDirect(16 * 1024);

    /** A connection, and what is under way on it. */
    private static final class Exchange {
        private ByteBuffer request = ByteBuffer.allocateDirect(0);
    }

    /**
     * @param connections how many posts are under way at a time
     */
    RawPosts(URI stage, int connections) {
        begin = "POST " + stage.getPath() + "/@connections/";
        afterId = " HTTP/1.1\r\nHost: " + stage.getAuthority() + "\r\nContent-Length: ";
        try {
            selector = Selector.open();
            for (int i = 0; i < connections; i++) {
                var channel =
                        SocketChannel.open(new InetSocketAddress(stage.getHost(), stage.getPort()));
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.register(selector, 0, new Exchange());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the stub can't be reached", e);
        }
    }

    @Override
    public void post(List<String> connectionIds, String message) {
        byte[] body = message.getBytes(StandardCharsets.UTF_8);
        Iterator<String> ids = connectionIds.iterator();
        int[] answered = new int[1];
        try {
            for (SelectionKey key : selector.keys()) {
                next(key, ids, body);
            }
            while (answered[0] < connectionIds.size()) {
                selector.select(key -> proceed(key, ids, body, answered));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void proceed(SelectionKey key, Iterator<String> ids, byte[] body, int[] answered) {
        try {
            if (key.isWritable()) {
                write(key);
            } else {
                readAnswer((SocketChannel) key.channel());
                answered[0]++;
                next(key, ids, body);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void next(SelectionKey key, Iterator<String> ids, byte[] body) throws IOException {
        if (ids.hasNext()) {
            ((Exchange) key.attachment()).request = request(ids.next(), body);
            write(key);
        } else {
            key.interestOps(0);
        }
    }

    private ByteBuffer request(String id, byte[] body) {
        String head =
                begin
                        + URLEncoder.encode(id, StandardCharsets.UTF_8)
                        + afterId
                        + body.length
                        + "\r\n\r\n";
        return ByteBuffer.allocate(head.length() + body.length)
                .put(head.getBytes(StandardCharsets.US_ASCII))
                .put(body)
                .flip();
    }

    private static void write(SelectionKey key) throws IOException {
        ByteBuffer request = ((Exchange) key.attachment()).request;
        ((SocketChannel) key.channel()).write(request);
        key.interestOps(request.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /** Answers are so short that they arrive in one piece, as long as a stub writes them so. */
    private void readAnswer(SocketChannel channel) throws IOException {
        received.clear();
        int length = channel.read(received);
        if (length < 16
                || received.get(9) != '2'
                || received.get(length - 3) != '\n'
                || received.get(length - 1) != '\n') {
            throw new IllegalStateException("the stub didn't answer with 200");
        }
    }

    @Override
    public void close() {
        try {
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
