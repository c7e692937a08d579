namespace Pirros.Admin.Scim.Protocol.Bulk;

/// <summary>
/// The order of a bulk request's operations: as they were sent, but what an operation refers to comes before it. Operations that refer to each other are one
/// unit (the strongly connected components of the references, by Tarjan's algorithm).
/// </summary>
internal sealed class BulkPlan
{
    private readonly IReadOnlyList<BulkOperation> _operations;
    private readonly Dictionary<string, BulkOperation> _created = new(StringComparer.Ordinal);
    private readonly List<BulkUnit> _units = [];
    private readonly int[] _visited;
    private readonly int[] _lowest;
    private readonly Stack<BulkOperation> _open = new();
    private readonly HashSet<int> _isOpen = [];
    private int _visits;

    private BulkPlan(IReadOnlyList<BulkOperation> operations)
    {
        _operations = operations;
        (_visited, _lowest) = (new int[operations.Count], new int[operations.Count]);
        foreach (var operation in operations)
        {
            if (operation is { Method: BulkMethod.Post, MethodText: "POST", BulkId: { } bulkId })
                _created[bulkId] = operation;
        }
    }

    /// <summary>What to do, in order.</summary>
    public IReadOnlyList<BulkUnit> Units => _units;

    public static BulkPlan Of(BulkRequest request)
    {
        var plan = new BulkPlan(request.Operations);
        foreach (var operation in plan._operations)
        {
            if (plan._visited[operation.Index] == 0)
                plan.Visit(operation);
        }

        return plan;
    }

    /// <summary>The operation that creates what a bulkId stands for, or null.</summary>
    public BulkOperation? CreatorOf(string bulkId) => _created.GetValueOrDefault(bulkId);

    // As deep as the longest chain of references, which is at most the number of operations.
    private void Visit(BulkOperation operation)
    {
        var own = operation.Index;
        _visited[own] = _lowest[own] = ++_visits;
        _open.Push(operation);
        _isOpen.Add(own);
        var refersToItself = false;
        foreach (var bulkId in operation.References)
        {
            if (CreatorOf(bulkId) is not { } needed)
                continue;
            refersToItself |= needed.Index == own;
            if (_visited[needed.Index] == 0)
            {
                Visit(needed);
                _lowest[own] = Math.Min(_lowest[own], _lowest[needed.Index]);
            }
            else if (_isOpen.Contains(needed.Index))
            {
                _lowest[own] = Math.Min(_lowest[own], _visited[needed.Index]);
            }
        }

        if (_lowest[own] == _visited[own])
            Close(operation, refersToItself);
    }

    private void Close(BulkOperation first, bool refersToItself)
    {
        var unit = new List<BulkOperation>();
        BulkOperation last;
        do
        {
            last = _open.Pop();
            _isOpen.Remove(last.Index);
            unit.Add(last);
        }
        while (last.Index != first.Index);
        unit.Sort((a, b) => a.Index.CompareTo(b.Index));
        _units.Add(new BulkUnit(unit, unit.Count > 1 || refersToItself));
    }
}
