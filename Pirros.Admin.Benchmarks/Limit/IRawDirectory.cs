namespace Pirros.Admin.Benchmarks.Limit;

/// <summary>Users and groups as the barest program would keep them. Documents are whole JSON resources in UTF-8.</summary>
internal interface IRawDirectory : IAsyncDisposable
{
    /// <summary>Adds a user; false when the name is taken.</summary>
    ValueTask<bool> AddAsync(Guid id, string nameKey, string? externalId, bool active, byte[] document);

    ValueTask<byte[]?> FindAsync(Guid id);

    ValueTask<byte[]?> FindByNameAsync(string nameKey);

    ValueTask<byte[]?> FindByExternalIdAsync(string externalId);

    /// <summary>Writes another value of active, and a new lastModified; null when there is no such user.</summary>
    ValueTask<byte[]?> SetActiveAsync(Guid id, bool active);

    /// <summary>A page by offset, in the order of ids.</summary>
    ValueTask<RawPage> PageAsync(int offset, int count);

    /// <summary>A page of the users after one, in the order of ids.</summary>
    ValueTask<RawPage> PageAfterAsync(Guid last, int count);

    ValueTask<bool> DeleteAsync(Guid id);

    ValueTask AddGroupAsync(Guid id, byte[] document);

    /// <summary>A group without its members.</summary>
    ValueTask<byte[]?> FindGroupAsync(Guid id);

    ValueTask<bool> AddMembersAsync(Guid group, IReadOnlyList<Guid> users);

    ValueTask<bool> RemoveMembersAsync(Guid group, IReadOnlyList<Guid> users);
}

/// <summary>A page of users.</summary>
/// <param name="Documents">Their documents.</param>
/// <param name="Total">How many users there are in all.</param>
/// <param name="Last">Id of the last one; empty when there is none.</param>
internal sealed record RawPage(List<byte[]> Documents, int Total, Guid Last);
