namespace Pirros.Admin.Scim.Protocol.Patch;

/// <summary>What a PATCH operation does (RFC 7644 §3.5.2).</summary>
internal enum PatchOp
{
    Add,
    Replace,
    Remove,
}
