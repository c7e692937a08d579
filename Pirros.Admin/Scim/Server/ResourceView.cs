namespace Pirros.Admin.Scim.Server;

/// <summary>A resource with what is kept apart from its document, as far as a response shows it.</summary>
/// <param name="Stored">The resource.</param>
/// <param name="Memberships">A group's members, or a user's groups.</param>
internal sealed record ResourceView(StoredResource Stored, IReadOnlyList<Membership> Memberships);
