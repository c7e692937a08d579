namespace Pirros.Admin.Scim.Protocol.Bulk;

/// <summary>What an operation of a bulk request does (RFC 7644 §3.7). Reading is not offered there.</summary>
internal enum BulkMethod
{
    /// <summary>Creates a resource.</summary>
    Post,

    /// <summary>Replaces a resource.</summary>
    Put,

    /// <summary>Changes a resource.</summary>
    Patch,

    /// <summary>Deletes a resource.</summary>
    Delete,
}
