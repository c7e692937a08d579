using Pirros.Admin.Scim.Protocol.Bulk;

namespace Pirros.Admin.Scim.Server.Bulk;

/// <summary>
/// Steps that follow each other in a request and whose order nobody can see, so that they may run at the same time and be committed together. Creations see each
/// other only by a name or an externalId, changes only when they are of one resource, and memberships need only that a member exists, which neither a creation
/// nor a change ends. A replacement or a rename sets a name free, and a deletion a member: they run alone.
/// </summary>
internal sealed class BulkWave
{
    private readonly List<BulkStep> _steps = [];
    private readonly HashSet<(string, string)> _keys = [];
    private readonly HashSet<string> _creates = new(StringComparer.Ordinal);
    private readonly HashSet<BulkEffect> _effects = [];

    public IReadOnlyList<BulkStep> Steps => _steps;

    /// <summary>Whether an operation refers to what a step of the wave creates.</summary>
    public bool IsAwaitedBy(BulkOperation operation) => operation.References.Any(_creates.Contains);

    /// <summary>Whether a step may run together with those that are here.</summary>
    public bool HasRoomFor(BulkStep step)
        => _steps.Count == 0 || (step.Effect != BulkEffect.Anything && _effects.All(effect => Mix(effect, step.Effect)) && !step.Keys.Any(_keys.Contains));

    public void Add(BulkStep step)
    {
        _steps.Add(step);
        _effects.Add(step.Effect);
        _keys.UnionWith(step.Keys);
        if (step.Operation is { Method: BulkMethod.Post, BulkId: { } bulkId })
            _creates.Add(bulkId);
    }

    private static bool Mix(BulkEffect one, BulkEffect other) => (one, other) switch
    {
        (BulkEffect.Anything, _) or (_, BulkEffect.Anything) => false,
        (BulkEffect.ChangesMembers, _) or (_, BulkEffect.ChangesMembers) => true,
        _ => one == other,
    };
}
