using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Pirros.Admin;

/// <summary>
/// The network that a request came from, by which it is counted: an address of IPv4, or the first 64 bits of one of IPv6, since its owner has all addresses that begin alike.
/// Addresses of IPv4 are themselves also where they came through a socket of both. Of no known address: the default.
/// </summary>
/// <param name="Bits">The address's 32 bits, or the network's 64.</param>
/// <param name="IsSix">Whether it is one of IPv6.</param>
internal readonly record struct RemoteNetwork(ulong Bits, bool IsSix)
{
    private const int SixBytes = 16;

    /// <summary>The network of an address.</summary>
    public static RemoteNetwork Of(IPAddress? address)
    {
        if (address is null)
            return default;
        Span<byte> bytes = stackalloc byte[SixBytes];
        Unmapped(address).TryWriteBytes(bytes, out var length);
        return length == SixBytes ? new RemoteNetwork(BinaryPrimitives.ReadUInt64BigEndian(bytes), true) : new RemoteNetwork(BinaryPrimitives.ReadUInt32BigEndian(bytes), false);
    }

    /// <summary>An address as people read it.</summary>
    public static string? AddressOf(IPAddress? address) => address is null ? null : Unmapped(address).ToString();

    private static IPAddress Unmapped(IPAddress address) => address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
