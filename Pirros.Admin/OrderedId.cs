using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Pirros.Admin;

/// <summary>Version 7 GUIDs (RFC 9562 §5.7) that this process makes in strictly rising order: within a millisecond the 12 bits after the time count up (§6.2, method 1).</summary>
internal static class OrderedId
{
    private const int CounterBits = 12;
    private static readonly Lock s_clock = new();
    private static long s_last;

    private const int RandomBytes = 8;
    private const int RandomAtOnce = 1024;

    [ThreadStatic]
    private static byte[]? t_random;

    [ThreadStatic]
    private static int t_used;

    /// <summary>An id for what happens now, and that moment: the later of two ids never has the earlier moment, unless the clock is set back.</summary>
    public static (Guid Id, DateTimeOffset Moment) Next(TimeProvider clock)
    {
        lock (s_clock)
        {
            var moment = clock.GetUtcNow();
            return (Next(moment), moment);
        }
    }

    /// <summary>An id for something that happened at <paramref name="moment"/>, greater than every id made here before.</summary>
    public static Guid Next(DateTimeOffset moment)
    {
        var wanted = moment.ToUnixTimeMilliseconds() << CounterBits;
        long last, next;
        do
        {
            last = Interlocked.Read(ref s_last);

            // A clock that stands still or goes back borrows from the milliseconds to come.
            next = Math.Max(wanted, last + 1);
        }
        while (Interlocked.CompareExchange(ref s_last, next, last) != last);

        return Of(next, Random());
    }

    /// <summary>The least id that something which happened at <paramref name="moment"/> or later can have.</summary>
    public static Guid First(DateTimeOffset moment) => Of(Math.Max(0, moment.ToUnixTimeMilliseconds()) << CounterBits, stackalloc byte[8]);

    /// <summary>Eight random bytes of many that are fetched together: to ask for each alone costs more than the rest of an id.</summary>
    private static ReadOnlySpan<byte> Random()
    {
        var random = t_random ??= new byte[RandomAtOnce];
        if (t_used == 0)
            RandomNumberGenerator.Fill(random);
        var bytes = random.AsSpan(t_used, RandomBytes);
        t_used = (t_used + RandomBytes) % RandomAtOnce;
        return bytes;
    }

    private static Guid Of(long timeAndCounter, ReadOnlySpan<byte> random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.CopyTo(bytes[8..]);
        BinaryPrimitives.WriteInt64BigEndian(bytes, timeAndCounter >> CounterBits << 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[6..], (ushort)(0x7000 | (timeAndCounter & 0xFFF)));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
