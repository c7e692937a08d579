using MudBlazor;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Components.Pages.SingleSignOn;

/// <summary>How states of single sign-on look.</summary>
internal static class SsoLook
{
    // From then on the end is told in lists and by the provider's own mails too.
    private static readonly TimeSpan Soon = TimeSpan.FromDays(90);

    /// <summary>Of a certificate at a time.</summary>
    public static PillLook Of(SigningCertificate certificate, DateTimeOffset now) => (certificate.NotAfter - now) switch
    {
        _ when now < certificate.NotBefore => new("attention", SingleSignOnTexts.NotYetValid, Icons.Material.Rounded.HourglassTop),
        { Ticks: <= 0 } => new("bad", SharedTexts.Expired, Icons.Material.Rounded.TimerOff),
        var left when left <= Soon => new("attention", SingleSignOnTexts.FormatEndsIn(Words.Count(Math.Max(1, left.Days), SharedTexts.Days)), Icons.Material.Rounded.Schedule),
        _ => new("good", SingleSignOnTexts.Valid, Icons.Material.Rounded.CheckCircle),
    };

    /// <summary>Of what came of a response.</summary>
    public static PillLook Of(SamlResult result) => result switch
    {
        { Fault: not null } => new("bad", SingleSignOnTexts.Refused, Icons.Material.Rounded.Close),
        { User: null } => new("attention", SingleSignOnTexts.NobodyKnown, Icons.Material.Rounded.PersonOff),
        { UserActive: false } => new("attention", SingleSignOnTexts.InactiveUser, Icons.Material.Rounded.PersonOff),
        _ => new("good", SingleSignOnTexts.Accepted, Icons.Material.Rounded.CheckCircle),
    };

    /// <summary>Of the whole.</summary>
    public static PillLook Of(SamlSettings settings) => settings.Evidence switch
    {
        { TestedAt: not null } => new("good", SingleSignOnTexts.Tested, Icons.Material.Rounded.CheckCircle),
        { AcceptedAt: not null } => new("attention", SingleSignOnTexts.NobodyKnown, Icons.Material.Rounded.PersonOff),
        { RequestedAt: not null } => new("attention", SingleSignOnTexts.NotPassed, Icons.Material.Rounded.Warning),
        _ => new("info", SingleSignOnTexts.NotTestedYet, Icons.Material.Rounded.HourglassTop),
    };
}
