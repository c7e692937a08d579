using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load.Scenarios;

/// <summary>Members come to a group; after each window they leave again.</summary>
internal sealed class MembershipAdd(Subject subject, int size, int atOnce) : MembershipScenario(subject, size, atOnce)
{
    private readonly int _atOnce = atOnce;

    public override int UndoSteps => Coming / _atOnce;

    public override int Step(ScimConnection connection, int step) => Add(connection, step * _atOnce, _atOnce);

    public override int Undo(ScimConnection connection, int part) => Remove(connection, part * _atOnce, _atOnce);
}
