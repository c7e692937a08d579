using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Activity;
using Pirros.Admin.Audit;
using Pirros.Admin.Components.Pages.Directory;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Diagnosis;
using Pirros.Admin.Directory;
using Pirros.Admin.Guides;
using Pirros.Admin.HandOffs;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Pages.Connections;

/// <summary>One connection: how it is, its values, links to it, its tokens, its custom attributes, and what arrives, live.</summary>
public sealed partial class ConnectionPage
{
    private const int Shown = 10;

    private Actor? _actor;
    private ConnectionId _id;
    private ConnectionSummary? _summary;
    private GuideProgress? _progress;
    private IReadOnlyList<Token>? _tokens;
    private IReadOnlyList<HandOff>? _links;
    private IReadOnlyList<DeclaredSchema>? _schemas;
    private IReadOnlyList<ActivityRecord>? _records;
    private Finding? _finding;
    private CutOver? _cutOver;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private DiagnosisService Diagnosis { get; set; } = null!;

    [Inject]
    private HandOffService HandOffs { get; set; } = null!;

    [Inject]
    private DeclaredSchemaService Declared { get; set; } = null!;

    [Inject]
    private GuideService Guides { get; set; } = null!;

    [Inject]
    private Disclosures Disclosures { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    /// <summary>The connection's id, as in the address.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    private DirectoryVisit? Visit => _actor is null ? null : new DirectoryVisit(_actor, _id, Disclosures.For(_id));

    private bool ForSupport => _actor?.Kind == ActorKind.Support;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        await StopAsync();
        (_summary, _progress, _tokens, _links, _schemas, _records, _finding, _cutOver) = (null, null, null, null, null, null, null, null);
        await BeginAsync(async () =>
        {
            _actor = await CurrentActor.GetAsync();
            _id = ConnectionId.Parse(Id);

            // The first paint is the frame with skeletons; figures come with the circuit, once.
            if (!RendererInfo.IsInteractive)
                return;

            // Listening begins before the first read, so that nothing written in between is missed.
            KeepUpToDate(_id);
            await LoadAsync(CancellationToken.None);
        });
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel)
    {
        var facts = await Diagnosis.GatherAsync(_actor!, _id, cancel);
        _progress = (await Guides.ProgressAsync(_actor!, [facts.Summary.Connection], cancel))[_id];
        _links = await HandOffs.ListAsync(_actor!, _id, cancel);
        _schemas = await Declared.ListAsync(_actor!, _id, cancel);
        (_summary, _tokens, _records) = (facts.Summary, facts.Tokens, [.. facts.Latest.Take(Shown).Select(record => Visit!.Masked ? Mask.Of(record) : record)]);
        _finding = DiagnosisRules.WorstOf(Visit!.Masked ? WithoutPeople.Of(facts) : facts);
        _cutOver = CutOver.Of(facts.Tokens, facts.Latest, facts.Summary.Connection.Provider, facts.Now);
    }

    private Task RotateAsync() => RotateDialog.ShowAsync(Dialogs, _summary!.Connection, _tokens!, Clock.GetUtcNow(), _actor!, ReloadAsync);

    private async Task RevokeAsync(Token token)
    {
        var parameters = new DialogParameters<RevokeDialog>
        {
            { dialog => dialog.Connection, _summary!.Connection },
            { dialog => dialog.Token, token },
            { dialog => dialog.CutOver, _cutOver },
            { dialog => dialog.Other, _tokens!.FirstOrDefault(other => other.Id != token.Id && other.IsLiveAt(Clock.GetUtcNow())) },
            { dialog => dialog.ReasonNeeded, ForSupport },
        };
        var shown = await Dialogs.ShowAsync<RevokeDialog>(null, parameters);
        if (await shown.Result is { Canceled: false })
            await ReloadAsync();
    }

    private async Task LimitAsync(Token token)
    {
        var parameters = new DialogParameters<LimitsDialog> { { dialog => dialog.Connection, _summary!.Connection }, { dialog => dialog.Token, token } };
        var shown = await Dialogs.ShowAsync<LimitsDialog>(null, parameters);
        if (await shown.Result is { Canceled: false })
            await ReloadAsync();
    }

    private async Task UndoAsync()
    {
        var parameters = new DialogParameters<UndoRotationDialog>
        {
            { dialog => dialog.Connection, _summary!.Connection },
            { dialog => dialog.CutOver, _cutOver! },
            { dialog => dialog.ReasonNeeded, ForSupport },
        };
        var shown = await Dialogs.ShowAsync<UndoRotationDialog>(null, parameters);
        if (await shown.Result is { Canceled: false })
            await ReloadAsync();
    }

    private async Task SwitchOnAsync()
    {
        var shown = await Dialogs.ShowAsync<SwitchDialog>(null, new DialogParameters<SwitchDialog> { { dialog => dialog.Connection, _summary!.Connection } });
        if (await shown.Result is { Canceled: false })
            await ReloadAsync();
    }
}
