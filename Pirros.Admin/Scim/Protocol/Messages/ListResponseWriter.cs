using System.Buffers;
using System.Buffers.Text;

namespace Pirros.Admin.Scim.Protocol.Messages;

/// <summary>
/// Writes a list response (RFC 7644 §3.4.2) of documents that are written already, so that a page is sent without reading what is on it.
/// Call <see cref="Begin"/>, <see cref="Next"/> before each resource, <see cref="End"/>.
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

    /// <summary>Makes room for the next resource, a JSON object that the caller then writes.</summary>
    public void Next()
    {
        if (any)
            output.Write(","u8);
        any = true;
    }

    public void End() => output.Write("]}"u8);

    private void Write(long number)
    {
        var span = output.GetSpan(20);
        Utf8Formatter.TryFormat(number, span, out var written);
        output.Advance(written);
    }
}
