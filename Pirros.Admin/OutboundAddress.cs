using System.Net;
using System.Net.Sockets;

namespace Pirros.Admin;

/// <summary>
/// Where this server may go when somebody names an address, be it for a webhook or for metadata: over https to addresses of the internet, so that nobody can make it ask its own network. What a name leads to is looked at when
/// the connection is made, and only an address that was looked at is connected to.
/// </summary>
public sealed class OutboundAddress
{
    /// <summary>The longest.</summary>
    public const int Longest = 2_000;

    private static readonly IPNetwork[] s_notPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    // Of IPv6 only this is given out; within it some lead on to addresses of IPv4.
    private static readonly IPNetwork s_global = IPNetwork.Parse("2000::/3");

    private readonly IPNetwork[] _allowed;
    private readonly bool _development;

    /// <param name="allowed">Private networks that the operator allows.</param>
    /// <param name="development">Whether this machine may be asked, over http too.</param>
    internal OutboundAddress(IEnumerable<IPNetwork> allowed, bool development) => (_allowed, _development) = ([.. allowed], development);

    /// <summary>The address as it is kept.</summary>
    /// <param name="text">What was typed, or sent.</param>
    /// <param name="notOne">What is said of something that is no such address.</param>
    /// <param name="notPublic">What is said of one that is of a private network.</param>
    /// <exception cref="RefusedException">Nothing is asked there.</exception>
    public string Require(string? text, string notOne, string notPublic)
    {
        var trimmed = text?.Trim() ?? "";
        if (trimmed.Length is 0 or > Longest || !Uri.TryCreate(trimmed, UriKind.Absolute, out var address) || address.UserInfo.Length > 0 || address.Fragment.Length > 0
            || !(address.Scheme == Uri.UriSchemeHttps || (_development && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            throw RefusedException.Invalid(notOne);
        }

        if (IPAddress.TryParse(address.IdnHost.Trim('[', ']'), out var literal) && !IsAllowed(literal))
            throw RefusedException.Invalid(notPublic);
        return address.AbsoluteUri;
    }

    /// <summary>Whether an address may be connected to.</summary>
    public bool IsAllowed(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (_allowed.Any(network => network.Contains(plain)) || (_development && IPAddress.IsLoopback(plain)))
            return true;
        return (plain.AddressFamily == AddressFamily.InterNetwork || s_global.Contains(plain)) && !s_notPublic.Any(network => network.Contains(plain));
    }

    /// <summary>What sends requests there: at once to whom it was looked at, with no proxy, cookie or trace of ours, and not on to where an answer leads.</summary>
    internal SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectCallback = ConnectAsync,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 4096,
        ActivityHeadersPropagator = null,
    };

    /// <summary>Connects to a host, at one of its addresses that may be connected to.</summary>
    /// <exception cref="ForbiddenAddressException">It has none such.</exception>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
        IPAddress[] allowed = [.. found.Where(IsAllowed)];
        if (allowed.Length == 0)
            throw new ForbiddenAddressException(context.DnsEndPoint.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A name leads to addresses of private networks only.</summary>
internal sealed class ForbiddenAddressException(string host) : Exception($"{host} leads to an address that is not of the internet.");
