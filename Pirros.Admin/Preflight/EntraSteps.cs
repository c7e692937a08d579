namespace Pirros.Admin.Preflight;

/// <summary>Microsoft Entra ID's provisioning service, in both of its dialects.</summary>
internal static class EntraSteps
{
    private const string Patch = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":""";

    private const string NewUser = """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"externalId":"{name}","userName":"{name}","active":true,
        "displayName":"Pre-flight","emails":[{"primary":true,"type":"work","value":"{name}"}],"meta":{"resourceType":"User"},"name":{"formatted":"Pre-flight","givenName":"Pre","familyName":"Flight"},"roles":[]}
        """;

    private const string NewGroup = """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group","http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group"],"externalId":"{team}","displayName":"{team}","meta":{"resourceType":"Group"}}
        """;

    /// <summary>Without a flag: operations with a capital, booleans as text, members removed by a list.</summary>
    public static IReadOnlyList<PreflightStep> Plain =>
    [
        .. Begin(""),
        new(PreflightTexts.ChangesName, "PATCH", "/Users/{user}", Patch + """
            [{"op":"Replace","path":"name.familyName","value":"Souza"},{"op":"Add","path":"emails[type eq \"work\"].value","value":"new.{name}"},
            {"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber","value":"7781"}]}
            """, 200),
        new(PreflightTexts.DeactivatesText, "PATCH", "/Users/{user}", Patch + """[{"op":"Replace","path":"active","value":"False"}]}""", 200) { Check = AnswerChecks.Inactive },
        new(PreflightTexts.ActivatesAgain, "PATCH", "/Users/{user}", Patch + """[{"op":"Replace","path":"active","value":"True"}]}""", 200) { Check = AnswerChecks.Active },
        .. Group(""),
        new(PreflightTexts.AddsToGroup, "PATCH", "/Groups/{group}", Patch + """[{"op":"Add","path":"members","value":[{"$ref":null,"value":"{user}"}]}]}""", 204),
        new(PreflightTexts.RemovesFromGroup, "PATCH", "/Groups/{group}", Patch + """[{"op":"Remove","path":"members","value":[{"$ref":null,"value":"{user}"}]}]}""", 204),
        .. End(""),
    ];

    /// <summary>With <c>aadOptscim062020</c> in the Tenant URL: as RFC 7644 says, several attributes in one operation without a path.</summary>
    public static IReadOnlyList<PreflightStep> Compliant =>
    [
        .. Begin("aadOptscim062020"),
        new(PreflightTexts.ChangesPathless, "PATCH", "/Users/{user}?aadOptscim062020", Patch + """
            [{"op":"add","value":{"name.familyName":"Souza","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber":"7781"}}]}
            """, 200),
        new(PreflightTexts.Deactivates, "PATCH", "/Users/{user}?aadOptscim062020", Patch + """[{"op":"replace","path":"active","value":false}]}""", 200) { Check = AnswerChecks.Inactive },
        new(PreflightTexts.ActivatesAgain, "PATCH", "/Users/{user}?aadOptscim062020", Patch + """[{"op":"replace","path":"active","value":true}]}""", 200) { Check = AnswerChecks.Active },
        .. Group("aadOptscim062020"),
        new(PreflightTexts.AddsToGroup, "PATCH", "/Groups/{group}?aadOptscim062020", Patch + """[{"op":"add","path":"members","value":[{"value":"{user}"}]}]}""", 204),
        new(PreflightTexts.RemovesFromGroup, "PATCH", "/Groups/{group}?aadOptscim062020", Patch + """[{"op":"remove","path":"members[value eq \"{user}\"]"}]}""", 204),
        .. End("aadOptscim062020"),
    ];

    private static IEnumerable<PreflightStep> Begin(string flag) =>
    [
        new(PreflightTexts.TestConnection, "GET", With("/Users", flag, "filter=userName eq \"{nobody}\""), null, 200) { Check = AnswerChecks.Empty },
        new(PreflightTexts.ReadsSchemas, "GET", With("/Schemas", flag, ""), null, 200),
        new(PreflightTexts.LooksForUser, "GET", With("/Users", flag, "filter=userName eq \"{name}\""), null, 200) { Check = AnswerChecks.Empty },
        new(PreflightTexts.CreatesUser, "POST", With("/Users", flag, ""), NewUser, 201) { Keeps = "user", Check = AnswerChecks.Active },
        new(PreflightTexts.FindsUser, "GET", With("/Users", flag, "filter=userName eq \"{name}\""), null, 200) { Check = AnswerChecks.One },
    ];

    private static IEnumerable<PreflightStep> Group(string flag) =>
    [
        new(PreflightTexts.LooksForGroup, "GET", With("/Groups", flag, "excludedAttributes=members&filter=displayName eq \"{team}\""), null, 200) { Check = AnswerChecks.Empty },
        new(PreflightTexts.CreatesGroup, "POST", With("/Groups", flag, ""), NewGroup, 201) { Keeps = "group" },
        new(PreflightTexts.ReadsGroupHead, "GET", With("/Groups/{group}", flag, "excludedAttributes=members"), null, 200) { Check = AnswerChecks.WithoutMembers },
    ];

    private static IEnumerable<PreflightStep> End(string flag) =>
    [
        new(PreflightTexts.DeletesUser, "DELETE", With("/Users/{user}", flag, ""), null, 204),
        new(PreflightTexts.SeesGone, "GET", With("/Users/{user}", flag, ""), null, 404),
        new(PreflightTexts.DeletesGroup, "DELETE", With("/Groups/{group}", flag, ""), null, 204),
    ];

    private static string With(string path, string flag, string query)
        => string.Join('&', new[] { flag, query }.Where(part => part.Length > 0)) is { Length: > 0 } all ? $"{path}?{all}" : path;
}
