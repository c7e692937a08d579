using Pirros.Admin.Tokens;

namespace Pirros.Admin.Activity;

/// <summary>What is kept beside the line of a request that was to change something, or was not carried out.</summary>
/// <param name="ResourceId">The id of the user or group it was about; null when it was about none.</param>
/// <param name="ScimType">The <c>scimType</c> of the error it was answered with (RFC 7644 §3.12).</param>
/// <param name="Refusal">Why its token was not accepted; null when it was.</param>
/// <param name="RefusedToken">The id inside the token that was not accepted, when it had one.</param>
/// <param name="Changes">What it changed, attribute by attribute.</param>
/// <param name="Request">The body it came with, without passwords, shortened to 8,000 characters; null when it had none that is JSON.</param>
public sealed record ActivityDetails(
    string? ResourceId, string? ScimType, TokenRefusal? Refusal, TokenId? RefusedToken, IReadOnlyList<AttributeChange> Changes, string? Request)
{
    /// <summary>The id of the record of the change before of the same user or group; null when there was none, or when this one is not led to by a later one.</summary>
    public Guid? Previous { get; init; }

    /// <summary>Nothing more than the line.</summary>
    public static ActivityDetails None { get; } = new(null, null, null, null, [], null);
}

/// <summary>What became of one attribute.</summary>
/// <param name="Path">The attribute as a path of PATCH names it, such as <c>emails[type eq "work"].value</c>.</param>
/// <param name="Before">Its value before, shortened; null when it had none.</param>
/// <param name="After">Its value after, shortened; null when it has none.</param>
public sealed record AttributeChange(string Path, string? Before, string? After);
