using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>What a PATCH came to.</summary>
/// <param name="Resource">The resource afterwards; the very same one when nothing changed.</param>
/// <param name="Changed">Whether anything is different from before.</param>
/// <param name="Ignored">What of the request is not known here.</param>
internal sealed record PatchResult(ScimResource Resource, bool Changed, IReadOnlyList<IgnoredAttribute> Ignored);
