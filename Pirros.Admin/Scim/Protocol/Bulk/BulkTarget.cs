using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Bulk;

/// <summary>The resource that a bulkId turned out to stand for (RFC 7644 §3.7.2).</summary>
internal sealed record BulkTarget(ResourceType Type, string Id);
