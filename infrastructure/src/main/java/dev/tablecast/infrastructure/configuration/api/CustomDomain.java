package dev.tablecast.infrastructure.configuration.api;

import dev.tablecast.infrastructure.configuration.setting.Setting;
import dev.tablecast.infrastructure.configuration.setting.StackSettings;
import dev.tablecast.infrastructure.configuration.setting.Values;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A name of one's own for the WebSocket API, which stays when the API is replaced.
 *
 * @param name such as {@code feed.example.com}
 * @param certificateArn the certificate for it, in the stack's Region
 */
public record CustomDomain(String name, String certificateArn) {
    private static final Pattern LABELS =
            Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");
    private static final Pattern CERTIFICATE =
            Pattern.compile("arn:aws[a-z-]*:acm:[a-z0-9-]+:\\d{12}:certificate/[A-Za-z0-9-]{1,64}");

    public static final Setting<String> NAME =
            new Setting<>(
                    "customDomain",
                    Values.texts(
                            "a host's name in lower case, such as feed.example.com",
                            text -> LABELS.matcher(text).matches()),
                    "Custom domain name for the WebSocket API: the output `webSocketUrl`"
                            + " becomes `wss://` and this name, and stays the same when the API is"
                            + " replaced. Point the name, with a CNAME or an alias record, to the"
                            + " output `customDomainTarget`.");

    public static final Setting<String> CERTIFICATE_ARN =
            new Setting<>(
                    "customDomainCertificateArn",
                    Values.texts(
                            "the ARN of a certificate, such as"
                                    + " arn:aws:acm:us-east-1:123456789012:certificate/1a2b3c4d-…",
                            text -> CERTIFICATE.matcher(text).matches()),
                    "Certificate for `customDomain`, issued in AWS Certificate Manager"
                            + " in the stack's Region. Required with `customDomain`.");

    public static Optional<CustomDomain> read(StackSettings settings) {
        if (!settings.isSet(NAME)) {
            settings.forbid("unless customDomain is set", CERTIFICATE_ARN);
            return Optional.empty();
        }
        if (!settings.isSet(CERTIFICATE_ARN)) {
            settings.missing(CERTIFICATE_ARN, "because customDomain is set");
        }
        var certificate = settings.find(CERTIFICATE_ARN);
        certificate.ifPresent(arn -> settings.requirePlace(CERTIFICATE_ARN, arn));
        return settings.find(NAME).map(name -> new CustomDomain(name, certificate.orElse("")));
    }
}
