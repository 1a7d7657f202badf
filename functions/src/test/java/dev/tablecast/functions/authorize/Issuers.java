package dev.tablecast.functions.authorize;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.List;
import java.util.Map;

/**
 * Access tokens as issuers make them, by their documentation. Names in capitals are the user's to
 * fill in.
 */
final class Issuers {
    static final List<IssuerShape> ALL =
            List.of(
                    new IssuerShape(
                            "Auth0",
                            JWSAlgorithm.RS256,
                            "JWT",
                            Map.of(
                                    "jwtIssuer",
                                    "https://TENANT.REGION.auth0.com/",
                                    "jwtAudience",
                                    "https://api.example.com"),
                            """
                            {"iss":"https://TENANT.REGION.auth0.com/",
                             "sub":"auth0|6553da60a54af58e29493993",
                             "aud":["https://api.example.com","https://TENANT.REGION.auth0.com/userinfo"],
                             "scope":"openid profile", "azp":"CLIENT-ID"}
                            """),
                    new IssuerShape(
                            "Auth0, RFC 9068 profile",
                            JWSAlgorithm.RS256,
                            "at+jwt",
                            Map.of(
                                    "jwtIssuer",
                                    "https://TENANT.REGION.auth0.com/",
                                    "jwtAudience",
                                    "https://api.example.com"),
                            """
                            {"iss":"https://TENANT.REGION.auth0.com/",
                             "sub":"auth0|6553da60a54af58e29493993",
                             "aud":"https://api.example.com", "client_id":"CLIENT-ID",
                             "jti":"2bKsjnM1", "scope":"feed"}
                            """),
                    new IssuerShape(
                            "Amazon Cognito",
                            JWSAlgorithm.RS256,
                            "",
                            Map.of(
                                    "jwtIssuer",
                                    "https://cognito-idp.REGION.amazonaws.com/POOL-ID",
                                    "jwtAudience",
                                    "CLIENT-ID"),
                            """
                            {"iss":"https://cognito-idp.REGION.amazonaws.com/POOL-ID",
                             "sub":"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", "client_id":"CLIENT-ID",
                             "token_use":"access", "scope":"openid", "version":2,
                             "cognito:groups":["admins"], "username":"ada"}
                            """),
                    new IssuerShape(
                            "Amazon Cognito, ID tokens",
                            JWSAlgorithm.RS256,
                            "",
                            Map.of(
                                    "jwtIssuer",
                                    "https://cognito-idp.REGION.amazonaws.com/POOL-ID",
                                    "jwtAudience",
                                    "CLIENT-ID",
                                    "allowIdTokens",
                                    "true"),
                            """
                            {"iss":"https://cognito-idp.REGION.amazonaws.com/POOL-ID",
                             "sub":"aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee", "aud":"CLIENT-ID",
                             "token_use":"id", "cognito:username":"ada", "email":"ada@example.com"}
                            """),
                    new IssuerShape(
                            "Microsoft Entra ID, v2.0",
                            JWSAlgorithm.RS256,
                            "JWT",
                            Map.of(
                                    "jwtIssuer",
                                    "https://login.microsoftonline.com/TENANT-ID/v2.0",
                                    "jwtAudience",
                                    "CLIENT-ID"),
                            """
                            {"iss":"https://login.microsoftonline.com/TENANT-ID/v2.0",
                             "aud":"CLIENT-ID", "sub":"AAAAAAAAAAAAAAAA", "azp":"CALLER-ID",
                             "azpacr":"1", "oid":"00000000-0000-0000-66f3-3332eca7ea81",
                             "scp":"Feed.Read", "roles":["Reader"], "groups":["13a2","c3f1"],
                             "tid":"TENANT-ID", "ver":"2.0"}
                            """),
                    new IssuerShape(
                            "Microsoft Entra ID, v1.0",
                            JWSAlgorithm.RS256,
                            "JWT",
                            Map.of(
                                    "jwtIssuer",
                                    "https://sts.windows.net/TENANT-ID/",
                                    "jwtAudience",
                                    "api://CLIENT-ID"),
                            """
                            {"iss":"https://sts.windows.net/TENANT-ID/", "aud":"api://CLIENT-ID",
                             "sub":"AAAAAAAAAAAAAAAA", "appid":"CALLER-ID", "appidacr":"0",
                             "scp":"Feed.Read", "tid":"TENANT-ID", "ver":"1.0"}
                            """),
                    new IssuerShape(
                            "Microsoft Entra External ID",
                            JWSAlgorithm.RS256,
                            "JWT",
                            Map.of(
                                    "jwtIssuer",
                                    "https://TENANT-ID.ciamlogin.com/TENANT-ID/v2.0",
                                    "jwtAudience",
                                    "CLIENT-ID",
                                    "jwksUrl",
                                    "https://TENANT.ciamlogin.com/TENANT-ID/discovery/v2.0/keys"),
                            """
                            {"iss":"https://TENANT-ID.ciamlogin.com/TENANT-ID/v2.0",
                             "aud":"CLIENT-ID", "sub":"AAAAAAAAAAAAAAAA", "azp":"CALLER-ID",
                             "scp":"Feed.Read", "ver":"2.0"}
                            """),
                    new IssuerShape(
                            "Azure AD B2C",
                            JWSAlgorithm.RS256,
                            "JWT",
                            Map.of(
                                    "jwtIssuer",
                                    "https://TENANT.b2clogin.com/TENANT-ID/v2.0/",
                                    "jwtAudience",
                                    "CLIENT-ID",
                                    "jwksUrl",
                                    "https://TENANT.b2clogin.com/TENANT.onmicrosoft.com/POLICY/discovery/v2.0/keys"),
                            """
                            {"iss":"https://TENANT.b2clogin.com/TENANT-ID/v2.0/", "aud":"CLIENT-ID",
                             "sub":"884408e1-2918-4cz0-b12d-3aa027d7563b", "tfp":"POLICY",
                             "scp":"Feed.Read", "azp":"CALLER-ID", "ver":"1.0"}
                            """),
                    new IssuerShape(
                            "Okta",
                            JWSAlgorithm.RS256,
                            "",
                            Map.of(
                                    "jwtIssuer",
                                    "https://ORG.okta.com/oauth2/default",
                                    "jwtAudience",
                                    "api://default"),
                            """
                            {"ver":1, "jti":"AT.0mP4", "iss":"https://ORG.okta.com/oauth2/default",
                             "aud":"api://default", "cid":"CLIENT-ID", "uid":"00uk1u7AsAk6dZL3z0g3",
                             "scp":["openid","feed"], "sub":"ada@example.com"}
                            """),
                    new IssuerShape(
                            "Keycloak",
                            JWSAlgorithm.RS256,
                            "JWT",
                            Map.of(
                                    "jwtIssuer",
                                    "https://HOST/realms/REALM",
                                    "jwtAudience",
                                    "CLIENT-ID",
                                    "jwtAudienceClaims",
                                    "azp"),
                            """
                            {"iss":"https://HOST/realms/REALM", "aud":"account", "sub":"f5d0c3b8",
                             "typ":"Bearer", "azp":"CLIENT-ID", "acr":"1", "allowed-origins":["*"],
                             "realm_access":{"roles":["reader"]}, "scope":"openid email",
                             "sid":"5e1a"}
                            """),
                    new IssuerShape(
                            "Keycloak, lightweight",
                            JWSAlgorithm.RS256,
                            "JWT",
                            Map.of(
                                    "jwtIssuer",
                                    "https://HOST/realms/REALM",
                                    "jwtAudience",
                                    "CLIENT-ID"),
                            """
                            {"iss":"https://HOST/realms/REALM", "typ":"Bearer", "azp":"CLIENT-ID",
                             "jti":"onrtlt:1", "scope":"openid", "sid":"5e1a"}
                            """),
                    new IssuerShape(
                            "Keycloak, FAPI profiles",
                            JWSAlgorithm.PS256,
                            "JWT",
                            Map.of(
                                    "jwtIssuer",
                                    "https://HOST/realms/REALM",
                                    "jwtAudience",
                                    "CLIENT-ID"),
                            """
                            {"iss":"https://HOST/realms/REALM", "aud":["CLIENT-ID","account"],
                             "sub":"f5d0c3b8", "typ":"Bearer", "azp":"CLIENT-ID",
                             "cnf":{"x5t#S256":"bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2"}}
                            """),
                    new IssuerShape(
                            "Clerk",
                            JWSAlgorithm.RS256,
                            "JWT",
                            Map.of(
                                    "jwtIssuer",
                                    "https://clerk.example.com",
                                    "jwtAudience",
                                    "https://app.example.com"),
                            """
                            {"iss":"https://clerk.example.com", "azp":"https://app.example.com",
                             "sub":"user_2Gq", "sid":"sess_2Gq", "fva":[99999,-1], "nbf":1795341590,
                             "v":2, "sts":"active"}
                            """),
                    new IssuerShape(
                            "WorkOS",
                            JWSAlgorithm.RS256,
                            "",
                            Map.of(
                                    "jwtIssuer",
                                    "https://api.workos.com/user_management/CLIENT-ID",
                                    "jwtAudience",
                                    "https://api.workos.com/user_management/CLIENT-ID",
                                    "jwtAudienceClaims",
                                    "iss",
                                    "jwksUrl",
                                    "https://api.workos.com/sso/jwks/CLIENT-ID"),
                            """
                            {"iss":"https://api.workos.com/user_management/CLIENT-ID",
                             "sub":"user_01HBEQKA6K4QJAS93VPE39W1JT",
                             "sid":"session_01HQSXZGF8FHF7A9ZZFCW4387R",
                             "org_id":"org_01HRDMC6CM357W30QMHMQ96Q0S", "role":"member",
                             "permissions":["posts:read"], "jti":"01HQSXZXPPFPKMDD32RKTFY6PV"}
                            """),
                    new IssuerShape(
                            "WorkOS, `aud` or `azp` in a JWT template",
                            JWSAlgorithm.RS256,
                            "",
                            Map.of(
                                    "jwtIssuer",
                                    "https://api.workos.com/user_management/CLIENT-ID",
                                    "jwtAudience",
                                    "CLIENT-ID",
                                    "jwksUrl",
                                    "https://api.workos.com/sso/jwks/CLIENT-ID"),
                            """
                            {"iss":"https://api.workos.com/user_management/CLIENT-ID",
                             "sub":"user_01HBEQKA6K4QJAS93VPE39W1JT", "azp":"CLIENT-ID",
                             "sid":"session_01HQSXZGF8FHF7A9ZZFCW4387R",
                             "jti":"01HQSXZXPPFPKMDD32RKTFY6PV"}
                            """),
                    new IssuerShape(
                            "Kinde",
                            JWSAlgorithm.RS256,
                            "JWT",
                            Map.of(
                                    "jwtIssuer",
                                    "https://SUBDOMAIN.kinde.com",
                                    "jwtAudience",
                                    "CLIENT-ID"),
                            """
                            {"iss":"https://SUBDOMAIN.kinde.com", "aud":[], "azp":"CLIENT-ID",
                             "sub":"kp_c3143a4b50ad43c88e541d9077681782",
                             "org_code":"org_1767f11ce62", "permissions":[], "scp":["openid"],
                             "jti":"27daa125"}
                            """),
                    new IssuerShape(
                            "Better Auth",
                            JWSAlgorithm.EdDSA,
                            "",
                            Map.of(
                                    "jwtIssuer",
                                    "https://app.example.com",
                                    "jwtAudience",
                                    "https://app.example.com",
                                    "jwksUrl",
                                    "https://app.example.com/api/auth/jwks"),
                            """
                            {"iss":"https://app.example.com", "aud":"https://app.example.com",
                             "sub":"Zk1", "id":"Zk1", "name":"Ada", "email":"ada@example.com",
                             "emailVerified":true, "image":null}
                            """),
                    new IssuerShape(
                            "Logto",
                            JWSAlgorithm.ES384,
                            "at+jwt",
                            Map.of(
                                    "jwtIssuer",
                                    "https://TENANT.logto.app/oidc",
                                    "jwtAudience",
                                    "https://api.example.com"),
                            """
                            {"iss":"https://TENANT.logto.app/oidc", "aud":"https://api.example.com",
                             "client_id":"CLIENT-ID", "sub":"foo", "scope":"feed", "jti":"x1"}
                            """),
                    new IssuerShape(
                            "Firebase",
                            JWSAlgorithm.RS256,
                            "JWT",
                            Map.of(
                                    "jwtIssuer",
                                    "https://securetoken.google.com/PROJECT-ID",
                                    "jwtAudience",
                                    "PROJECT-ID"),
                            """
                            {"iss":"https://securetoken.google.com/PROJECT-ID", "aud":"PROJECT-ID",
                             "auth_time":1795341000, "user_id":"u1", "sub":"u1",
                             "email":"ada@example.com", "email_verified":true,
                             "firebase":{"identities":{"email":["ada@example.com"]},"sign_in_provider":"password"}}
                            """),
                    new IssuerShape(
                            "Google",
                            JWSAlgorithm.RS256,
                            "JWT",
                            Map.of(
                                    "jwtIssuer",
                                    "https://accounts.google.com",
                                    "jwtAudience",
                                    "CLIENT-ID.apps.googleusercontent.com"),
                            """
                            {"iss":"https://accounts.google.com",
                             "azp":"CLIENT-ID.apps.googleusercontent.com",
                             "aud":"CLIENT-ID.apps.googleusercontent.com",
                             "sub":"110169484474386276334", "email":"ada@example.com",
                             "email_verified":true, "at_hash":"HK6E"}
                            """),
                    new IssuerShape(
                            "Supabase",
                            JWSAlgorithm.ES256,
                            "JWT",
                            Map.of(
                                    "jwtIssuer",
                                    "https://PROJECT.supabase.co/auth/v1",
                                    "jwtAudience",
                                    "authenticated",
                                    "jwksUrl",
                                    "https://PROJECT.supabase.co/auth/v1/.well-known/jwks.json"),
                            """
                            {"iss":"https://PROJECT.supabase.co/auth/v1", "aud":"authenticated",
                             "sub":"123e4567-e89b-12d3-a456-426614174000", "role":"authenticated",
                             "aal":"aal1", "session_id":"11111111", "email":"ada@example.com",
                             "phone":"", "is_anonymous":false, "app_metadata":{"provider":"email"},
                             "user_metadata":{}}
                            """));

    private Issuers() {}
}
