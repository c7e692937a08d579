using System.Text.Json;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>One PATCH operation (RFC 7644 §3.5.2).</summary>
/// <param name="Op">What to do.</param>
/// <param name="Path">Where; null means the whole resource, and then the value holds the attributes.</param>
/// <param name="Value">The value; null when none was sent.</param>
internal sealed record PatchOperation(PatchOp Op, PatchPath? Path, JsonElement? Value);
