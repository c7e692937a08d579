using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;
using MudBlazor;
using Pirros.Admin.Components.Pages.SingleSignOn;
using Pirros.Admin.Directory;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Protocol;
using Pirros.Admin.Tests.Components.Fakes;
using Pirros.Admin.Tests.Saml;

namespace Pirros.Admin.Tests.Components.Pages;

/// <summary>The page of single sign-on, with a provider, a person and groups in the directory.</summary>
public abstract class SingleSignOnSteps : IAsyncDisposable
{
    private protected const string Ana = "ana@harborlane.example";
    private readonly List<SamlProvider> _providers = [];

    private protected SingleSignOnSteps()
    {
        Dialogs = Portal.Dialogs();
        Provider = NewProvider();
        AddEntry(DirectoryKind.User, "u1", $$"""{"userName":"{{Ana}}","displayName":"Ana Lima","active":true}""");
        AddEntry(DirectoryKind.Group, "g1", """{"displayName":"IT admins"}""");
        AddEntry(DirectoryKind.Group, "g2", """{"displayName":"Waterfront studio"}""");
    }

    private protected PortalContext Portal { get; } = new();

    private protected IRenderedComponent<MudDialogProvider> Dialogs { get; }

    private protected SamlProvider Provider { get; }

    private protected DateTimeOffset Now => Portal.Now;

    private protected NavigationManager Navigation => Portal.Services.GetRequiredService<NavigationManager>();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Portal.DisposeAsync();
        _providers.ForEach(provider => provider.Dispose());
    }

    private protected static string Text<T>(IRenderedComponent<T> page)
        where T : IComponent => string.Join(' ', string.Concat(page.Nodes.Select(node => node.TextContent)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private protected static void Press<T>(IRenderedComponent<T> page, string words)
        where T : IComponent => page.FindAll("button").First(button => button.TextContent.Trim() == words).Click();

    private protected SamlProvider NewProvider(DateTimeOffset? from = null, DateTimeOffset? until = null)
    {
        var provider = new SamlProvider(from: from ?? Now.AddDays(-10), until: until ?? Now.AddYears(1));
        _providers.Add(provider);
        return provider;
    }

    private protected TrustedCertificate Certificate(SamlProvider? of = null) => new(SigningCertificate.OfDer((of ?? Provider).Der), Now.AddDays(-10));

    /// <summary>Sets the provider.</summary>
    private protected SamlSettings Set(Func<SamlSettings, SamlSettings>? with = null)
    {
        var settings = new SamlSettings(SamlProvider.Issuer, "https://sts.example.test/sso") { Certificates = [Certificate()] };
        return Portal.Data.Saml = with?.Invoke(settings) ?? settings;
    }

    /// <summary>Something came.</summary>
    private protected SamlResult Came(Func<SamlResult, SamlResult>? with = null)
    {
        var at = Now.AddMinutes(-2);
        var result = new SamlResult(PortalContext.EntraId, Guid.CreateVersion7(at), at, PortalContext.Mara.Id, null, null, null)
        {
            NameId = Ana,
            Certificate = SigningCertificate.OfDer(Provider.Der).Thumbprint,
            Claims = [new SamlClaim("http://schemas.example.test/claims/givenname", ["Ana"]), new SamlClaim("groups", ["Design", "Admins"])],
            ClockDifference = TimeSpan.FromSeconds(40),
            Solicited = true,
            User = "u1",
            UserActive = true,
        };
        result = with?.Invoke(result) ?? result;
        Portal.Data.SamlResults.Insert(0, result);
        return result;
    }

    /// <summary>One that was refused.</summary>
    private protected SamlResult CameWrong(SamlFault fault, string? expected = null, string? received = null)
        => Came(result => result with { Fault = fault, Expected = expected, Received = received, NameId = null, Certificate = null, Claims = [], ClockDifference = null, User = null, UserActive = false });

    private protected IRenderedComponent<SingleSignOnPage> Page(string query = "")
    {
        Navigation.NavigateTo($"/connections/{PortalContext.EntraId}/sso{query}");
        return Portal.Render<SingleSignOnPage>(page => page.Add(p => p.Id, PortalContext.EntraId.Value));
    }

    private protected async Task ConfirmAsync(string words) => await Dialogs.InvokeAsync(() => Dialogs.FindAll(".mud-dialog-actions button").First(button => button.TextContent.Trim() == words).Click());

    private protected async Task ChooseAsync(string words) => await Dialogs.InvokeAsync(() => Dialogs.FindAll(".choice").First(choice => choice.TextContent.Trim() == words).QuerySelector("input")!.Click());

    private protected void Upload(byte[] file, string name) => Dialogs.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(file, name));

    /// <summary>What stands in the field into which somebody pastes.</summary>
    private protected void Paste(string text)
        => Portal.JSInterop.SetupModule("./js/paste.js").Setup<IJSStreamReference>("read", _ => true).SetResult(new PastedBytes(Encoding.UTF8.GetBytes(text)));

    private protected void AddEntry(DirectoryKind kind, string id, string document)
        => Portal.Data.Directory.Add((kind, new DirectoryEntry(id, true, Now, Now, 1, null, Encoding.UTF8.GetBytes(document))));
}
