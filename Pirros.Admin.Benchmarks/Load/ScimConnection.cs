using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Pirros.Admin.Benchmarks.Load;

/// <summary>
/// One keep-alive connection of the load driver: a blocking socket and buffers that are used again, a few microseconds of CPU a request, so that the machine is left
/// to the server. For one thread.
/// </summary>
internal sealed class ScimConnection(IPEndPoint server, string basePath, string token) : IDisposable
{
    private const int LongestHead = 1024;
    private readonly byte[] _constantHead = Encoding.ASCII.GetBytes(
        $" HTTP/1.1\r\nHost: {server}\r\nAuthorization: Bearer {token}\r\nAccept: application/scim+json\r\nUser-Agent: Pirros.Admin.Benchmarks\r\n");

    private byte[] _request = new byte[16 * 1024];
    private Socket? _socket;
    private HttpAnswerReader? _reader;

    /// <summary>The body of the newest answer; valid until the next request.</summary>
    public ReadOnlySpan<byte> Body => _reader is null ? default : _reader.Body;

    /// <summary>Sends a request and waits for its whole answer.</summary>
    /// <param name="method">In capitals.</param>
    /// <param name="path">Below the base URL, percent-encoded where needed.</param>
    /// <param name="body">JSON in UTF-8, or nothing.</param>
    /// <returns>The HTTP status.</returns>
    /// <exception cref="SocketException">The server is gone or does not answer.</exception>
    public int Send(string method, string path, ReadOnlySpan<byte> body = default) => SendAbsolute(method, basePath, path, body);

    /// <summary>The same for a path from the root of the server.</summary>
    public int SendFromRoot(string method, string path) => SendAbsolute(method, "", path, default);

    /// <summary>A member of the newest answer's root object as text; null when it is not there, or neither text nor a number.</summary>
    public string? Member(string name)
    {
        var reader = new Utf8JsonReader(Body);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                continue;
            var found = reader.ValueTextEquals(name);
            reader.Read();
            if (found)
                return reader.TokenType switch
                {
                    JsonTokenType.String => reader.GetString(),
                    JsonTokenType.Number => reader.GetInt64().ToString(CultureInfo.InvariantCulture),
                    _ => null,
                };
            reader.Skip();
        }

        return null;
    }

    public void Dispose() => _socket?.Dispose();

    private int SendAbsolute(string method, string prefix, string path, ReadOnlySpan<byte> body)
    {
        var needed = LongestHead + _constantHead.Length + prefix.Length + (path.Length * 3) + body.Length;
        if (_request.Length < needed)
            _request = new byte[needed * 2];
        var length = Encoding.ASCII.GetBytes(method, _request);
        _request[length++] = (byte)' ';
        length += Encoding.ASCII.GetBytes(prefix, _request.AsSpan(length));
        length += Encoding.UTF8.GetBytes(path, _request.AsSpan(length));
        length += Append(_constantHead, length);
        if (!body.IsEmpty)
        {
            length += Append("Content-Type: application/scim+json\r\nContent-Length: "u8, length);
            body.Length.TryFormat(_request.AsSpan(length), out var digits, default, CultureInfo.InvariantCulture);
            length += digits;
            length += Append("\r\n"u8, length);
        }

        length += Append("\r\n"u8, length);
        length += Append(body, length);
        return Exchange(length);
    }

    private int Append(ReadOnlySpan<byte> bytes, int at)
    {
        bytes.CopyTo(_request.AsSpan(at));
        return bytes.Length;
    }

    private int Exchange(int length)
    {
        if (_socket is null)
        {
            _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveTimeout = 60_000, SendTimeout = 60_000 };
            _socket.Connect(server);
            _reader = new HttpAnswerReader(_socket);
        }

        for (var sent = 0; sent < length;)
            sent += _socket.Send(_request, sent, length - sent, SocketFlags.None);
        var status = _reader!.Read(out var closes);
        if (closes)
        {
            _socket.Dispose();
            _socket = null;
        }

        return status;
    }
}
