namespace Pirros.Admin.Preflight;

/// <summary>Okta, whose two kinds of app talk differently: one made with the App Integration Wizard replaces whole users, one from the catalogue patches.</summary>
internal static class OktaSteps
{
    private const string Patch = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":""";

    private const string NewUser = """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{name}","name":{"givenName":"Pre","familyName":"Flight"},"emails":[{"primary":true,"value":"{name}","type":"work"}],
        "displayName":"Pre-flight","locale":"en-US","externalId":"{nobody}","groups":[],"password":"placeholder-of-okta","active":true}
        """;

    /// <summary>An app made with the App Integration Wizard.</summary>
    public static IReadOnlyList<PreflightStep> Wizard { get; } =
    [
        .. Begin(),
        new("Reads the user before changing it", "GET", "/Users/{user}", null, 200) { Check = AnswerChecks.Active },
        new("Replaces the user", "PUT", "/Users/{user}", Whole("Souza", "true"), 200) { Check = AnswerChecks.Active },
        new("Deactivates the user by replacing it", "PUT", "/Users/{user}", Whole("Souza", "false"), 200) { Check = AnswerChecks.Inactive },
        new("Activates the user again", "PUT", "/Users/{user}", Whole("Souza", "true"), 200) { Check = AnswerChecks.Active },
        new("Creates the group", "POST", "/Groups", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{team}","members":[]}""", 201) { Keeps = "group" },
        new("Replaces the group with its member", "PUT", "/Groups/{group}", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"{group}","displayName":"{team}","members":[{"value":"{user}","display":"{name}"}]}""", 200),
        new("Deletes the group", "DELETE", "/Groups/{group}", null, 204),
    ];

    /// <summary>An app from the catalogue.</summary>
    public static IReadOnlyList<PreflightStep> Catalogue { get; } =
    [
        .. Begin(),
        new("Deactivates the user, in an operation without a path", "PATCH", "/Users/{user}", Patch + """[{"op":"replace","value":{"active":false}}]}""", 200) { Check = AnswerChecks.Inactive },
        new("Activates the user again", "PATCH", "/Users/{user}", Patch + """[{"op":"replace","value":{"active":true}}]}""", 200) { Check = AnswerChecks.Active },
        new("Creates the group", "POST", "/Groups", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{team}","members":[]}""", 201) { Keeps = "group" },
        new("Adds the user to the group", "PATCH", "/Groups/{group}", Patch + """[{"op":"add","path":"members","value":[{"value":"{user}","display":"{name}"}]}]}""", 204),
        new("Renames the group, with its id inside the value", "PATCH", "/Groups/{group}", Patch + """[{"op":"replace","value":{"id":"{group}","displayName":"{team} 2"}}]}""", 204),
        new("Empties the group by Push now", "PATCH", "/Groups/{group}", Patch + """[{"op":"replace","path":"members","value":[]}]}""", 204),
        new("Deletes the group", "DELETE", "/Groups/{group}", null, 204),
    ];

    private static IEnumerable<PreflightStep> Begin() =>
    [
        new("Test API Credentials: lists users", "GET", "/Users?startIndex=1&count=2", null, 200) { Check = AnswerChecks.Empty },
        new("Test API Credentials: lists groups", "GET", "/Groups?startIndex=1&count=100", null, 200) { Check = AnswerChecks.Empty },
        new("Looks for the user", "GET", "/Users?filter=userName eq \"{name}\"&startIndex=1&count=100", null, 200) { Check = AnswerChecks.Empty },
        new("Creates the user", "POST", "/Users", NewUser, 201) { Keeps = "user", Check = AnswerChecks.Active },
        new("Finds the user", "GET", "/Users?filter=userName eq \"{name}\"&startIndex=1&count=100", null, 200) { Check = AnswerChecks.One },
    ];

    private static string Whole(string familyName, string active) => $$$"""
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"{user}","userName":"{name}","name":{"givenName":"Pre","middleName":"","familyName":"{{{familyName}}}"},
        "emails":[{"primary":true,"value":"{name}","type":"work","display":"{name}"}],"active":{{{active}}},"groups":[],"meta":{"resourceType":"User"}}
        """;
}
