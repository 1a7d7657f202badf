package dev.tablecast.infrastructure.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Origins at random, against the implementation of the URL Standard that Node.js has: what a
 * browser sends as {@code Origin} is {@code new URL(page).origin}.
 */
class OriginsInBrowsersTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ORIGINS = 5_000;
    private static final String SERIALIZE =
            """
            let input = "";
            process.stdin.on("data", (data) => (input += data));
            process.stdin.on("end", () => {
              const origin = (text) => {
                try {
                  return new URL(text).origin;
                } catch {
                  return "";
                }
              };
              console.log(JSON.stringify(JSON.parse(input).map(origin)));
            });
            """;

    /** Parts of hosts: plain, in capitals, international, and what browsers map or refuse. */
    private static final List<String> PARTS =
            List.of(
                    "a",
                    "Z",
                    "7",
                    "example",
                    "xn--bcher-kva",
                    "bücher",
                    "BÜCHER",
                    "straße",
                    "ς",
                    "ﬁ",
                    "Ａ",
                    "例え",
                    "テスト",
                    "مثال",
                    "א",
                    "-",
                    "_",
                    "!",
                    "~",
                    "\u00ad",
                    "é",
                    "e\u0301",
                    "İ",
                    "ı",
                    "🙂",
                    "١",
                    "\u200d",
                    "%41",
                    " ",
                    "|");

    private static final List<String> DOTS = List.of(".", ".", ".", ".", "。", "．", "..");
    private static final List<String> PORTS =
            List.of("", "", "", ":", ":80", ":443", ":0", ":8080", ":00443", ":65535", ":65536");
    private static final List<String> SCHEMES = List.of("http", "https", "HTTPS", "hTTp");

    private final Random random = new Random(13);

    @Test
    void anOriginThatIsAcceptedIsTheOneThatABrowserSends() throws IOException {
        var texts = new ArrayList<String>();
        for (int i = 0; i < ORIGINS; i++) {
            texts.add(pick(SCHEMES) + "://" + host() + pick(PORTS));
        }
        JsonNode sent = sent(texts);

        int accepted = 0;
        for (int i = 0; i < texts.size(); i++) {
            String ours = origin(texts.get(i));
            String theirs = sent.get(i).textValue();
            if (ours.isEmpty() && mayBeRefused(texts.get(i), theirs)) {
                continue;
            }
            assertThat(ours).as(texts.get(i)).isEqualTo(theirs);
            accepted += ours.isEmpty() ? 0 : 1;
        }
        assertThat(accepted).isGreaterThan(ORIGINS / 4);
    }

    /** Returns whether we may refuse what a browser, or only Node.js, accepts. */
    private static boolean mayBeRefused(String text, String theirs) {
        boolean encoded = text.contains("%");
        // Nor does it look into a label that is punycode already.
        boolean punycode = text.replace("xn--bcher-kva.", "").contains("xn--");
        boolean address = theirs.matches("https?://\\d+(\\.\\d+){3}(:\\d+)?");
        // Node.js checks less of the Bidi rule than ICU, which Chromium has too.
        boolean rightToLeft = text.codePoints().anyMatch(OriginsInBrowsersTest::isRightToLeft);
        return encoded || address || rightToLeft || punycode;
    }

    private static boolean isRightToLeft(int codePoint) {
        return switch (Character.getDirectionality(codePoint)) {
            case Character.DIRECTIONALITY_RIGHT_TO_LEFT,
                    Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC,
                    Character.DIRECTIONALITY_ARABIC_NUMBER ->
                    true;
            default -> false;
        };
    }

    private String host() {
        if (random.nextInt(10) == 0) {
            return ipv6();
        }
        var host = new StringBuilder();
        int labels = 1 + random.nextInt(3);
        for (int label = 0; label < labels; label++) {
            for (int part = 0; part <= random.nextInt(3); part++) {
                host.append(pick(PARTS));
            }
            host.append(pick(DOTS));
        }
        return host.append(random.nextInt(8) == 0 ? "" : "example").toString();
    }

    private String ipv6() {
        var pieces = new ArrayList<String>();
        int count = random.nextInt(5) == 0 ? 7 : 8;
        for (int piece = 0; piece < count; piece++) {
            pieces.add(random.nextBoolean() ? "0" : Integer.toHexString(random.nextInt(0x10000)));
        }
        String text = String.join(":", pieces);
        return "[" + (count == 7 ? text.replaceFirst(":", "::") : text).toUpperCase() + "]";
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String origin(String text) {
        try {
            return Origin.of(text).text();
        } catch (InvalidOriginException e) {
            return "";
        }
    }

    private static JsonNode sent(List<String> texts) throws IOException {
        Process node;
        try {
            node = new ProcessBuilder("node", "-e", SERIALIZE).start();
        } catch (IOException e) {
            assumeTrue(false, "there is no Node.js here: " + e.getMessage());
            throw e;
        }
        try (var input = node.getOutputStream()) {
            JSON.writeValue(input, texts);
        }
        try (var output = node.getInputStream()) {
            return JSON.readTree(output);
        }
    }
}
