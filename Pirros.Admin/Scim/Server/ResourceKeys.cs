namespace Pirros.Admin.Scim.Server;

/// <summary>What clients match on, beside the document.</summary>
/// <param name="Name">The unique name, case-folded: a user's userName, a group's displayName.</param>
/// <param name="ExternalId">externalId (case-exact), or null.</param>
/// <param name="Active">active; true where the type has none.</param>
/// <param name="Display">displayName, case-folded, or null.</param>
/// <param name="Emails">E-mail values of at most <see cref="LongestEmail"/> characters, case-folded, each once, in order.</param>
internal sealed record ResourceKeys(string Name, string? ExternalId, bool Active, string? Display, IReadOnlyList<string> Emails)
{
    /// <summary>E-mail values up to this many characters are matched by an index; a longer one, which no mail system takes, is found in the document.</summary>
    public const int LongestEmail = 512;
}
