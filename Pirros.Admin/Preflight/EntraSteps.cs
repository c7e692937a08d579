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
    public static IReadOnlyList<PreflightStep> Plain { get; } =
    [
        .. Begin(""),
        new("Changes the name, the work e-mail and the employee number", "PATCH", "/Users/{user}", Patch + """
            [{"op":"Replace","path":"name.familyName","value":"Souza"},{"op":"Add","path":"emails[type eq \"work\"].value","value":"new.{name}"},
            {"op":"Add","path":"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber","value":"7781"}]}
            """, 200),
        new("Deactivates the user, with the text \"False\"", "PATCH", "/Users/{user}", Patch + """[{"op":"Replace","path":"active","value":"False"}]}""", 200) { Check = AnswerChecks.Inactive },
        new("Activates the user again", "PATCH", "/Users/{user}", Patch + """[{"op":"Replace","path":"active","value":"True"}]}""", 200) { Check = AnswerChecks.Active },
        .. Group(""),
        new("Adds the user to the group", "PATCH", "/Groups/{group}", Patch + """[{"op":"Add","path":"members","value":[{"$ref":null,"value":"{user}"}]}]}""", 204),
        new("Removes the user from the group", "PATCH", "/Groups/{group}", Patch + """[{"op":"Remove","path":"members","value":[{"$ref":null,"value":"{user}"}]}]}""", 204),
        .. End(""),
    ];

    /// <summary>With <c>aadOptscim062020</c> in the Tenant URL: as RFC 7644 says, several attributes in one operation without a path.</summary>
    public static IReadOnlyList<PreflightStep> Compliant { get; } =
    [
        .. Begin("aadOptscim062020"),
        new("Changes the name and the employee number in one operation without a path", "PATCH", "/Users/{user}?aadOptscim062020", Patch + """
            [{"op":"add","value":{"name.familyName":"Souza","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber":"7781"}}]}
            """, 200),
        new("Deactivates the user", "PATCH", "/Users/{user}?aadOptscim062020", Patch + """[{"op":"replace","path":"active","value":false}]}""", 200) { Check = AnswerChecks.Inactive },
        new("Activates the user again", "PATCH", "/Users/{user}?aadOptscim062020", Patch + """[{"op":"replace","path":"active","value":true}]}""", 200) { Check = AnswerChecks.Active },
        .. Group("aadOptscim062020"),
        new("Adds the user to the group", "PATCH", "/Groups/{group}?aadOptscim062020", Patch + """[{"op":"add","path":"members","value":[{"value":"{user}"}]}]}""", 204),
        new("Removes the user from the group", "PATCH", "/Groups/{group}?aadOptscim062020", Patch + """[{"op":"remove","path":"members[value eq \"{user}\"]"}]}""", 204),
        .. End("aadOptscim062020"),
    ];

    private static IEnumerable<PreflightStep> Begin(string flag) =>
    [
        new("Test Connection: looks for a user who can't exist", "GET", With("/Users", flag, "filter=userName eq \"{nobody}\""), null, 200) { Check = AnswerChecks.Empty },
        new("Reads the schemas", "GET", With("/Schemas", flag, ""), null, 200),
        new("Looks for the user", "GET", With("/Users", flag, "filter=userName eq \"{name}\""), null, 200) { Check = AnswerChecks.Empty },
        new("Creates the user", "POST", With("/Users", flag, ""), NewUser, 201) { Keeps = "user", Check = AnswerChecks.Active },
        new("Finds the user", "GET", With("/Users", flag, "filter=userName eq \"{name}\""), null, 200) { Check = AnswerChecks.One },
    ];

    private static IEnumerable<PreflightStep> Group(string flag) =>
    [
        new("Looks for the group", "GET", With("/Groups", flag, "excludedAttributes=members&filter=displayName eq \"{team}\""), null, 200) { Check = AnswerChecks.Empty },
        new("Creates the group", "POST", With("/Groups", flag, ""), NewGroup, 201) { Keeps = "group" },
        new("Reads the group without its members", "GET", With("/Groups/{group}", flag, "excludedAttributes=members"), null, 200) { Check = AnswerChecks.WithoutMembers },
    ];

    private static IEnumerable<PreflightStep> End(string flag) =>
    [
        new("Deletes the user", "DELETE", With("/Users/{user}", flag, ""), null, 204),
        new("Sees that the user is gone", "GET", With("/Users/{user}", flag, ""), null, 404),
        new("Deletes the group", "DELETE", With("/Groups/{group}", flag, ""), null, 204),
    ];

    private static string With(string path, string flag, string query)
        => string.Join('&', new[] { flag, query }.Where(part => part.Length > 0)) is { Length: > 0 } all ? $"{path}?{all}" : path;
}
