using Pirros.Admin.Connections;

namespace Pirros.Admin.Downstream;

/// <summary>One thing that SCIM changed.</summary>
/// <param name="Number">Its number: of one user or group the later change has the greater.</param>
/// <param name="Transaction">The transaction that wrote it.</param>
/// <param name="Id">Names it for good; the same in each delivery.</param>
/// <param name="Type">One of <see cref="EventTypes"/>.</param>
/// <param name="Connection">The connection whose directory changed; null for a test.</param>
/// <param name="Subject">The id of the user or group.</param>
/// <param name="At">When it changed.</param>
/// <param name="ExternalId">Its externalId.</param>
/// <param name="Name">A user's userName, a group's displayName.</param>
/// <param name="Active">Whether the user may use the product after the change; of a deleted one, before it. Null for groups.</param>
/// <param name="Details">JSON: the names of what changed, or the members that came and went.</param>
public sealed record DirectoryEvent(
    long Number, long Transaction, Guid Id, string Type, ConnectionId? Connection, string Subject, DateTimeOffset At, string? ExternalId, string? Name, bool? Active, string? Details)
{
    /// <summary>Whether it goes before what is about others: somebody must not get in any more.</summary>
    public bool IsUrgent => Type is EventTypes.UserDeactivated or EventTypes.UserDeleted;

    /// <summary>Whether somebody lost the access that they had.</summary>
    public bool EndsAccess => Type == EventTypes.UserDeactivated || (Type == EventTypes.UserDeleted && Active == true);

    /// <summary>How it is named to those who receive it.</summary>
    public string PublicId => $"evt_{Id:N}";
}
