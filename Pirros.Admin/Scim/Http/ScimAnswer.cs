using System.Buffers;
using Pirros.Admin.Activity;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Scim.Http;

/// <summary>What is answered, and what the activity says of it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="What">What the request was.</param>
/// <param name="Write">Writes the body; null for none.</param>
internal sealed record ScimAnswer(int Status, ActivityKind What, Action<IBufferWriter<byte>>? Write = null)
{
    /// <summary>URL of the single resource in the body: Content-Location, and Location of a new one.</summary>
    public string? Location { get; init; }

    /// <summary>Entity tag of the single resource in the body.</summary>
    public string? ETag { get; init; }

    /// <summary>Id of the resource that was made, changed or deleted.</summary>
    public string? ResourceId { get; init; }

    /// <summary>The <c>scimType</c> of an error.</summary>
    public string? ScimType { get; init; }

    /// <summary>The change that it was, when the resource names it.</summary>
    public ChangeTrace? Trace { get; init; }

    /// <summary>What was changed, attribute by attribute.</summary>
    public IReadOnlyList<AttributeChange> Changes { get; init; } = [];

    /// <summary>Whom it concerned.</summary>
    public string? Subject { get; init; }

    /// <summary>What was wrong.</summary>
    public string? Detail { get; init; }

    /// <summary>Attributes that were left out.</summary>
    public int Ignored { get; init; }

    /// <summary>The operations of a bulk request, each of which has an activity record of its own.</summary>
    public IReadOnlyList<AnswerPart> Parts { get; init; } = [];

    /// <summary>Seconds after which to send it again, for 429 and 503.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>Whether a deactivation waits for a person, or a person rejected it.</summary>
    public bool IsHeld { get; init; }

    /// <summary>Whether the activity tells of it.</summary>
    public bool IsRecorded { get; init; } = true;

    /// <summary>How to authenticate, where that is not with a token as such (RFC 6750 §3); null for as usual.</summary>
    public string? Challenge { get; init; }

    /// <summary>The media type of the body.</summary>
    public string ContentType { get; init; } = "application/scim+json";

    /// <summary>Methods that the path has, for 405.</summary>
    public string? Allow { get; init; }
}
