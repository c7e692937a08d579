using Pirros.Admin.Activity;

namespace Pirros.Admin.Guides.Evidence;

/// <summary>What the requests of Microsoft Entra ID show.</summary>
internal static class EntraEvidence
{
    /// <summary>Test Connection looks for a user whose name is a random GUID, and finds nobody. Each cycle begins with the same request.</summary>
    public static readonly ActivityRule TestConnection = new("entra-test-connection", record => record.What == ActivityKind.MatchMiss && MatchFilter.Of(record) is { } filter && IsProbe(filter));

    public static IReadOnlyList<ActivityRule> Rules { get; } = [TestConnection];

    public static StepEvidence Tested => new(TestConnection, GuideTexts.SeenTest, GuideTexts.TicksTest);

    /// <summary>Whether a filter looks for nobody. An externalId may well be a GUID; a name or an address is none.</summary>
    public static bool IsProbe(MatchFilter filter)
        => !filter.Attribute.Equals("externalId", StringComparison.OrdinalIgnoreCase) && !filter.Attribute.Equals("id", StringComparison.OrdinalIgnoreCase) && Guid.TryParse(filter.Value, out _);
}
