namespace Pirros.Admin.Storage;

/// <summary>Who came to a group and who left it in one transaction, all told: whoever left and came back did neither.</summary>
internal sealed class MembershipEffect
{
    private readonly HashSet<string> _added = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Added => _added;

    public IReadOnlyCollection<string> Removed => _removed;

    public void Add(IEnumerable<string> ids) => Move(ids, _removed, _added);

    public void Remove(IEnumerable<string> ids) => Move(ids, _added, _removed);

    private static void Move(IEnumerable<string> ids, HashSet<string> from, HashSet<string> to)
    {
        foreach (var id in ids)
        {
            if (!from.Remove(id))
                to.Add(id);
        }
    }
}
