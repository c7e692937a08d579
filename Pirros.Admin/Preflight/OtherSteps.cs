namespace Pirros.Admin.Preflight;

/// <summary>What any client of RFC 7644 does.</summary>
internal static class OtherSteps
{
    private const string Patch = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":""";

    public static IReadOnlyList<PreflightStep> All { get; } =
    [
        new("Reads what the endpoint offers", "GET", "/ServiceProviderConfig", null, 200),
        new("Reads the schemas", "GET", "/Schemas", null, 200),
        new("Looks for the user", "GET", "/Users?filter=userName eq \"{name}\"", null, 200) { Check = AnswerChecks.Empty },
        new("Creates the user", "POST", "/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{name}","name":{"givenName":"Pre","familyName":"Flight"},"active":true}""", 201) { Keeps = "user", Check = AnswerChecks.Active },
        new("Deactivates the user", "PATCH", "/Users/{user}", Patch + """[{"op":"replace","path":"active","value":false}]}""", 200) { Check = AnswerChecks.Inactive },
        new("Creates a group with the user in it", "POST", "/Groups", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{team}","members":[{"value":"{user}"}]}""", 201) { Keeps = "group" },
        new("Removes the user from the group", "PATCH", "/Groups/{group}", Patch + """[{"op":"remove","path":"members[value eq \"{user}\"]"}]}""", 204),
        new("Deletes the user", "DELETE", "/Users/{user}", null, 204),
        new("Deletes the group", "DELETE", "/Groups/{group}", null, 204),
    ];
}
