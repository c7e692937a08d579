using System.Buffers;

namespace Pirros.Admin.Benchmarks.Limit;

/// <summary>A request's body in rented memory.</summary>
internal readonly struct RawBody : IDisposable
{
    private readonly byte[] _rented;
    private readonly int _length;

    private RawBody(byte[] rented, int length) => (_rented, _length) = (rented, length);

    public ReadOnlySpan<byte> Span => _rented.AsSpan(0, _length);

    public static async ValueTask<RawBody> ReadAsync(HttpRequest request)
    {
        var length = (int)(request.ContentLength ?? throw new BadHttpRequestException("The driver always sends Content-Length."));
        var rented = ArrayPool<byte>.Shared.Rent(Math.Max(length, 1));
        await request.Body.ReadExactlyAsync(rented.AsMemory(0, length));
        return new RawBody(rented, length);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rented);
}
