namespace Pirros.Admin.Preflight;

/// <summary>What any client of RFC 7644 does.</summary>
internal static class OtherSteps
{
    private const string Patch = """{"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":""";

    public static IReadOnlyList<PreflightStep> All =>
    [
        new(PreflightTexts.ReadsOffer, "GET", "/ServiceProviderConfig", null, 200),
        new(PreflightTexts.ReadsSchemas, "GET", "/Schemas", null, 200),
        new(PreflightTexts.LooksForUser, "GET", "/Users?filter=userName eq \"{name}\"", null, 200) { Check = AnswerChecks.Empty },
        new(PreflightTexts.CreatesUser, "POST", "/Users", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"{name}","name":{"givenName":"Pre","familyName":"Flight"},"active":true}""", 201) { Keeps = "user", Check = AnswerChecks.Active },
        new(PreflightTexts.Deactivates, "PATCH", "/Users/{user}", Patch + """[{"op":"replace","path":"active","value":false}]}""", 200) { Check = AnswerChecks.Inactive },
        new(PreflightTexts.CreatesGroupWith, "POST", "/Groups", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"displayName":"{team}","members":[{"value":"{user}"}]}""", 201) { Keeps = "group" },
        new(PreflightTexts.RemovesFromGroup, "PATCH", "/Groups/{group}", Patch + """[{"op":"remove","path":"members[value eq \"{user}\"]"}]}""", 204),
        new(PreflightTexts.DeletesUser, "DELETE", "/Users/{user}", null, 204),
        new(PreflightTexts.DeletesGroup, "DELETE", "/Groups/{group}", null, 204),
    ];
}
