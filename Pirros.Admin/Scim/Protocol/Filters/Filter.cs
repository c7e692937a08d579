namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>A filter as it was written, not yet bound to a schema (RFC 7644 §3.4.2.2). Filters compare by structure.</summary>
internal abstract record Filter
{
    /// <summary>The canonical text; reading it gives the same filter.</summary>
    public sealed override string ToString() => FilterPrinter.Print(this);
}
