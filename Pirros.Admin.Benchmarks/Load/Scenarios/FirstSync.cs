using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load.Scenarios;

/// <summary>What Entra ID does for each user at first: a match that misses, then a create.</summary>
internal sealed class FirstSync(Subject subject) : Create(subject)
{
    public override int RequestsAStep => 2;

    public override int? StepsAWindow => 2000;

    public override int Step(ScimConnection connection, int step)
    {
        var number = People.NextNumber();
        var match = connection.Send("GET", Messages.ByName(number));
        return IsSuccess(match) ? Send(connection, number) : match;
    }
}
