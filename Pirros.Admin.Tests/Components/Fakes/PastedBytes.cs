using Microsoft.JSInterop;

namespace Pirros.Admin.Tests.Components.Fakes;

/// <summary>What a browser gives in pieces.</summary>
public sealed class PastedBytes(byte[] bytes) : IJSStreamReference
{
    public long Length => bytes.Length;

    public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) => bytes.Length <= maxAllowedSize
        ? ValueTask.FromResult<Stream>(new MemoryStream(bytes, writable: false))
        : throw new ArgumentOutOfRangeException(nameof(maxAllowedSize));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
