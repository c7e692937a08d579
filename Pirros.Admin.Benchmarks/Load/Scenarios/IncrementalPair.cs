using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load.Scenarios;

/// <summary>What Entra ID does for each user that changed: a match, then a PATCH.</summary>
internal sealed class IncrementalPair(Subject subject) : Scenario(subject)
{
    public override int RequestsAStep => 2;

    public override int Step(ScimConnection connection, int step)
    {
        var number = People.Spread(step);
        var match = connection.Send("GET", Messages.ByName(number));
        return IsSuccess(match) ? Patch.Send(connection, People, number) : match;
    }
}
