package dev.tablecast.local.cloud.gateway;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A WebSocket client that sends any bytes, to violate the protocol. */
final class RawSocket implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private int dataBytes;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
    }

    static RawSocket connect(WebSocketGateway gateway) throws IOException {
        return connect(gateway, 64 * 1024);
    }

    static RawSocket connect(WebSocketGateway gateway, int receiveBuffer) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(receiveBuffer);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", gateway.port()));
        socket.setSoTimeout(10_000);
        RawSocket raw = new RawSocket(socket);
        raw.out.write(
                """
                GET %s HTTP/1.1\r
                Host: localhost:%d\r
                Connection: Upgrade\r
                Upgrade: websocket\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Extensions: permessage-deflate\r
                \r
                """
                        .formatted(gateway.webSocketUri().getPath(), gateway.port())
                        .getBytes(StandardCharsets.US_ASCII));
        return raw;
    }

    /** Returns the head of the HTTP response. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    /** Returns the body after a head with a Content-Length. */
    String readBody(String head) throws IOException {
        var length = Pattern.compile("(?i)Content-Length: (\\d+)").matcher(head);
        return length.find()
                ? new String(
                        in.readNBytes(Integer.parseInt(length.group(1))), StandardCharsets.UTF_8)
                : "";
    }

    void write(int opcode, boolean last, byte[] payload) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) ((last ? 0x80 : 0) | opcode));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.putInt(0).put(payload); // a mask of zeros leaves the payload as it is
        out.write(frame.array(), 0, frame.position());
        out.flush();
    }

    /** Returns the status code of the next close frame, after other frames. */
    int readCloseCode() throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 0x0F;
            int length = in.readUnsignedByte() & 0x7F;
            if (length == 126) {
                length = in.readUnsignedShort();
            }
            byte[] payload = in.readNBytes(length);
            dataBytes += opcode < 3 ? length : 0;
            if (opcode == 8) {
                return ByteBuffer.wrap(payload).getShort() & 0xFFFF;
            }
        }
    }

    /** Returns the total payload of the frames before the close frame. */
    int dataBytes() {
        return dataBytes;
    }

    boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    /** Ends the TCP connection without a close frame. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
