using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Audit;
using Pirros.Admin.Components.Pages.Connections;
using Pirros.Admin.Components.Pages.Directory;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Directory;
using Pirros.Admin.Guides;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Pages.Guide;

/// <summary>What to do in the provider's console, step by step, each ticked by what arrives or by hand.</summary>
public sealed partial class GuidePage
{
    private Actor? _actor;
    private ConnectionId _id;
    private string? _shown;
    private ConnectionSummary? _summary;
    private ConnectionValues? _values;
    private IReadOnlyList<Token> _tokens = [];
    private GuideStatus? _status;
    private string? _form;
    private string? _news;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private ConnectionService Connections { get; set; } = null!;

    [Inject]
    private ConnectionValueBuilder Builder { get; set; } = null!;

    [Inject]
    private TokenService Tokens { get; set; } = null!;

    [Inject]
    private DeclaredSchemaService Declared { get; set; } = null!;

    [Inject]
    private GuideService Guides { get; set; } = null!;

    [Inject]
    private Disclosures Disclosures { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    [Inject]
    private Attempt Attempt { get; set; } = null!;

    /// <summary>The connection's id, as in the address.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    /// <summary>The form of the provider's console, kept in the address so that a link to a step shows the same.</summary>
    [SupplyParameterFromQuery(Name = "form")]
    public string? Form { get; set; }

    // A fragment alone would be read against <base href>.
    private string Address => $"connections/{_id}/guide{new Uri(Navigation.Uri).Query}";

    private bool CanTick => _actor is { Kind: not ActorKind.Support };

    private DirectoryVisit? Visit => _actor is null ? null : new DirectoryVisit(_actor, _id, Disclosures.For(_id));

    private Token? Live => _tokens.FirstOrDefault(token => token.IsLiveAt(Clock.GetUtcNow()));

    private IReadOnlyList<(string, string)> FormChoices => [.. _status!.Guide.Forms.Select(form => (form.Key, form.Words))];

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // The way to a step of the same guide, or another form of it, is no reason to read anything again.
        SetForm();
        if (_shown == Id)
            return;
        await StopAsync();
        (_shown, _summary, _status, _news) = (Id, null, null, null);
        await BeginAsync(async () =>
        {
            _actor = await CurrentActor.GetAsync();
            _id = ConnectionId.Parse(Id);
            if (!RendererInfo.IsInteractive)
                return;
            KeepUpToDate(_id);
            await LoadAsync(CancellationToken.None);
        });
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel)
    {
        var summary = await Connections.GetAsync(_actor!, _id, cancel);
        _tokens = await Tokens.ListAsync(_actor!, _id, cancel);
        var status = await Guides.GetAsync(_actor!, _id, await Declared.ListAsync(_actor!, _id, cancel), cancel);
        _values = Builder.Build(summary.Connection, new Uri(Navigation.BaseUri).GetLeftPart(UriPartial.Authority));
        _news = GuideLook.News(_status, status) ?? _news;
        (_summary, _status) = (summary, Visit!.Masked ? WithoutPeople.Of(status) : status);
        SetForm();
    }

    private void SetForm()
    {
        var forms = _status?.Guide.Forms ?? [];
        _form = (forms.FirstOrDefault(form => form.Key == Form) ?? (forms.Count > 0 ? forms[0] : null))?.Key;
    }

    private void ChooseForm(string? form) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("form", form), replace: true);

    private Task TickAsync(GuideStep step) => ActAsync(() => Guides.TickAsync(_actor!, _id, step.Id, CancellationToken.None));

    private Task UntickAsync(GuideStep step) => ActAsync(() => Guides.UntickAsync(_actor!, _id, step.Id, CancellationToken.None));

    private async Task ActAsync(Func<Task> act)
    {
        await Attempt.RunAsync(act);
        await ReloadAsync();
    }

    private Task RotateAsync() => RotateDialog.ShowAsync(Dialogs, _summary!.Connection, _tokens, Clock.GetUtcNow(), _actor!, ReloadAsync);
}
