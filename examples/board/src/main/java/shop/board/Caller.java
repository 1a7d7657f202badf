package shop.board;

/**
 * A person, from the claims of a token.
 *
 * @param name the name that others of the tenant see
 * @param role {@code clerk} or {@code manager}
 */
public record Caller(String tenant, String name, String role) {
    boolean isManager() {
        return role.equals("manager");
    }
}
