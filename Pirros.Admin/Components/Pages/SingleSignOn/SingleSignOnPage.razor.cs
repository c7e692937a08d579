using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;
using Pirros.Admin.Saml;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.SingleSignOn;

/// <summary>The SAML half of a connection: what is known of its identity provider, whether sign-ins there arrive, and who may sign in here by it.</summary>
public sealed partial class SingleSignOnPage
{
    private Actor? _actor;
    private ConnectionId _id;
    private string? _loaded;
    private ConnectionSummary? _summary;
    private ConnectionValues? _values;
    private SamlSettings? _settings;
    private IReadOnlyList<SamlResult> _results = [];
    private IReadOnlyDictionary<string, DirectoryUser> _people = new Dictionary<string, DirectoryUser>();
    private string? _groupName;
    private Guid? _shown;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private ConnectionService Connections { get; set; } = null!;

    [Inject]
    private SamlService Saml { get; set; } = null!;

    [Inject]
    private DirectoryService Directory { get; set; } = null!;

    [Inject]
    private ConnectionValueBuilder Builder { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private IScrollManager Scroll { get; set; } = null!;

    /// <summary>The connection's id, as in the address.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The result of a test that somebody comes back from.</summary>
    [SupplyParameterFromQuery(Name = "result")]
    private Guid? Result { get; set; }

    private bool ForSupport => _actor?.Kind == ActorKind.Support;

    private string Origin => new Uri(Navigation.BaseUri).GetLeftPart(UriPartial.Authority);

    /// <inheritdoc/>
    protected override Task OnParametersSetAsync() => BeginAsync(async () =>
    {
        if (_loaded == Id)
            return;
        await StopAsync();
        (_summary, _values, _settings, _results, _groupName, _loaded) = (null, null, null, [], null, null);
        _actor = await CurrentActor.GetAsync();
        _id = ConnectionId.Parse(Id);

        // The first paint is the frame with skeletons; figures come with the circuit, once.
        if (!RendererInfo.IsInteractive)
            return;
        _loaded = Id;
        KeepUpToDate(_id);
        await LoadAsync(CancellationToken.None);
    });

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Whoever comes back from a test comes for what came of it.
        if (Result is not { } result || result == _shown || _results.All(one => one.Id != result))
            return;
        _shown = result;
        await Scroll.ScrollIntoViewAsync($"#{TestCard.PlaceOf(result)}", ScrollBehavior.Auto);
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel)
    {
        var summary = await Connections.GetAsync(_actor!, _id, cancel);
        var settings = await Saml.FindAsync(_actor!, _id, cancel);
        var results = settings is null ? [] : await Saml.ResultsAsync(_actor!, _id, cancel);
        List<string> users = [.. results.Select(result => result.User).OfType<string>().Distinct(StringComparer.Ordinal)];
        var people = await Directory.UsersByIdAsync(_actor!, _id, users, null, cancel);
        var group = settings?.AdminGroup is { } admins ? (await Directory.GroupsByIdAsync(_actor!, _id, [admins], cancel)).GetValueOrDefault(admins)?.Name : null;
        (_summary, _values, _settings, _results, _people, _groupName) = (summary, Builder.Build(summary.Connection, Origin), settings, results, people, group);
    }
}
