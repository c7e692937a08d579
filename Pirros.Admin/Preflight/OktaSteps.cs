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
    public static IReadOnlyList<PreflightStep> Wizard =>
    [
        .. Begin(),
        new(PreflightTexts.ReadsBefore, "GET", "/Users/{user}", null, 200) { Check = AnswerChecks.Active },
        new(PreflightTexts.Replaces, "PUT", "/Users/{user}", Whole("Souza", "true"), 200) { Check = AnswerChecks.Active },
        new(PreflightTexts.DeactivatesReplacing, "PUT", "/Users/{user}", Whole("Souza", "false"), 200) { Check = AnswerChecks.Inactive },
        new(PreflightTexts.ActivatesAgain, "PUT", "/Users/{user}", Whole("Souza", "true"), 200) { Check = AnswerChecks.Active },
        new(PreflightTexts.CreatesGroup, "POST", "/Groups", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{team}","members":[]}""", 201) { Keeps = "group" },
        new(PreflightTexts.ReplacesGroup, "PUT", "/Groups/{group}", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"{group}","displayName":"{team}","members":[{"value":"{user}","display":"{name}"}]}""", 200),
        new(PreflightTexts.DeletesGroup, "DELETE", "/Groups/{group}", null, 204),
    ];

    /// <summary>An app from the catalogue.</summary>
    public static IReadOnlyList<PreflightStep> Catalogue =>
    [
        .. Begin(),
        new(PreflightTexts.DeactivatesPathless, "PATCH", "/Users/{user}", Patch + """[{"op":"replace","value":{"active":false}}]}""", 200) { Check = AnswerChecks.Inactive },
        new(PreflightTexts.ActivatesAgain, "PATCH", "/Users/{user}", Patch + """[{"op":"replace","value":{"active":true}}]}""", 200) { Check = AnswerChecks.Active },
        new(PreflightTexts.CreatesGroup, "POST", "/Groups", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{team}","members":[]}""", 201) { Keeps = "group" },
        new(PreflightTexts.AddsToGroup, "PATCH", "/Groups/{group}", Patch + """[{"op":"add","path":"members","value":[{"value":"{user}","display":"{name}"}]}]}""", 204),
        new(PreflightTexts.RenamesGroup, "PATCH", "/Groups/{group}", Patch + """[{"op":"replace","value":{"id":"{group}","displayName":"{team} 2"}}]}""", 204),
        new(PreflightTexts.EmptiesGroup, "PATCH", "/Groups/{group}", Patch + """[{"op":"replace","path":"members","value":[]}]}""", 204),
        new(PreflightTexts.DeletesGroup, "DELETE", "/Groups/{group}", null, 204),
    ];

    private static IEnumerable<PreflightStep> Begin() =>
    [
        new(PreflightTexts.ListsUsers, "GET", "/Users?startIndex=1&count=2", null, 200) { Check = AnswerChecks.Empty },
        new(PreflightTexts.ListsGroups, "GET", "/Groups?startIndex=1&count=100", null, 200) { Check = AnswerChecks.Empty },
        new(PreflightTexts.LooksForUser, "GET", "/Users?filter=userName eq \"{name}\"&startIndex=1&count=100", null, 200) { Check = AnswerChecks.Empty },
        new(PreflightTexts.CreatesUser, "POST", "/Users", NewUser, 201) { Keeps = "user", Check = AnswerChecks.Active },
        new(PreflightTexts.FindsUser, "GET", "/Users?filter=userName eq \"{name}\"&startIndex=1&count=100", null, 200) { Check = AnswerChecks.One },
    ];

    private static string Whole(string familyName, string active) => $$$"""
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"{user}","userName":"{name}","name":{"givenName":"Pre","middleName":"","familyName":"{{{familyName}}}"},
        "emails":[{"primary":true,"value":"{name}","type":"work","display":"{name}"}],"active":{{{active}}},"groups":[],"meta":{"resourceType":"User"}}
        """;
}
