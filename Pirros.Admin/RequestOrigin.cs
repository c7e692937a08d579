namespace Pirros.Admin;

/// <summary>Where a request was sent to, as its client calls it.</summary>
internal static class RequestOrigin
{
    /// <summary>Scheme, host and port, such as <c>https://admin.example.com</c>, of a request whose Host header can be read, which the portal asks of all.</summary>
    public static string Of(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    /// <summary>The same; null when the Host header can't be read: the server takes one that begins with <c>xn--</c> and is no internationalised name, and fails when it is asked for it.</summary>
    public static string? TryOf(HttpRequest request)
    {
        try
        {
            return Of(request);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
