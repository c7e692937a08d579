using System.Buffers;

namespace Pirros.Admin.Scim.Http;

/// <summary>Where an answer is written before its length is known; each thread keeps one for the next answer.</summary>
internal static class AnswerBuffer
{
    private const int Usual = 4 * 1024;

    // A long list must not keep its memory for good.
    private const int MostKept = 64 * 1024;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _free;

    public static ArrayBufferWriter<byte> Take()
    {
        var buffer = _free ?? new ArrayBufferWriter<byte>(Usual);
        _free = null;
        return buffer;
    }

    public static void Return(ArrayBufferWriter<byte> buffer)
    {
        if (buffer.Capacity > MostKept)
            return;
        buffer.ResetWrittenCount();
        _free = buffer;
    }
}
