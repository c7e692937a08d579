using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load.Scenarios;

/// <summary>Entra's most usual change, active as text. Each one really changes its user.</summary>
internal sealed class Patch(Subject subject) : Scenario(subject)
{
    public override int Step(ScimConnection connection, int step) => Send(connection, People, People.Spread(step));

    public static int Send(ScimConnection connection, Population people, int number)
        => connection.Send("PATCH", $"/Users/{people.Id(number)}", people.Toggle(number) ? Messages.Activate : Messages.Deactivate);
}
