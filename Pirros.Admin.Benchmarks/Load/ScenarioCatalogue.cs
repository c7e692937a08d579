using Pirros.Admin.Benchmarks.Load.Scenarios;

namespace Pirros.Admin.Benchmarks.Load;

/// <summary>Every scenario, a line each. To add one: a class in <c>Scenarios</c>, and a line here.</summary>
internal static class ScenarioCatalogue
{
    /// <summary>What must be reached of the raw driver on PostgreSQL, wherever SQLite has a target.</summary>
    public const double AtLeastOnPostgres = 0.45;

    private const int Small = 100;
    private const int Large = 100_000;

    public static readonly ScenarioDefinition[] All =
    [
        new("create", Yardstick.Raw, 0.50, on => new Create(on)),
        new("get", Yardstick.Constant, 0.50, on => new Get(on)),
        new("match-hit", Yardstick.Constant, 0.45, on => Match.Name(on, hit: true)),
        new("match-miss", Yardstick.Constant, 0.45, on => Match.Name(on, hit: false)),
        new("match-externalid-hit", Yardstick.Constant, 0.45, on => Match.ExternalId(on, hit: true)),
        new("match-externalid-miss", Yardstick.Constant, 0.45, on => Match.ExternalId(on, hit: false)),
        new("patch", Yardstick.Raw, 0.50, on => new Patch(on)),
        new("page", Yardstick.Raw, 0.60, on => Page.First(on)),
        new("page-deep-index", Yardstick.Raw, null, on => Page.DeepByIndex(on)),
        new("page-deep-cursor", Yardstick.Raw, null, on => new CursorPage(on)),
        new("incremental-pair", Yardstick.Raw, null, on => new IncrementalPair(on)),
        new("first-sync", Yardstick.Raw, null, on => new FirstSync(on)),
        new("member-add-1-of-100", Yardstick.Raw, 0.40, on => new MembershipAdd(on, Small, 1)),
        new("member-add-100-of-100", Yardstick.Raw, null, on => new MembershipAdd(on, Small, 100)),
        new("member-remove-1-of-100", Yardstick.Raw, 0.40, on => new MembershipRemove(on, Small)),
        new("group-head-of-100", Yardstick.Raw, null, on => new GroupHead(on, Small)),
        new("member-add-1-of-100000", Yardstick.Raw, 0.40, on => new MembershipAdd(on, Large, 1)),
        new("member-add-100-of-100000", Yardstick.Raw, null, on => new MembershipAdd(on, Large, 100)),
        new("member-remove-1-of-100000", Yardstick.Raw, 0.40, on => new MembershipRemove(on, Large)),
        new("group-head-of-100000", Yardstick.Raw, null, on => new GroupHead(on, Large)),
    ];

    /// <summary>The scenario of that name; when there is none, those whose names begin so.</summary>
    public static IEnumerable<ScenarioDefinition> Named(string name)
        => All.Any(s => s.Name == name) ? All.Where(s => s.Name == name) : All.Where(s => s.Name.StartsWith(name, StringComparison.Ordinal));
}
