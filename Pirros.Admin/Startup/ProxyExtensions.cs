using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Pirros.Admin.Startup;

internal static class ProxyExtensions
{
    /// <summary>Lets requests look as they did to the proxy, when one is named. Comes before everything that asks where a request is from.</summary>
    /// <exception cref="OptionsValidationException">A setting can't be read; the message names its key.</exception>
    public static WebApplication UseProxy(this WebApplication app)
    {
        var proxy = app.Configuration.Read<ProxyOptions>(ProxyOptions.Section);
        var networks = proxy.Read().ToList();
        List<string> mistakes = [.. networks.Where(n => n.Network is null).Select(n => $"Proxy:Networks has '{n.Text}', which is neither a network such as 10.0.0.0/8 nor an address.")];
        if (proxy.Hops is < 1 or > 10)
            mistakes.Add($"Proxy:Hops is {proxy.Hops}. Give how many proxies a request passes, 1 to 10.");
        if (mistakes.Count > 0)
            throw new OptionsValidationException(ProxyOptions.Section, typeof(ProxyOptions), mistakes);
        if (networks.Count == 0)
            return app;
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
            ForwardLimit = proxy.Hops,
        };

        // The framework's own list trusts this machine; here nothing is trusted that was not named.
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var (_, network) in networks)
            forwarded.KnownIPNetworks.Add(network!.Value);
        app.UseForwardedHeaders(forwarded);
        return app;
    }
}
