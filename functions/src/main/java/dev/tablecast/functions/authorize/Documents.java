package dev.tablecast.functions.authorize;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gets small documents over HTTP: within a time in all, up to a size, and from the address that was
 * asked, because a redirect may lead anywhere.
 */
final class Documents {
    /** Bytes; the keys of the largest issuers, with their certificates, are a third of that. */
    static final int MAXIMUM_BYTES = 64 * 1024;

    /**
     * Until the last byte is there. Two documents together stay well within the function's time.
     */
    static final Duration TIMEOUT = Duration.ofSeconds(3);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(CONNECT_TIMEOUT)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    /**
     * Returns the text of a document.
     *
     * @throws KeysUnavailableException if there is no answer in time, another than 200, or one that
     *     is too large
     */
    String get(URI address) {
        var request = HttpRequest.newBuilder(address).header("Accept", "application/json").build();
        var answer =
                http.sendAsync(
                        request,
                        any ->
                                new BoundedBody(
                                        HttpResponse.BodySubscribers.ofString(
                                                StandardCharsets.UTF_8),
                                        MAXIMUM_BYTES));
        HttpResponse<String> response = await(address, answer);
        if (response.statusCode() != 200) {
            throw new KeysUnavailableException(address + " answers " + response.statusCode());
        }
        return response.body();
    }

    private static HttpResponse<String> await(
            URI address, CompletableFuture<HttpResponse<String>> answer) {
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new KeysUnavailableException(
                    "%s doesn't answer within %d ms".formatted(address, TIMEOUT.toMillis()), e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException) {
                throw new KeysUnavailableException(
                        address + " doesn't answer: " + cause.getClass().getSimpleName(), cause);
            }
            throw new IllegalStateException(address + " can't be asked", cause);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new KeysUnavailableException("interrupted while " + address + " was asked", e);
        }
    }
}
