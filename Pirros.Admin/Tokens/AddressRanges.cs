using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Pirros.Admin.Tokens;

/// <summary>Networks that a token may be used from. An address of IPv4 is the same one where it came through a socket of IPv6 as <c>::ffff:192.0.2.1</c>.</summary>
public sealed class AddressRanges : IEquatable<AddressRanges>
{
    /// <summary>The most networks of one token.</summary>
    public const int Most = 1_000;

    private const int SixBytes = 16;

    // In order and without overlap: a request is compared with ten of a thousand.
    private readonly (UInt128 First, UInt128 Last)[] _four;
    private readonly (UInt128 First, UInt128 Last)[] _six;

    /// <param name="networks">The networks.</param>
    public AddressRanges(IReadOnlyList<IPNetwork> networks)
    {
        Networks = networks;
        Text = string.Join('\n', networks);
        _four = Merged(networks, AddressFamily.InterNetwork);
        _six = Merged(networks, AddressFamily.InterNetworkV6);
    }

    /// <summary>The networks in the order in which they were given.</summary>
    public IReadOnlyList<IPNetwork> Networks { get; }

    /// <summary>The same, one a line.</summary>
    public string Text { get; }

    /// <summary>Whether an address is in one of them. One that is not known is in none.</summary>
    public bool Contains(IPAddress? address)
    {
        if (address is null)
            return false;
        Span<byte> bytes = stackalloc byte[SixBytes];
        var number = Number(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, bytes, out var isSix);
        return Covers(isSix ? _six : _four, number, number);
    }

    /// <summary>Whether every address of the others is one of these.</summary>
    public bool Covers(AddressRanges others)
        => Array.TrueForAll(others._four, range => Covers(_four, range.First, range.Last)) && Array.TrueForAll(others._six, range => Covers(_six, range.First, range.Last));

    /// <inheritdoc/>
    public bool Equals(AddressRanges? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AddressRanges);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static bool Covers((UInt128 First, UInt128 Last)[] ranges, UInt128 first, UInt128 last)
    {
        var (low, high) = (0, ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (first < ranges[middle].First)
                high = middle - 1;
            else if (first > ranges[middle].Last)
                low = middle + 1;
            else
                return last <= ranges[middle].Last;
        }

        return false;
    }

    private static (UInt128 First, UInt128 Last)[] Merged(IReadOnlyList<IPNetwork> networks, AddressFamily family)
    {
        var merged = new List<(UInt128 First, UInt128 Last)>();
        foreach (var range in networks.Where(network => network.BaseAddress.AddressFamily == family).Select(Range).OrderBy(range => range.First))
        {
            // Neighbours become one, or what lies across their border would not be covered.
            if (merged.Count > 0 && (merged[^1].Last >= range.First || merged[^1].Last + 1 == range.First))
                merged[^1] = (merged[^1].First, UInt128.Max(merged[^1].Last, range.Last));
            else
                merged.Add(range);
        }

        return [.. merged];
    }

    private static (UInt128 First, UInt128 Last) Range(IPNetwork network)
    {
        Span<byte> bytes = stackalloc byte[SixBytes];
        var first = Number(network.BaseAddress, bytes, out var isSix);
        var free = (isSix ? 128 : 32) - network.PrefixLength;
        return (first, first | (free == 128 ? UInt128.MaxValue : (UInt128.One << free) - 1));
    }

    private static UInt128 Number(IPAddress address, Span<byte> bytes, out bool isSix)
    {
        address.TryWriteBytes(bytes, out var length);
        isSix = length == SixBytes;
        return isSix ? BinaryPrimitives.ReadUInt128BigEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }
}
