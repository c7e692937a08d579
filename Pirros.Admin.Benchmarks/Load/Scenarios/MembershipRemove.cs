using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load.Scenarios;

/// <summary>Single members leave a group; after each window they come back.</summary>
internal sealed class MembershipRemove(Subject subject, int size) : MembershipScenario(subject, size, 1)
{
    public override int UndoSteps => Coming;

    public override string? Prepare(ScimConnection connection)
    {
        if (base.Prepare(connection) is { } refusal)
            return refusal;
        for (var from = 0; from < Coming; from += SampleGroup.Chunk)
        {
            var status = Add(connection, from, Math.Min(SampleGroup.Chunk, Coming - from));
            if (!IsSuccess(status))
                return $"a PATCH that adds members was answered {status}";
        }

        return null;
    }

    public override int Step(ScimConnection connection, int step) => Remove(connection, step, 1);

    public override int Undo(ScimConnection connection, int part) => Add(connection, part, 1);
}
