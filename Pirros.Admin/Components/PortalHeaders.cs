namespace Pirros.Admin.Components;

/// <summary>The headers of every answer. MudBlazor writes style attributes, so styles may be inline; scripts may not, but for those with the request's nonce.</summary>
internal static class PortalHeaders
{
    /// <param name="authority">Origin of where people sign in, which the sign-out form is led on to; null when that is here.</param>
    public static HeaderPolicyCollection Create(string? authority) => new HeaderPolicyCollection()
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
}
