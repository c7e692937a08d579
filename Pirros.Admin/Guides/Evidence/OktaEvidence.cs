using Pirros.Admin.Activity;

namespace Pirros.Admin.Guides.Evidence;

/// <summary>What the requests of Okta show.</summary>
internal static class OktaEvidence
{
    /// <summary>Test API Credentials asks for the first two users, then for groups.</summary>
    public static readonly ActivityRule TestCredentials = new("okta-test-credentials", record => record.What == ActivityKind.List && MatchFilter.IsOfUsers(record.Path) && AsksForTwo(record.Path));

    public static IReadOnlyList<ActivityRule> Rules { get; } = [TestCredentials];

    public static StepEvidence Tested(string button) => new(TestCredentials, GuideTexts.SeenCredentials, GuideTexts.FormatTicksButton(button));

    private static bool AsksForTwo(string path)
    {
        var parameters = path[(path.IndexOf('?', StringComparison.Ordinal) + 1)..].Split('&');
        return parameters.Contains("startIndex=1", StringComparer.OrdinalIgnoreCase) && parameters.Contains("count=2", StringComparer.OrdinalIgnoreCase);
    }
}
