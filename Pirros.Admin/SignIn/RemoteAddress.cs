namespace Pirros.Admin.SignIn;

/// <summary>Where a person acts from, as the audit says it.</summary>
internal static class RemoteAddress
{
    /// <summary>The network address of the other end; one of IPv4 in its own form, also where it came through a socket of both.</summary>
    public static string? Of(HttpContext http)
        => (http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress)?.ToString();
}
