using Microsoft.AspNetCore.Components;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Audit;

/// <summary>Entries of the audit, page by page, with filters that stand in the address. The newest page shows new entries by itself.</summary>
public sealed partial class AuditTrail
{
    private Actor? _actor;
    private AuditListing? _page;
    private IReadOnlyList<AuditPerson> _people = [];
    private IReadOnlyList<ConnectionSummary> _connections = [];
    private string? _asked;
    private int _round;
    private bool _canExport;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private AuditService Audit { get; set; } = null!;

    [Inject]
    private ConnectionService ConnectionService { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>The connection whose page this is on; null for the page of all.</summary>
    [Parameter]
    public ConnectionId? Connection { get; set; }

    /// <summary>A tenant's short name.</summary>
    [SupplyParameterFromQuery(Name = "tenant")]
    public string? Tenant { get; set; }

    /// <summary>A connection id.</summary>
    [SupplyParameterFromQuery(Name = "connection")]
    public string? ConnectionText { get; set; }

    /// <summary>The identifier of a person.</summary>
    [SupplyParameterFromQuery(Name = "person")]
    public string? Person { get; set; }

    /// <summary>A kind of entry.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    /// <summary>The first day.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>The last day.</summary>
    [SupplyParameterFromQuery(Name = "until")]
    public string? Until { get; set; }

    /// <summary>Where the page of older entries begins.</summary>
    [SupplyParameterFromQuery(Name = "before")]
    public string? Before { get; set; }

    /// <summary>Where the page of newer entries begins.</summary>
    [SupplyParameterFromQuery(Name = "after")]
    public string? After { get; set; }

    // On a connection's page the connection is no filter that somebody chose.
    private AuditAddress Address => new(Connection is null ? Tenant : null, Connection is null ? ConnectionText : null, Person, Kind, From, Until);

    private AuditAddress Asked => Connection is { } own ? Address with { Connection = own.Value } : Address;

    private AuditTurn Turn => new(
        AuditPosition.TryParse(Before, out var before) ? before : null,
        AuditPosition.TryParse(After, out var after) && Before is null ? after : null);

    private bool ShowTenant => _actor?.SeesAllTenants == true && Connection is null;

    /// <inheritdoc/>
    protected override bool StaysAsItIs => Turn != default;

    private string Here => Navigation.Uri.Split('#')[0];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var asked = $"{Navigation.Uri} {Connection}";
        if (!RendererInfo.IsInteractive || asked == _asked)
            return;
        _asked = asked;
        if (!IsLive)
            KeepUpToDate(null);
        await BeginAsync(() => LoadAsync(CancellationToken.None));
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel)
    {
        var round = ++_round;
        var actor = await CurrentActor.GetAsync();
        var filter = Asked.ToFilter();
        var page = await Audit.PageAsync(actor, filter, Turn, cancel);
        var people = await Audit.PeopleAsync(actor, filter, cancel);
        var connections = Connection is null && !actor.SeesAllTenants ? await ConnectionService.ListAsync(actor, null, cancel) : [];

        // An answer to an older question than the last one asked is dropped.
        if (round == _round)
            (_actor, _page, _people, _connections, _canExport, Refused) = (actor, page, people, connections, !actor.SeesAllTenants || (filter.Tenant ?? (object?)filter.Connection) is not null, null);
    }

    private void Narrow(AuditAddress address) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(Here, With(address.ToQuery(), "before", null)), replace: true);

    private void Clear() => Narrow(new AuditAddress(null, null, null, null, null, null));

    private string? PageHref(string turn, AuditPosition? position)
        => position is null ? null : $"{Navigation.GetUriWithQueryParameters(Here, With(Address.ToQuery(), turn, position.ToString()))}#entries";

    private string ExportHref(string form)
    {
        var query = new Dictionary<string, object?>(Asked.ToQuery()) { ["form"] = form };
        return Navigation.GetUriWithQueryParameters(Navigation.ToAbsoluteUri("audit/export").ToString(), query);
    }

    private static Dictionary<string, object?> With(IReadOnlyDictionary<string, object?> query, string turn, string? position)
        => new(query) { ["before"] = turn == "before" ? position : null, ["after"] = turn == "after" ? position : null };
}
