using System.Text.Json;
using System.Text.Json.Serialization;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Protocol;
using Pirros.Admin.Storage.Rows;

namespace Pirros.Admin.Storage;

/// <summary>Settings and results of single sign-on as they are kept in a row.</summary>
internal static class SamlSettingsText
{
    public static SamlSettings Read(SamlSettingsRow row)
    {
        var kept = JsonSerializer.Deserialize<List<KeptCertificate>>(row.Certificates)!;
        return new SamlSettings(row.Issuer, row.SignInUrl)
        {
            Certificates = Of(kept, Standing.Trusted),
            Offered = Of(kept, Standing.Offered),
            Ignored = Of(kept, Standing.Ignored),
            AllowUnsolicited = row.AllowUnsolicited,
            AllowSha1 = row.AllowSha1,
            MetadataUrl = row.MetadataUrl,
            MetadataReadAt = row.MetadataReadAt,
            MetadataFault = row.MetadataFault,
            AdminGroup = row.AdminGroup,
            Evidence = new SamlEvidence(row.RequestedAt, row.AcceptedAt, row.MatchedAt, row.TestedAt),
            WarnedDays = row.WarnedDays,
        };
    }

    public static SamlSettingsRow Write(SamlSettings settings, SamlSettingsRow row)
    {
        (row.Issuer, row.SignInUrl, row.AllowUnsolicited, row.AllowSha1) = (settings.Issuer, settings.SignInUrl, settings.AllowUnsolicited, settings.AllowSha1);
        (row.MetadataUrl, row.MetadataReadAt, row.MetadataFault) = (settings.MetadataUrl, settings.MetadataReadAt, settings.MetadataFault);
        (row.RequestedAt, row.AcceptedAt, row.MatchedAt, row.TestedAt) = settings.Evidence;
        (row.AdminGroup, row.WarnedDays, row.EndsAt) = (settings.AdminGroup, settings.WarnedDays, settings.Lasting?.NotAfter);
        row.Certificates = JsonSerializer.Serialize<List<KeptCertificate>>([.. Kept(settings.Certificates, Standing.Trusted), .. Kept(settings.Offered, Standing.Offered), .. Kept(settings.Ignored, Standing.Ignored)]);
        return row;
    }

    public static SamlResult Read(SamlResultRow row) => new(new ConnectionId(row.ConnectionId), row.Id, row.At, row.TestedBy, row.Fault, row.Expected, row.Received)
    {
        NameId = row.NameId,
        Claims = JsonSerializer.Deserialize<List<SamlClaim>>(row.Claims)!,
        Certificate = row.Certificate,
        ClockDifference = row.ClockDifferenceMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null,
        Solicited = row.Solicited,
        User = row.User,
        UserActive = row.UserActive,
    };

    public static SamlResultRow Write(SamlResult result) => new()
    {
        ConnectionId = result.Connection.Value,
        Id = result.Id,
        At = result.At,
        TestedBy = result.TestedBy,
        Fault = result.Fault,
        Expected = result.Expected,
        Received = result.Received,
        NameId = result.NameId,
        Claims = JsonSerializer.Serialize(result.Claims),
        Certificate = result.Certificate,
        ClockDifferenceMs = (long?)result.ClockDifference?.TotalMilliseconds,
        Solicited = result.Solicited,
        User = result.User,
        UserActive = result.UserActive,
        Genuine = result.IsGenuine,
    };

    /// <summary>When the newest certificate was taken that is accepted, without reading any of them.</summary>
    public static DateTimeOffset TakenAt(string certificates) => JsonSerializer.Deserialize<List<KeptCertificate>>(certificates)!.Where(one => one.Standing == Standing.Trusted).Max(one => one.AddedAt);

    private static List<TrustedCertificate> Of(List<KeptCertificate> kept, Standing standing) => [.. kept.Where(one => one.Standing == standing).Select(one => new TrustedCertificate(SigningCertificate.OfDer(one.Der), one.AddedAt))];

    private static IEnumerable<KeptCertificate> Kept(IEnumerable<TrustedCertificate> certificates, Standing standing) => certificates.Select(one => new KeptCertificate(one.Certificate.Der.ToArray(), one.AddedAt, standing));

    private sealed record KeptCertificate(byte[] Der, DateTimeOffset AddedAt, [property: JsonConverter(typeof(JsonStringEnumConverter<Standing>))] Standing Standing);

    private enum Standing
    {
        Trusted,
        Offered,
        Ignored,
    }
}
