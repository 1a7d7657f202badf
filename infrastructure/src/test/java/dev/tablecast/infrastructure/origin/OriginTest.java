package dev.tablecast.infrastructure.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OriginTest {
    /** The functions' own test reads the file too, and matches what browsers send. */
    static List<JsonNode> examples() throws IOException {
        JsonNode examples =
                new ObjectMapper()
                        .readTree(
                                Files.readString(
                                        Path.of("src/test/resources/allowed-origins.json")));
        return StreamSupport.stream(examples.spliterator(), false).toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anOriginIsWrittenAsBrowsersSendIt(JsonNode example) {
        assertThat(Origin.of(example.get("setting").textValue()).text())
                .isEqualTo(example.get("origin").textValue());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatIsWrittenAsBrowsersSendItStaysAsItIs(JsonNode example) {
        String origin = example.get("origin").textValue();

        assertThat(Origin.of(origin).text()).isEqualTo(origin);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null | no null: browsers send it for files and sandboxed frames of any site",
                "example.com | an origin with its scheme, such as https://example.com",
                "//example.com | an origin with its scheme, such as https://example.com",
                "localhost:3000 | an origin with its scheme, such as https://example.com",
                "data:text/html | an origin with its scheme, such as https://example.com",
                "*://example.com | an origin whose scheme is written out, such as https",
                "wss://example.com | the scheme of the page, not of its WebSocket: https, or http"
                        + " without TLS",
                "file:///index.html | another scheme: browsers send null as the origin of file"
                        + " URLs",
                "https://Example.com/ | an origin, which ends before the path: https://example.com",
                "https://example.com:443/app/ | an origin, which ends before the path:"
                        + " https://example.com",
                "https://example.com?a=1 | an origin, which ends before the path:"
                        + " https://example.com",
                "https://example.com#top | an origin, which ends before the path:"
                        + " https://example.com",
                "https://*.example.com/ | an origin, which ends before the path:"
                        + " https://*.example.com",
                "capacitor://localhost/ | an origin, which ends before the path:"
                        + " capacitor://localhost",
                "https://ada@example.com | an origin, which has no user name or password",
                "https://ada:secret@example.com/ | an origin, which has no user name or password",
                "https://example.com:port | an origin whose port is from 0 to 65535",
                "https://example.com:65536 | an origin whose port is from 0 to 65535",
                "https://example.com:-1 | an origin whose port is from 0 to 65535",
                "https://* | * alone, or as the first label of a domain: https://*.example.com",
                "https://*example.com | * alone, or as the first label of a domain:"
                        + " https://*.example.com",
                "https://app.*.com | * alone, or as the first label of a domain:"
                        + " https://*.example.com",
                "https://*.*.example.com | * alone, or as the first label of a domain:"
                        + " https://*.example.com",
                "https://example.com:* | an origin whose port is from 0 to 65535",
                "https://*.com | *. before a domain of your own, such as https://*.example.com",
                "https://*.127.0.0.1 | *. before a domain, not before an IP address",
                "https://*.[::1] | *. before a domain, not before an IP address",
                "chrome-extension://* | * as a subdomain of http and https origins alone",
                "tauri://*.localhost | * as a subdomain of http and https origins alone",
                "capacitor:// | the host of the app, such as capacitor://localhost or"
                        + " chrome-extension://abcdefghijklmnopabcdefghijklmnop",
                "https:// | an origin with a host that browsers know, such as https://example.com",
                "https:///example.com | an origin with a host that browsers know, such as"
                        + " https://example.com",
                "https://exa mple.com | an origin with a host that browsers know, such as"
                        + " https://example.com",
                "https://xn--a.example | an origin with a host that browsers know, such as"
                        + " https://example.com",
                "https://127.1 | an IP address as browsers write it, such as 127.0.0.1 or [::1]",
                "https://1.2.3.256 | an IP address as browsers write it, such as 127.0.0.1 or"
                        + " [::1]",
                "https://[::ffff:1.2.3.4] | an IPv6 address in hexadecimal, such as [2001:db8::1]",
                "https://[::1 | an IPv6 address in hexadecimal, such as [2001:db8::1]"
            })
    void aMistakeIsToldWithWhatToWrite(String text, String allowed) {
        assertThatThrownBy(() -> Origin.of(text))
                .isInstanceOf(InvalidOriginException.class)
                .hasMessage(allowed);
    }
}
