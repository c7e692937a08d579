using MudBlazor;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Components.Pages.SingleSignOn;

/// <summary>How certificates and results look.</summary>
internal static class SsoLook
{
    /// <summary>From then on the end of a certificate is told: it is the first of the warnings.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromDays(90);

    public static PillLook Expired => new("bad", SharedTexts.Expired, Icons.Material.Rounded.TimerOff);

    public static PillLook NotYetValid => new("attention", SingleSignOnTexts.NotYetValid, Icons.Material.Rounded.HourglassTop);

    public static PillLook TurnedDown => new("info", SingleSignOnTexts.TurnedDown, Icons.Material.Rounded.Block);

    /// <summary>Of a certificate at a time.</summary>
    public static PillLook Of(SigningCertificate certificate, DateTimeOffset now) => (certificate.NotAfter - now) switch
    {
        _ when now < certificate.NotBefore => NotYetValid,
        { Ticks: <= 0 } => Expired,
        var left when left <= Soon => new("attention", SingleSignOnTexts.FormatEndsIn(Words.Count(Math.Max(1, left.Days), SingleSignOnTexts.InDays)), Icons.Material.Rounded.Schedule),
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
}
