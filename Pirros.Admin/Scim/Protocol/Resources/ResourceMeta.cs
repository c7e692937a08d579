using System.Buffers;
using System.Buffers.Text;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>
/// What the service itself knows of a resource (RFC 7643 §3.1, <c>meta</c>). Kept beside the stored document, so that a change of a group's members, which
/// changes nothing in its document, need not rewrite it.
/// </summary>
/// <param name="ResourceType">The name of the resource type.</param>
/// <param name="Created">When it was added, in UTC.</param>
/// <param name="LastModified">When it last changed, in UTC.</param>
/// <param name="Version">Counts its changes from 1.</param>
internal readonly record struct ResourceMeta(string ResourceType, DateTimeOffset Created, DateTimeOffset LastModified, long Version)
{
    /// <summary>Writes <c>"meta":{…}</c> with the location: an absolute URI of which <paramref name="collection"/> is all but the id.</summary>
    public void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> collection, string id)
    {
        output.Write("\"meta\":{\"resourceType\":\""u8);
        WriteAscii(output, ResourceType);
        output.Write("\",\"created\":\""u8);
        WriteMoment(output, Created);
        output.Write("\",\"lastModified\":\""u8);
        WriteMoment(output, LastModified);
        output.Write("\",\"version\":\"W/\\\""u8);
        var digits = output.GetSpan(20);
        Utf8Formatter.TryFormat(Version, digits, out var written);
        output.Advance(written);
        output.Write("\\\"\",\"location\":\""u8);
        output.Write(collection);
        WriteAscii(output, id);
        output.Write("\"}"u8);
    }

    private static void WriteMoment(IBufferWriter<byte> output, DateTimeOffset moment)
    {
        output.Advance(ScimDateTime.Format(moment, output.GetSpan(ScimDateTime.MaxLength)));
    }

    private static void WriteAscii(IBufferWriter<byte> output, string text)
    {
        var span = output.GetSpan(text.Length);
        output.Advance(System.Text.Encoding.ASCII.GetBytes(text, span));
    }
}
