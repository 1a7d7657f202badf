package dev.tablecast.infrastructure.configuration;

/** Who may open a connection. There is no default: someone has to choose. */
public sealed interface Auth {

    /** The authorization type of the {@code $connect} route, in API Gateway's words. */
    String authorizationType();

    /** Notes a problem where nobody chose, or chose what isn't there. */
    static Auth read(Settings settings) {
        if (!settings.isSet(AuthSettings.AUTH)) {
            settings.missing(AuthSettings.AUTH);
        }
        return settings.find(AuthSettings.AUTH).filter("iam"::equals).isPresent()
                ? new Iam()
                : new None();
    }

    /** Anyone who knows the URL. */
    record None() implements Auth {
        @Override
        public String authorizationType() {
            return "NONE";
        }
    }

    /** An AWS identity with {@code execute-api:Invoke} on the stage, which signs the request. */
    record Iam() implements Auth {
        @Override
        public String authorizationType() {
            return "AWS_IAM";
        }
    }
}
