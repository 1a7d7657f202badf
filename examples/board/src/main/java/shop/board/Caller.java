package shop.board;

/**
 * A person, as the token says.
 *
 * @param name to show to others of the tenant
 * @param role {@code clerk} or {@code manager}
 */
public record Caller(String tenant, String name, String role) {
    boolean isManager() {
        return role.equals("manager");
    }
}
