using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load.Scenarios;

/// <summary>One user by id.</summary>
internal sealed class Get(Subject subject) : Scenario(subject)
{
    public override int Step(ScimConnection connection, int step) => connection.Send("GET", $"/Users/{People.Id(People.Spread(step))}");
}
