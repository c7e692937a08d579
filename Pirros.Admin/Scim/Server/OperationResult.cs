namespace Pirros.Admin.Scim.Server;

/// <summary>What an operation did to a resource.</summary>
internal enum OperationEffect
{
    /// <summary>It was only read.</summary>
    None,

    /// <summary>A new resource.</summary>
    Created,

    /// <summary>A deactivated user came back under the old id, as an identity provider does with a person who is hired again.</summary>
    Restored,

    /// <summary>Changed.</summary>
    Updated,

    /// <summary>Nothing differed, so nothing was written and the version stays.</summary>
    Unchanged,

    /// <summary>Members of a group came or went, and nothing else changed.</summary>
    MembersChanged,

    /// <summary>active became false.</summary>
    Deactivated,

    /// <summary>active became true.</summary>
    Reactivated,

    /// <summary>Deleted.</summary>
    Deleted,
}

/// <summary>The end of an operation that was carried out.</summary>
/// <param name="Stored">The resource as it is now; as it last was when it was deleted.</param>
/// <param name="Effect">What was done.</param>
/// <param name="Subject">What people call the resource.</param>
/// <param name="Ignored">How many attributes of the request were not understood and left out.</param>
internal sealed record OperationResult(StoredResource Stored, OperationEffect Effect, string? Subject, int Ignored)
{
    /// <summary>What differs from before, attribute by attribute; empty for a new resource.</summary>
    public IReadOnlyList<ValueChange> Changes { get; init; } = [];

    /// <summary>The change that it was; null when nothing was written that the resource names, as when only members came or went.</summary>
    public ChangeTrace? Trace { get; init; }
}
