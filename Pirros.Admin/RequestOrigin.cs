namespace Pirros.Admin;

/// <summary>Where a request was sent to, as its client calls it.</summary>
internal static class RequestOrigin
{
    /// <summary>Scheme, host and port, such as <c>https://admin.example.com</c>; null when the Host header can't be read: the server takes one that begins with <c>xn--</c> and is no internationalised name, and fails when it is asked for it.</summary>
    public static string? Of(HttpRequest request)
    {
        try
        {
            return $"{request.Scheme}://{request.Host}";
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
