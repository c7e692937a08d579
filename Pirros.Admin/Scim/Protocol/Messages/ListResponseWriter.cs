using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Pirros.Admin.Scim.Protocol.Messages;

/// <summary>
/// Writes a list response (RFC 7644 §3.4.2, RFC 9865 §2) of documents that are written already, so that a page is sent without reading what is on it.
/// Call <see cref="Begin"/>, <see cref="Next"/> before each resource, <see cref="End"/>.
/// </summary>
internal sealed class ListResponseWriter(IBufferWriter<byte> output)
{
    private bool any;

    /// <param name="totalResults">How many match in all.</param>
    /// <param name="startIndex">Index of the first resource on this page, from 1; null on a page by cursor.</param>
    /// <param name="itemsPerPage">How many resources follow.</param>
    /// <param name="nextCursor">Where the next page begins (RFC 9865 §2), in characters that need no escape; null when there is none.</param>
    /// <param name="previousCursor">Where the page before begins, likewise.</param>
    public void Begin(long totalResults, long? startIndex, long itemsPerPage, string? nextCursor = null, string? previousCursor = null)
    {
        output.Write("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":"u8);
        Write(totalResults);
        if (startIndex is { } index)
        {
            output.Write(",\"startIndex\":"u8);
            Write(index);
        }

        output.Write(",\"itemsPerPage\":"u8);
        Write(itemsPerPage);
        Write(",\"previousCursor\":\""u8, previousCursor);
        Write(",\"nextCursor\":\""u8, nextCursor);
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

    private void Write(ReadOnlySpan<byte> name, string? cursor)
    {
        if (cursor is null)
            return;
        output.Write(name);
        output.Advance(Encoding.ASCII.GetBytes(cursor, output.GetSpan(cursor.Length)));
        output.Write("\""u8);
    }

    private void Write(long number)
    {
        var span = output.GetSpan(20);
        Utf8Formatter.TryFormat(number, span, out var written);
        output.Advance(written);
    }
}
