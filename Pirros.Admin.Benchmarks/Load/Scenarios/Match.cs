using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load.Scenarios;

/// <summary>The match that Entra ID and Okta make before every change: a filter on one unique attribute.</summary>
internal sealed class Match : Scenario
{
    private const int Absent = 100_000;
    private readonly Func<int, string> _path;
    private readonly bool _hit;

    private Match(Subject subject, Func<int, string> path, bool hit)
        : base(subject) => (_path, _hit) = (path, hit);

    public static Match Name(Subject subject, bool hit) => new(subject, Messages.ByName, hit);

    public static Match ExternalId(Subject subject, bool hit) => new(subject, Messages.ByExternalId, hit);

    public override int Step(ScimConnection connection, int step)
        => connection.Send("GET", _path(_hit ? People.Spread(step) : SampleUser.FirstAbsent + (step % Absent)));
}
