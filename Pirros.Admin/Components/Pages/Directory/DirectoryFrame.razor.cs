using Microsoft.AspNetCore.Components;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Directory;

/// <summary>What every page of a directory has around it: the way back, the connection, the notice of what is masked, and the life of its data: read once, then live.</summary>
public sealed partial class DirectoryFrame
{
    private ConnectionId _id;
    private string? _shown;
    private DirectoryVisit? _visit;
    private ConnectionSummary? _summary;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private ConnectionService Connections { get; set; } = null!;

    [Inject]
    private Disclosures Disclosures { get; set; } = null!;

    /// <summary>The connection's id, as in the address.</summary>
    [Parameter, EditorRequired]
    public string Id { get; set; } = "";

    /// <summary>What the page shows, in a word or two.</summary>
    [Parameter, EditorRequired]
    public string What { get; set; } = "";

    /// <summary>What to say when it can't be shown.</summary>
    [Parameter]
    public string Missing { get; set; } = SharedTexts.ConnectionCantBeShown;

    /// <summary>The list that a page of one entry leads back to, as the last part of its address; null for a list itself.</summary>
    [Parameter]
    public string? Back { get; set; }

    /// <summary>Changes with what is to be read; the page is then read anew.</summary>
    [Parameter]
    public string Key { get; set; } = "";

    /// <summary>Reads what the page shows.</summary>
    [Parameter, EditorRequired]
    public Func<DirectoryVisit, ConnectionSummary, CancellationToken, Task> Load { get; set; } = null!;

    /// <summary>The page.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private string BackHref => Back is not null ? $"connections/{Id}/{Back}" : ListLink.Href(_visit?.Actor);

    private string BackWords => Back switch
    {
        "users" => SharedTexts.Users,
        "groups" => SharedTexts.Groups,
        _ => ListLink.Words(_visit?.Actor),
    };

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        var wanted = $"{Id} {Key}";
        if (wanted == _shown)
            return;
        _shown = wanted;
        await StopAsync();
        await BeginAsync(async () =>
        {
            var actor = await CurrentActor.GetAsync();
            _id = ConnectionId.Parse(Id);
            _visit = new DirectoryVisit(actor, _id, Disclosures.For(_id));

            // The first paint is the frame with skeletons; data comes with the circuit, once.
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
        _visit = _visit! with { Disclosure = Disclosures.For(_id) };
        _summary = await Connections.GetAsync(_visit.Actor, _id, cancel);
        await Load(_visit, _summary, cancel);
    }

}
