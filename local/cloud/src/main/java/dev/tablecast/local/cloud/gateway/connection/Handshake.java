package dev.tablecast.local.cloud.gateway.connection;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * The client of a connection and the host name that it used. It has no headers, because it is kept
 * as long as the connection.
 */
public record Handshake(String domainName, String sourceIp, String userAgent) {
    public static Handshake of(Request request) {
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
