using Pirros.Admin.Connections;

namespace Pirros.Admin.SignIn;

/// <summary>The addresses of signing in and out.</summary>
internal static class SignInPaths
{
    public const string Page = "/signin";
    public const string Demo = "/signin/demo";
    public const string Start = "/signin/start";
    public const string Again = "/signin/again";
    public const string Sso = "/signin/sso";
    public const string Callback = "/signin/callback";
    public const string Out = "/signout";
    public const string OutCallback = "/signout/callback";
    public const string BackChannel = "/signout/backchannel";
    public const string Session = "/session";
    public const string WayOfFirm = "firm";
    public const string Denied = "/denied";

    /// <summary>The sign-in page, for somebody who goes to <paramref name="returnUrl"/> afterwards.</summary>
    public static string PageFor(string returnUrl) => $"{Page}?returnUrl={Uri.EscapeDataString(LocalOrStart(returnUrl))}";

    /// <summary>The sign-in page with what it is to say.</summary>
    public static string PageFor(SignInProblem problem, string? returnUrl = null)
        => $"{Page}?problem={problem}{(IsLocal(returnUrl) ? $"&returnUrl={Uri.EscapeDataString(returnUrl!)}" : "")}";

    /// <summary>The way to the authority.</summary>
    public static string StartFor(string? returnUrl, string? organization, string? invitation)
    {
        var given = new[] { ("returnUrl", IsLocal(returnUrl) ? returnUrl : null), ("organization", organization), ("invitation", invitation) }.Where(part => !string.IsNullOrEmpty(part.Item2)).ToList();
        return given.Count == 0 ? Start : $"{Start}?{string.Join('&', given.Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}"))}";
    }

    /// <summary>The way to the authority for somebody who must prove anew who they are.</summary>
    public static string AgainFor(string? returnUrl) => IsLocal(returnUrl) ? $"{Again}?returnUrl={Uri.EscapeDataString(returnUrl!)}" : Again;

    /// <summary>The way to the provider of a connection for somebody who signed in by it and must prove anew who they are.</summary>
    public static string AgainBy(ConnectionId connection, string? returnUrl) => $"{By(connection, returnUrl)}&again=true";

    /// <summary>The way to the provider of a connection.</summary>
    public static string By(ConnectionId connection, string? returnUrl) => $"{Sso}?connection={connection}{(IsLocal(returnUrl) ? $"&returnUrl={Uri.EscapeDataString(returnUrl!)}" : "")}";

    /// <summary>The sign-in page, asking for the firm by whose provider somebody signs in.</summary>
    public static string PageForFirm(string? returnUrl) => $"{Page}?way={WayOfFirm}{(IsLocal(returnUrl) ? $"&returnUrl={Uri.EscapeDataString(returnUrl!)}" : "")}";

    /// <summary>Whether a return address stays on this host: a path that does not begin with what a browser reads as another host.</summary>
    public static bool IsLocal(string? url)
        => url is { Length: > 0 } && url[0] == '/' && !url.StartsWith("//", StringComparison.Ordinal) && !url.StartsWith("/\\", StringComparison.Ordinal) && !url.Any(char.IsControl);

    /// <summary>The return address if it stays on this host; otherwise the start page.</summary>
    public static string LocalOrStart(string? url) => IsLocal(url) ? url! : "/";
}
