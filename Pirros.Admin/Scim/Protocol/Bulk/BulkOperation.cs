using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Messages;

namespace Pirros.Admin.Scim.Protocol.Bulk;

/// <summary>One operation of a bulk request (RFC 7644 §3.7), as far as it could be read.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
internal sealed record BulkOperation(int Index)
{
    /// <summary>What it does; without a meaning when there is an <see cref="Error"/>.</summary>
    public BulkMethod Method { get; init; }

    /// <summary>The method as the response and the activity name it: in capitals when it is one; null when none was sent.</summary>
    public string? MethodText { get; init; }

    /// <summary>The client's own name for the resource in this request, or null.</summary>
    public string? BulkId { get; init; }

    /// <summary>The version that the resource must have, as <c>If-Match</c> would name it; null for any.</summary>
    public string? Version { get; init; }

    /// <summary>The path as it was sent, or null.</summary>
    public string? PathText { get; init; }

    /// <summary>Where it goes; null when that could not be read.</summary>
    public BulkPath? Path { get; init; }

    /// <summary>What a single request would have as its body; of a PATCH also the operations alone. Undefined for a DELETE.</summary>
    public JsonElement Data { get; init; }

    /// <summary>The bulkIds that data and path refer to, each once.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary>Why it can't be carried out; null when it has the form of an operation. The others are carried out all the same.</summary>
    public ScimException? Error { get; init; }

    /// <summary>Where it stands in the request, for messages: <c>Operations[3]</c>.</summary>
    public string Place => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Operations[{Index}]");
}
