using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Connections;

/// <summary>The attributes that a connection declares, under the provider's own words, with the acts on them.</summary>
public partial class CustomAttributesCard
{
    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private DeclaredSchemaService Declared { get; set; } = null!;

    [Inject]
    private IDialogService Dialogs { get; set; } = null!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = null!;

    [Inject]
    private Attempt Attempt { get; set; } = null!;

    /// <summary>Whose they are; null while it loads.</summary>
    [Parameter]
    public Connection? Connection { get; set; }

    /// <summary>Whether they are only looked at.</summary>
    [Parameter]
    public bool ReadOnly { get; set; }

    /// <summary>What is declared; null while it loads.</summary>
    [Parameter]
    public IReadOnlyList<DeclaredSchema>? Schemas { get; set; }

    /// <summary>Something was declared or removed.</summary>
    [Parameter]
    public EventCallback Changed { get; set; }

    private string Target => Connection is null ? SharedTexts.YourProvider : Words.Target(Connection.Provider);

    private async Task AddAsync()
    {
        var parameters = new DialogParameters<AddAttributesDialog>
        {
            { dialog => dialog.Connection, Connection! },
            { dialog => dialog.Schemas, Schemas! },
        };
        var shown = await Dialogs.ShowAsync<AddAttributesDialog>(null, parameters);
        if (await shown.Result is { Canceled: false })
            await Changed.InvokeAsync();
    }

    private async Task RemoveAsync(DeclaredSchema schema, AttributeDeclaration? attribute)
    {
        var parameters = new DialogParameters<RemoveDeclaredDialog>
        {
            { dialog => dialog.Connection, Connection! },
            { dialog => dialog.Schema, schema },
            { dialog => dialog.Attribute, attribute },
        };
        var shown = await Dialogs.ShowAsync<RemoveDeclaredDialog>(null, parameters);
        if (await shown.Result is not { Canceled: false })
            return;
        await Changed.InvokeAsync();
        var gone = attribute is null ? schema : schema with { Attributes = [attribute] };
        Snackbar.Add(ConnectionPageTexts.FormatRemoved(attribute is null ? Words.Count(gone.Attributes.Count, SharedTexts.AttributeCount) : attribute.Name), Severity.Normal, options =>
        {
            options.HideIcon = true;
            options.Action = ConnectionPageTexts.Undo;
            options.OnClick = _ => RestoreAsync(Connection!.Id, gone);
        });
    }

    private async Task RestoreAsync(ConnectionId connection, DeclaredSchema gone)
    {
        if (await Attempt.RunAsync(async () => await Declared.DeclareAsync(await CurrentActor.GetAsync(), connection, gone, CancellationToken.None)))
            await Changed.InvokeAsync();
        else if (Attempt.Refused is { } why)
            Snackbar.Add(why, Severity.Warning);
    }
}
