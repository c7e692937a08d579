namespace Pirros.Admin.SignIn;

/// <summary>Where a person acts from, as the audit says it.</summary>
internal static class RemoteAddress
{
    /// <summary>The network address of the other end; one of IPv4 in its own form, also where it came through a socket of both.</summary>
    public static string? Of(HttpContext http) => RemoteNetwork.AddressOf(http.Connection.RemoteIpAddress);
}
