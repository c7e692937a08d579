using System.Buffers;
using System.Globalization;
using System.Text;

namespace Pirros.Admin.Benchmarks.Limit;

/// <summary>Writes answers with as few copies as Kestrel allows.</summary>
internal static class RawAnswer
{
    private const int ListOverhead = 256;

    public static Task WriteAsync(HttpContext http, int status, ReadOnlyMemory<byte> body)
    {
        http.Response.StatusCode = status;
        if (body.IsEmpty)
            return Task.CompletedTask;
        http.Response.ContentType = "application/scim+json";
        http.Response.ContentLength = body.Length;
        http.Response.BodyWriter.Write(body.Span);
        return Task.CompletedTask;
    }

    /// <summary>A ListResponse (RFC 7644 §3.4.2), with the cursor of the next page where there is one (RFC 9865 §2).</summary>
    public static Task WriteListAsync(HttpContext http, List<byte[]> documents, int total, int? startIndex, Guid? next)
    {
        var list = new byte[ListOverhead + documents.Sum(d => d.Length + 1)];
        var start = startIndex is { } index ? string.Create(CultureInfo.InvariantCulture, $",\"startIndex\":{index}") : "";
        var cursor = next is { } id ? $",\"nextCursor\":\"{id}\"" : "";
        var length = Encoding.ASCII.GetBytes(
            string.Create(CultureInfo.InvariantCulture, $"{{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:ListResponse\"],\"totalResults\":{total}{start},\"itemsPerPage\":{documents.Count}{cursor},\"Resources\":["),
            list);
        for (var i = 0; i < documents.Count; i++)
        {
            if (i > 0)
                list[length++] = (byte)',';
            documents[i].CopyTo(list, length);
            length += documents[i].Length;
        }

        list[length++] = (byte)']';
        list[length++] = (byte)'}';
        return WriteAsync(http, 200, list.AsMemory(0, length));
    }
}
