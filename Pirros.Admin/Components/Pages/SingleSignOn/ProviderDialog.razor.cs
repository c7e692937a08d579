using System.Text;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Audit;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Explanations;
using Pirros.Admin.Saml.Protocol;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.SingleSignOn;

/// <summary>Takes what is known of the identity provider: shows what was understood of it before anything is changed.</summary>
public partial class ProviderDialog
{
    private ProviderSource _source;
    private string _url = "";
    private byte[]? _file;
    private byte[]? _metadata;
    private PasteArea? _paste;
    private string _issuer = "";
    private string _signInUrl = "";
    private string _certificate = "";
    private ProviderMetadata? _understood;
    private FaultExplanation? _wrong;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private SamlService Saml { get; set; } = null!;

    [Inject]
    private MetadataReader Metadata { get; set; } = null!;

    [Inject]
    private Attempt Attempt { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <summary>The connection.</summary>
    [Parameter, EditorRequired]
    public Connection Connection { get; set; } = null!;

    /// <summary>What is known now; null for nothing.</summary>
    [Parameter]
    public SamlSettings? Settings { get; set; }

    private static IReadOnlyList<(ProviderSource, string)> Sources => [(ProviderSource.Url, SingleSignOnTexts.ByUrl), (ProviderSource.File, SingleSignOnTexts.ByFile), (ProviderSource.Hand, SingleSignOnTexts.ByHand)];

    private string Example => Connection.Provider switch
    {
        IdentityProvider.EntraId => "https://login.microsoftonline.com/…/federationmetadata.xml?appid=…",
        IdentityProvider.Okta => "https://your-org.okta.com/app/…/sso/saml/metadata",
        _ => "https://…",
    };

    // The names that the consoles give these two.
    private string IssuerLabel => Connection.Provider switch { IdentityProvider.EntraId => "Microsoft Entra Identifier", IdentityProvider.Okta => "Issuer", _ => SingleSignOnTexts.Issuer };

    private string SignInUrlLabel => Connection.Provider switch { IdentityProvider.EntraId => "Login URL", IdentityProvider.Okta => "Sign on URL", _ => SingleSignOnTexts.SignInUrl };

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _source = Settings is { MetadataUrl: null } ? ProviderSource.Hand : ProviderSource.Url;
        (_url, _issuer, _signInUrl) = (Settings?.MetadataUrl ?? "", Settings?.Issuer ?? "", Settings?.SignInUrl ?? "");
    }

    private void Choose(ProviderSource source) => (_source, _file, _wrong) = (source, null, null);

    private void Back() => (_understood, _wrong) = (null, null);

    private Task<bool> CheckAsync() => RunAsync(async actor => _understood = _source switch
    {
        ProviderSource.Url => await Metadata.PreviewAsync(actor, Connection.Id, _url, CancellationToken.None),
        ProviderSource.File => ProviderMetadata.Read(_metadata = await GivenAsync(), Clock.GetUtcNow()),
        _ => ByHand(),
    });

    // What was pasted counts, since it can be seen; a file may be in another encoding than UTF-8, and says so itself.
    private async Task<byte[]> GivenAsync()
        => await _paste!.ReadAsync() is { Length: > 0 } pasted ? pasted : _file is { Length: > 0 } file ? file : throw RefusedException.Invalid(SingleSignOnTexts.NothingGiven);

    private async Task TakeAsync()
    {
        var done = await RunAsync(actor => _source switch
        {
            ProviderSource.Url => Metadata.LoadAsync(actor, Connection.Id, _url, _understood, CancellationToken.None),
            ProviderSource.File => Saml.TakeMetadataAsync(actor, Connection.Id, _metadata, null, CancellationToken.None),
            _ => Saml.TakeByHandAsync(actor, Connection.Id, _issuer, _signInUrl, Encoding.UTF8.GetBytes(_certificate), CancellationToken.None),
        });
        if (done)
            Dialog.Close(DialogResult.Ok(true));
    }

    private ProviderMetadata ByHand()
    {
        if (string.IsNullOrWhiteSpace(_issuer))
            throw RefusedException.Invalid(SamlTexts.BadIssuer);
        if (!ProviderMetadata.IsSignInUrl(_signInUrl.Trim()))
            throw new SamlException(SamlFault.NoSignInAddress, null, _signInUrl.Trim());
        var certificate = SigningCertificate.Read(Encoding.UTF8.GetBytes(_certificate));
        certificate.RequireValid(Clock.GetUtcNow());
        return new ProviderMetadata(_issuer.Trim(), _signInUrl.Trim(), [certificate], []);
    }

    private IEnumerable<string> Warnings(ProviderMetadata understood)
    {
        if (!understood.Certificates.Any(certificate => certificate.IsValidAt(Clock.GetUtcNow())))
            yield return SingleSignOnTexts.NoneValid;
        if (understood.Certificates.Count > SamlService.MostCertificates)
            yield return SingleSignOnTexts.FormatOnlyFirst(SamlService.MostCertificates);
        if (Settings is null)
            yield break;
        if (Settings.Issuer != understood.Issuer)
            yield return SingleSignOnTexts.OtherIssuer;
        else if (Settings.Certificates.Count(known => !understood.Certificates.Any(certificate => certificate.Thumbprint == known.Certificate.Thumbprint)) is > 0 and var gone)
            yield return Words.Count(gone, SingleSignOnTexts.CertificatesGo);
    }

    private async Task<bool> RunAsync(Func<Actor, Task> act)
    {
        _wrong = null;
        return await Attempt.RunAsync(async () =>
        {
            try
            {
                await act(await CurrentActor.GetAsync());
            }
            catch (SamlException error)
            {
                _wrong = FaultExplanation.Of(error, Connection.Provider);
            }
        }) && _wrong is null;
    }
}
