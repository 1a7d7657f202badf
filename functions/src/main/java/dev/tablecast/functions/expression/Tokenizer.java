package dev.tablecast.functions.expression;

import dev.tablecast.functions.expression.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits an expression into tokens. */
final class Tokenizer {
    static final String CLAIM_PREFIX = ":claim.";

    private static final Set<String> KEYWORDS = Set.of("AND", "OR", "NOT", "BETWEEN", "IN");

    private static final Pattern SPACE = Pattern.compile("[ \\t\\r\\n]+");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern NAME = Pattern.compile("#[A-Za-z0-9_]+");
    private static final Pattern VALUE = Pattern.compile(":[A-Za-z0-9_]+");

    /** Issuers name claims {@code cognito:groups} and {@code https://example.com/tenant} too. */
    private static final Pattern CLAIM =
            Pattern.compile(Pattern.quote(CLAIM_PREFIX) + "[A-Za-z0-9_:/.@$~-]+");

    /** The attribute itself, so that it takes what attributes are named in practice. */
    private static final Pattern ATTRIBUTE_NAME = Pattern.compile("#[A-Za-z0-9_:/@$~-]+");

    private static final Pattern INTEGER = Pattern.compile("0|[1-9][0-9]*");
    private static final Pattern COMPARATOR = Pattern.compile("<=|<>|>=|[=<>]");
    private static final Pattern SIGN = Pattern.compile("[()\\[\\].,]");

    private record Rule(Kind kind, Pattern pattern) {}

    private static final List<Rule> RULES = rules(NAME);
    private static final List<Rule> RULES_WITH_CLAIMS = rules(ATTRIBUTE_NAME);

    private static List<Rule> rules(Pattern name) {
        return List.of(
                new Rule(Kind.WORD, WORD),
                new Rule(Kind.NAME, name),
                new Rule(Kind.VALUE, VALUE),
                new Rule(Kind.INTEGER, INTEGER),
                new Rule(Kind.COMPARATOR, COMPARATOR),
                new Rule(Kind.SIGN, SIGN));
    }

    private final String text;
    private final boolean claims;
    private int position;

    private Tokenizer(String text, boolean claims) {
        this.text = text;
        this.claims = claims;
    }

    /**
     * Returns the tokens; the last one is the end.
     *
     * @param claims whether {@code :claim.name} is one token, and {@code #} may be followed by any
     *     attribute's name; neither is so in DynamoDB's language
     */
    static List<Token> tokens(String text, boolean claims) {
        var tokenizer = new Tokenizer(text, claims);
        var tokens = new ArrayList<Token>();
        do {
            tokens.add(tokenizer.next());
        } while (tokens.get(tokens.size() - 1).kind() != Kind.END);
        return tokens;
    }

    private Token next() {
        Matcher matcher = SPACE.matcher(text);
        if (matcher.region(position, text.length()).lookingAt()) {
            position = matcher.end();
        }
        if (position == text.length()) {
            return new Token(Kind.END, "", position);
        }
        if (claims && text.startsWith(CLAIM_PREFIX, position)) {
            return token(new Rule(Kind.CLAIM, CLAIM));
        }
        for (Rule rule : claims ? RULES_WITH_CLAIMS : RULES) {
            if (rule.pattern().matcher(text).region(position, text.length()).lookingAt()) {
                return token(rule);
            }
        }
        throw unexpected();
    }

    private Token token(Rule rule) {
        Matcher matcher = rule.pattern().matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            throw new ExpressionException(position, "a claim is named as in :claim.sub");
        }
        var token = new Token(kind(rule, matcher.group()), matcher.group(), position);
        position = matcher.end();
        return token;
    }

    private static Kind kind(Rule rule, String found) {
        return rule.kind() == Kind.WORD && KEYWORDS.contains(found.toUpperCase(Locale.ROOT))
                ? Kind.KEYWORD
                : rule.kind();
    }

    private ExpressionException unexpected() {
        String found = Character.toString(text.codePointAt(position));
        String hint =
                switch (found) {
                    case "\"", "'" ->
                            "a text is a placeholder, such as :text, with its value in values";
                    case ":" -> "a value's placeholder is a colon, then letters, digits or _";
                    case "#" -> "a name's placeholder is #, then letters, digits or _";
                    case "!" -> "unequal is <>, and the opposite is NOT";
                    default ->
                            "a name that isn't letters, digits and _ is a placeholder, such as"
                                    + " #name, with the name in names";
                };
        return new ExpressionException(
                position, "the character \"%s\" is unexpected; %s".formatted(found, hint));
    }
}
