package dev.tablecast.bench.stub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestReaderTest {
    private static final String POST =
            "POST /live/@connections/a%3D HTTP/1.1\r\n"
                    + "Host: any\r\n"
                    + "content-length: 5\r\n"
                    + "X: y\r\n\r\n"
                    + "hello";
    private static final String DELETE =
            "DELETE /live/@connections/a%3D HTTP/1.1\r\nHost: any\r\n\r\n";

    private final RequestReader reader = new RequestReader();

    @Test
    void aRequestEndsWithItsBody() {
        assertThat(read(POST)).isEqualTo(1);
    }

    @Test
    void aRequestWithoutALengthHasNoBody() {
        assertThat(read(DELETE)).isEqualTo(1);
    }

    @Test
    void requestsAreFoundHoweverTheyArrive() {
        String three = POST + DELETE + POST;
        for (int size = 1; size <= three.length(); size++) {
            int ended = 0;
            for (int from = 0; from < three.length(); from += size) {
                ended += read(three.substring(from, Math.min(three.length(), from + size)));
            }
            assertThat(ended).as("pieces of %d bytes", size).isEqualTo(3);
        }
    }

    @Test
    void aChunkedBodyIsRefused() {
        assertThatThrownBy(() -> read("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"))
                .hasMessageContaining("Content-Length");
    }

    private int read(String bytes) {
        return reader.read(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.US_ASCII)));
    }
}
