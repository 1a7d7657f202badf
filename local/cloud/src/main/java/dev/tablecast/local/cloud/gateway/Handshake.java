package dev.tablecast.local.cloud.gateway;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/** Who connects, and under which name. Kept as long as the connection, so it has no headers. */
record Handshake(String domainName, String sourceIp, String userAgent) {
    static Handshake of(Request request) {
        String sourceIp =
                request.getConnectionMetaData().getRemoteSocketAddress()
                                instanceof InetSocketAddress remote
                        ? remote.getAddress().getHostAddress()
                        : "";
        return new Handshake(
                header(request, HttpHeader.HOST), sourceIp, header(request, HttpHeader.USER_AGENT));
    }

    private static String header(Request request, HttpHeader name) {
        return Optional.ofNullable(request.getHeaders().getField(name))
                .map(HttpField::getValue)
                .orElse("");
    }
}
