namespace Pirros.Admin.Components;

/// <summary>The headers of every answer. MudBlazor writes style attributes, so styles may be inline; scripts may not, but for those with the request's nonce.</summary>
internal static class PortalHeaders
{
    // A year, in seconds.
    private const int MaximumAge = 31_536_000;

    /// <param name="authority">Origin of where people sign in, which the sign-out form is led on to; null when that is here.</param>
    /// <param name="isDevelopment">Whether a browser may go on to ask over plain http: it would refuse to for every program on this machine.</param>
    public static HeaderPolicyCollection Create(string? authority, bool isDevelopment) => Basic(isDevelopment)
        .AddFrameOptionsDeny()
        .AddContentTypeOptionsNoSniff()
        .AddReferrerPolicyStrictOriginWhenCrossOrigin()
        .AddCrossOriginOpenerPolicy(opener => opener.SameOrigin())
        .AddCustomHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()")
        .RemoveServerHeader()
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddScriptSrc().Self().WithNonce();
            csp.AddStyleSrc().Self().UnsafeInline();
            csp.AddImgSrc().Self().Data();
            csp.AddFontSrc().Self();
            csp.AddConnectSrc().Self();
            csp.AddManifestSrc().Self();
            csp.AddBaseUri().Self();
            csp.AddObjectSrc().None();
            csp.AddFrameAncestors().None();
            var forms = csp.AddFormAction().Self();
            if (authority is not null)
                forms.From(authority);
        });

    // Only on an answer over https does a browser heed it (RFC 6797 §8.1), and only there is it sent.
    private static HeaderPolicyCollection Basic(bool isDevelopment)
        => isDevelopment ? new HeaderPolicyCollection() : new HeaderPolicyCollection().AddStrictTransportSecurityMaxAge(MaximumAge);
}
