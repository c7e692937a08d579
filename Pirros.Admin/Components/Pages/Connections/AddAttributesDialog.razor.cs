using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Connections;

/// <summary>Declares attributes of a firm's own.</summary>
public partial class AddAttributesDialog
{
    private readonly Dictionary<string, string?> _urns = [];
    private readonly List<AttributeDraft> _attributes = [new(added: false)];
    private string _resourceType = "User";
    private MudButton _more = null!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private DeclaredSchemaService Declared { get; set; } = null!;

    [Inject]
    private Attempt Attempt { get; set; } = null!;

    /// <summary>The connection.</summary>
    [Parameter, EditorRequired]
    public Connection Connection { get; set; } = null!;

    /// <summary>What it declares already.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<DeclaredSchema> Schemas { get; set; } = [];

    private static IReadOnlyList<(string, string)> ResourceTypes => [("User", SharedTexts.Users), ("Group", SharedTexts.Groups)];

    // One for each choice, so that what was typed for users is there again after a look at groups. The field grows so that its end, which tells two apart, is seen; it is one line all the same.
    private string? Urn
    {
        get => _urns[_resourceType];
        set => _urns[_resourceType] = value?.ReplaceLineEndings("");
    }

    private bool IsDeclared => Schemas.Any(schema => schema.ResourceType == _resourceType && schema.IsNamed(Urn?.Trim() ?? ""));

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        foreach (var (type, _) in ResourceTypes)
            _urns[type] = Schemas.FirstOrDefault(schema => schema.ResourceType == type)?.Id ?? $"urn:ietf:params:scim:schemas:extension:{Connection.Tenant}:2.0:{type}";
    }

    private void AddAnother() => _attributes.Add(new AttributeDraft(added: true));

    private EventCallback RemoveOf(AttributeDraft attribute) => _attributes.Count == 1 ? default : EventCallback.Factory.Create(this, async () =>
    {
        _attributes.Remove(attribute);

        // The focus was on what is gone now.
        await _more.FocusAsync();
    });

    private async Task DeclareAsync()
    {
        var schema = new DeclaredSchema(Urn ?? "", _resourceType, [.. _attributes.Select(attribute => attribute.ToDeclaration())]);
        if (await Attempt.RunAsync(async () => await Declared.DeclareAsync(await CurrentActor.GetAsync(), Connection.Id, schema, CancellationToken.None)))
            Dialog.Close(DialogResult.Ok(true));
    }
}
