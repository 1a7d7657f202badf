package dev.tablecast.infrastructure.origin;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * IPv6 addresses as browsers write them.
 *
 * @see <a href="https://url.spec.whatwg.org/#concept-ipv6-serializer">URL Standard: IPv6
 *     serializer</a>
 */
final class Ipv6 {
    /** Hexadecimal only: an IPv4 address inside of one is written in two ways. */
    private static final Pattern BRACKETED = Pattern.compile("\\[[0-9A-Fa-f:]{2,39}]");

    private static final int PIECES = 8;

    private Ipv6() {}

    static String bracketed(String host) {
        if (BRACKETED.matcher(host).matches()) {
            try {
                // A text in brackets is never looked up.
                if (InetAddress.getByName(host) instanceof Inet6Address address) {
                    return "[" + compressed(pieces(address)) + "]";
                }
            } catch (UnknownHostException e) {
                // Reported below, with what is allowed.
            }
        }
        throw new InvalidOriginException("an IPv6 address in hexadecimal, such as [2001:db8::1]");
    }

    private static int[] pieces(Inet6Address address) {
        var bytes = ByteBuffer.wrap(address.getAddress());
        return IntStream.range(0, PIECES)
                .map(piece -> Short.toUnsignedInt(bytes.getShort()))
                .toArray();
    }

    /** Replaces the first of the longest runs of zeros, of two or more, by two colons. */
    private static String compressed(int[] pieces) {
        int start = 0;
        int longest = 1;
        for (int i = 0; i < PIECES; i++) {
            int end = i;
            while (end < PIECES && pieces[end] == 0) {
                end++;
            }
            if (end - i > longest) {
                start = i;
                longest = end - i;
            }
        }
        return longest == 1
                ? joined(pieces, 0, PIECES)
                : joined(pieces, 0, start) + "::" + joined(pieces, start + longest, PIECES);
    }

    private static String joined(int[] pieces, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(piece -> Integer.toHexString(pieces[piece]))
                .collect(Collectors.joining(":"));
    }
}
