package dev.tablecast.infrastructure.configuration;

/** Who may open a connection. There is no default: someone has to choose. */
public sealed interface Auth {

    /** The authorization type of the {@code $connect} route, in API Gateway's words. */
    String authorizationType();

    /** Notes a problem where nobody chose, or chose what isn't there. */
    static Auth read(Settings settings) {
        String allowed = "none or iam";
        var choice = settings.text("auth");
        if (choice.isEmpty()) {
            settings.missing("auth", allowed);
        }
        if (choice.filter("iam"::equals).isPresent()) {
            return new Iam();
        }
        choice.filter(found -> !found.equals("none"))
                .ifPresent(found -> settings.problem("auth", found, allowed));
        return new None();
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
