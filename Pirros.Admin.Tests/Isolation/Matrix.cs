namespace Pirros.Admin.Tests.Isolation;

/// <summary>Who is answered what, a row for each route of the product. A route without a row fails <see cref="MatrixTests"/>, and so does a row without a route.</summary>
internal static class Matrix
{
    public static IReadOnlyList<Row> Rows { get; } =
    [
        // What a page shows is decided on its circuit, so what is sent for its address holds nothing of anybody.
        Row.Portal("/", Answer.Bare, Answer.Bare, "302 /support"),
        Row.Portal("/audit", Answer.Bare, Answer.Bare, Answer.Bare),
        Row.Portal("/connections", Answer.Bare, Answer.Bare, "302 /support"),
        Row.Portal("/connections/{Id}", Answer.Bare, Answer.Bare, Answer.Bare),
        Row.Portal("/connections/{Id}/activity", Answer.Bare, Answer.Bare, Answer.Bare),
        Row.Portal("/connections/{Id}/audit", Answer.Bare, Answer.Bare, Answer.Bare),
        Row.Portal("/connections/{Id}/deactivations", Answer.Bare, Answer.Bare, Answer.Bare),
        Row.Portal("/connections/{Id}/groups", Answer.Bare, Answer.Bare, Answer.Bare),
        Row.Portal("/connections/{Id}/groups/{GroupId}", Answer.Bare, Answer.Bare, Answer.Bare),
        Row.Portal("/connections/{Id}/guide", Answer.Bare, Answer.Bare, Answer.Bare),
        Row.Portal("/connections/{Id}/preflight", Answer.Bare, Answer.Bare, Answer.Bare),
        Row.Portal("/connections/{Id}/sso", Answer.Bare, Answer.Bare, Answer.Bare),
        Row.Portal("/connections/{Id}/users", Answer.Bare, Answer.Bare, Answer.Bare),
        Row.Portal("/connections/{Id}/users/{UserId}", Answer.Bare, Answer.Bare, Answer.Bare),
        Row.Portal("/downstream", Answer.Bare, Answer.Bare, Answer.Bare),
        Row.Portal("/tenants/{Tenant}/downstream", Answer.Bare, Answer.Bare, Answer.Bare),
        Row.Portal("/support", Answer.ToDenied, Answer.ToDenied, Answer.Bare),

        // Files of one connection: another firm's admin can't tell it from one that does not exist.
        Row.Portal("/audit/export", Answer.Shown, Answer.AsIfAbsent, Answer.Shown),
        Row.Portal("/connections/{id}/activity/export", Answer.Shown, Answer.AsIfAbsent, Answer.Shown),

        // Of people support takes away masked names only, and there is nothing else in it.
        Row.Portal("/connections/{id}/deactivations/export", Answer.Shown, Answer.AsIfAbsent, Answer.Bare),
        Row.Portal("/connections/{id}/support-bundle", Answer.Shown, Answer.AsIfAbsent, Answer.Shown),

        // Whoever has a link may see the values that it opens; that one of support's opens for admins of the firm only is shown by HandOffStoreTests.
        Row.Open("/hand-off/{Token}", Answer.Shown),

        // Whoever has the connection's address sees what a provider is told by it, and no secret. What a browser posts to the Reply URL says for itself who it is; this is nothing.
        Row.Open("/saml/{id}/metadata", Answer.Shown),
        Row.Open("/scim/v2/connections/{id} (POST)", "403"),

        // To a provider, where one is set; the page of a connection that has none says so to whoever reaches it.
        Row.Open("/signin/sso", Answer.ToSignIn),
        Row.Portal("/connections/{id}/sso/test", "302 /connections/{id}/sso", Answer.AsIfAbsent, "302 /connections/{id}/sso"),

        // Opened by a subscriber's key only, which is none of these; whose events a key reads is shown by EventsApiTests.
        Row.Open("/events/v1/events", "401"),

        // For strangers too.
        Row.Open("/signin", Answer.Bare),
        Row.Open("/denied", Answer.Bare),
        Row.Open("/not-found", Answer.Bare),
        Row.Open("/error", Answer.Bare),
        Row.Open("/language/{name}", "302 /"),
        Row.Open("/livez", Answer.Bare),
        Row.Open("/healthz", Answer.Bare),
        Row.Open("/metrics", Answer.Bare),
        Row.Open(Routes.Files, Answer.Bare),
        Row.Open("/{**path:file}", "404"),

        // Forms without the antiforgery token that the sign-in page gives out do nothing.
        Row.Open("/signin/demo (POST)", "400"),
        Row.Open("/signout (POST)", Answer.ToSignIn),
        Row.Open("/signin/again", Answer.ToSignIn),

        // Says that somebody is at work, and nothing else.
        new Row("/session (POST)", "401", "204", "204", "204", "401", "401", "401"),

        // The transport of pages: a circuit begins only with what a page was sent with, and is whose cookie opens it.
        Row.Open("/_blazor", "400"),
        Row.Open("/_blazor/disconnect/", "405"),
        Row.Open("/_blazor/initializers/", Answer.Bare),
        Row.Open("/_blazor/negotiate", "405"),
        Row.Open("/_framework/opaque-redirect", "400"),

        // Takes client secrets alone: a token that opens the connection is none, and gets none.
        Row.Open($"{Routes.OAuth} POST oauth/token", "401"),

        .. Resources("Users", "200"),
        .. Resources("Groups", "204"),
        Row.Scim("GET ", Answer.Shown),
        Row.Scim("POST .search", Answer.Shown),
        Row.Scim("POST Bulk", Answer.Bare),
        Row.Scim("GET ServiceProviderConfig", Answer.Bare),
        Row.Scim("GET ResourceTypes", Answer.Bare),
        Row.Scim("GET ResourceTypes/{id}", Answer.Bare),
        Row.Scim("GET Schemas", Answer.Bare),
        Row.Scim("GET Schemas/{id}", Answer.Bare),
    ];

    private static IEnumerable<Row> Resources(string type, string patched) =>
    [
        Row.Scim($"GET {type}", Answer.Shown),
        Row.Scim($"POST {type}", "201"),
        Row.Scim($"POST {type}/.search", Answer.Shown),
        Row.Scim($"GET {type}/{{id}}", Answer.Bare),
        Row.Scim($"PUT {type}/{{id}}", Answer.Bare),
        Row.Scim($"PATCH {type}/{{id}}", patched),
        Row.Scim($"DELETE {type}/{{id}}", "204"),
    ];
}
