using System.Net.Sockets;

namespace Pirros.Admin.Benchmarks.Load;

/// <summary>Reads HTTP/1.1 answers off a blocking socket: a body with Content-Length, in chunks, or none.</summary>
internal sealed class HttpAnswerReader(Socket socket)
{
    private const int StatusPlace = 9;
    private byte[] _received = new byte[64 * 1024];
    private byte[] _body = new byte[64 * 1024];
    private int _from;
    private int _to;
    private int _bodyLength;

    public ReadOnlySpan<byte> Body => _body.AsSpan(0, _bodyLength);

    /// <summary>Reads one answer; gives its status, and whether the server closes the connection behind it.</summary>
    public int Read(out bool closes)
    {
        int end;
        while ((end = Unread.IndexOf("\r\n\r\n"u8)) < 0)
            Receive();
        var head = Unread[..(end + 2)];
        var status = ((head[StatusPlace] - '0') * 100) + ((head[StatusPlace + 1] - '0') * 10) + (head[StatusPlace + 2] - '0');
        var (length, chunked) = ReadHeaders(head, out closes);
        _from += end + 4;
        _bodyLength = 0;
        if (chunked)
            ReadChunks();
        else
            Take(length);
        return status;
    }

    private ReadOnlySpan<byte> Unread => _received.AsSpan(_from, _to - _from);

    private static (int Length, bool Chunked) ReadHeaders(ReadOnlySpan<byte> head, out bool closes)
    {
        var (length, chunked) = (0, false);
        closes = false;
        for (var rest = head[(head.IndexOf((byte)'\n') + 1)..]; !rest.IsEmpty;)
        {
            var line = rest[..rest.IndexOf((byte)'\r')];
            rest = rest[(line.Length + 2)..];
            if (Begins(line, "content-length:"u8))
            {
                foreach (var digit in line)
                    length = digit is >= (byte)'0' and <= (byte)'9' ? (length * 10) + digit - '0' : length;
            }
            else if (Begins(line, "transfer-encoding:"u8))
            {
                chunked = true;
            }
            else if (Begins(line, "connection:"u8))
            {
                closes |= line.IndexOf("lose"u8) > 0;
            }
        }

        return (length, chunked);
    }

    private static bool Begins(ReadOnlySpan<byte> line, ReadOnlySpan<byte> lowerName)
        => line.Length >= lowerName.Length && System.Text.Ascii.EqualsIgnoreCase(line[..lowerName.Length], lowerName);

    private void ReadChunks()
    {
        while (true)
        {
            int end;
            while ((end = Unread.IndexOf((byte)'\n')) < 0)
                Receive();
            var size = int.Parse(Unread[..(end - 1)], System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture);
            _from += end + 1;
            Take(size);
            while (Unread.Length < 2)
                Receive();
            _from += 2;
            if (size == 0)
                return;
        }
    }

    private void Take(int size)
    {
        if (_body.Length < _bodyLength + size)
            Array.Resize(ref _body, Math.Max(_body.Length * 2, _bodyLength + size));
        while (size > 0)
        {
            if (_from == _to)
                Receive();
            var part = Math.Min(size, _to - _from);
            Unread[..part].CopyTo(_body.AsSpan(_bodyLength));
            _from += part;
            _bodyLength += part;
            size -= part;
        }
    }

    private void Receive()
    {
        if (_from == _to)
            _from = _to = 0;
        if (_to == _received.Length)
        {
            if (_from == 0)
                Array.Resize(ref _received, _received.Length * 2);
            Unread.CopyTo(_received);
            (_from, _to) = (0, _to - _from);
        }

        var received = socket.Receive(_received, _to, _received.Length - _to, SocketFlags.None);
        if (received == 0)
            throw new EndOfStreamException("The server closed the connection in the middle of an answer.");
        _to += received;
    }
}
