using System.Buffers;
using System.Buffers.Text;
using Pirros.Admin.Scim.Protocol.Resources;

namespace Pirros.Admin.Scim.Protocol.Messages;

/// <summary>
/// Writes a list response (RFC 7644 §3.4.2) of documents that are written already, so that a page is sent without reading what is on it.
/// Call <see cref="Begin"/>, <see cref="Add"/> for each resource, <see cref="End"/>.
/// </summary>
internal sealed class ListResponseWriter(IBufferWriter<byte> output)
{
    private bool any;

    /// <param name="totalResults">How many match in all.</param>
    /// <param name="startIndex">Index of the first resource on this page, from 1.</param>
    /// <param name="itemsPerPage">How many resources follow.</param>
    public void Begin(long totalResults, long startIndex, long itemsPerPage)
    {
        output.Write("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":"u8);
        Write(totalResults);
        output.Write(",\"startIndex\":"u8);
        Write(startIndex);
        output.Write(",\"itemsPerPage\":"u8);
        Write(itemsPerPage);
        output.Write(",\"Resources\":["u8);
    }

    /// <summary>A resource in its stored form, and its absolute URI in UTF-8.</summary>
    public void Add(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> location)
    {
        Separate();
        StoredDocument.WriteWithLocation(output, stored, location);
    }

    /// <summary>Any other JSON object, whole.</summary>
    public void AddWhole(ReadOnlySpan<byte> json)
    {
        Separate();
        output.Write(json);
    }

    public void End() => output.Write("]}"u8);

    private void Separate()
    {
        if (any)
            output.Write(","u8);
        any = true;
    }

    private void Write(long number)
    {
        var span = output.GetSpan(20);
        Utf8Formatter.TryFormat(number, span, out var written);
        output.Advance(written);
    }
}
