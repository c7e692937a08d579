namespace Pirros.Admin.Directory;

/// <summary>A user in a list.</summary>
/// <param name="Id">The id that the endpoint gave.</param>
/// <param name="UserName">The user name, as it was sent.</param>
/// <param name="Name">The display name, or else what <c>name</c> says; null when there is neither.</param>
/// <param name="Email">The primary address, or else the first; null when there is none.</param>
/// <param name="Active">Whether the person may sign in.</param>
/// <param name="ChangedAt">When it last changed, in UTC.</param>
public sealed record DirectoryUser(string Id, string UserName, string? Name, string? Email, bool Active, DateTimeOffset ChangedAt)
{
    /// <summary>What to call the person.</summary>
    public string Title => Name ?? UserName;
}

/// <summary>A group in a list.</summary>
/// <param name="Id">The id that the endpoint gave.</param>
/// <param name="Name">Its name.</param>
/// <param name="ExternalId">The provider's id of it; null when it sent none.</param>
/// <param name="ChangedAt">When it last changed, in UTC.</param>
public sealed record DirectoryGroup(string Id, string Name, string? ExternalId, DateTimeOffset ChangedAt);

/// <summary>A member of a group.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What to call it.</param>
/// <param name="UserName">A user's user name; null of a group.</param>
/// <param name="Active">Whether it is active.</param>
public sealed record DirectoryMember(string Id, DirectoryKind Kind, string Name, string? UserName, bool Active);

/// <summary>A group that a user or a group is in.</summary>
/// <param name="Group">The group's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Direct">Whether it is a member itself, and not through another group.</param>
public sealed record DirectoryMembership(string Group, string Name, bool Direct);

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on it, in order.</param>
/// <param name="Total">How many there are in all; null when nobody counted.</param>
/// <param name="More">Whether there are more than <paramref name="Total"/>.</param>
/// <param name="Previous">The page before; null on the first.</param>
/// <param name="Next">The page behind; null on the last.</param>
public sealed record DirectoryPage<T>(IReadOnlyList<T> Items, long? Total, bool More, DirectoryPlace? Previous, DirectoryPlace? Next);
