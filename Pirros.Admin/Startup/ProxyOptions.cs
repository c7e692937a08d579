using System.Net;

namespace Pirros.Admin.Startup;

/// <summary>The proxies in front of this installation, whose word about a request's address, scheme and host is taken (<c>X-Forwarded-For</c>, <c>-Proto</c>, <c>-Host</c>). Section <c>Proxy</c>. Nobody else's is.</summary>
internal sealed class ProxyOptions
{
    public const string Section = "Proxy";

    /// <summary>Networks that the proxies are in, such as <c>10.0.0.0/8</c>, or single addresses. Default: none, and no header is looked at.</summary>
    public List<string> Networks { get; } = [];

    /// <summary>How many proxies a request passes one after another. Default: 1.</summary>
    public int Hops { get; set; } = 1;

    /// <summary>The networks as such; one that can't be read is null.</summary>
    public IEnumerable<(string Text, IPNetwork? Network)> Read() => Networks.Select(text => (text, ReadOne(text.Trim())));

    private static IPNetwork? ReadOne(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;
        return IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
    }
}
