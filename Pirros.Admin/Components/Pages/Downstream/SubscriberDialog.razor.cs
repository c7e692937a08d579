using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Audit;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Downstream;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Components.Pages.Downstream;

/// <summary>Adds a subscriber, or changes one; what is issued by that is shown this once.</summary>
public sealed partial class SubscriberDialog
{
    private string? _name;
    private string? _url;
    private TimeSpan _grace = SubscriberService.DefaultGrace;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private SubscriberService Subscribers { get; set; } = null!;

    [Inject]
    private Attempt Attempt { get; set; } = null!;

    /// <summary>The tenant.</summary>
    [Parameter, EditorRequired]
    public TenantId Tenant { get; set; }

    /// <summary>The subscriber; null when one is added.</summary>
    [Parameter]
    public Subscriber? Subscriber { get; set; }

    /// <summary>What is changed.</summary>
    [Parameter, EditorRequired]
    public SubscriberChange Change { get; set; }

    private static IReadOnlyList<(TimeSpan, string)> Graces
        => [.. new[] { TimeSpan.FromHours(1), SubscriberService.DefaultGrace, TimeSpan.FromDays(7) }.Select(span => (span, Words.WholeSpan(span))), (TimeSpan.Zero, DownstreamPageTexts.NotAtAll)];

    private string Title => Change switch
    {
        SubscriberChange.Add => DownstreamPageTexts.AddSubscriber,
        SubscriberChange.Rename => DownstreamPageTexts.FormatRenameNamed(Subscriber!.Name),
        SubscriberChange.Webhook => DownstreamPageTexts.FormatWebhookOf(Subscriber!.Name),
        SubscriberChange.Key => DownstreamPageTexts.FormatRotateKeyOf(Subscriber!.Name),
        _ => DownstreamPageTexts.FormatRotateSecretOf(Subscriber!.Name),
    };

    private string Confirm => Change switch
    {
        SubscriberChange.Add => DownstreamPageTexts.Add,
        SubscriberChange.Rename => DownstreamPageTexts.Rename,
        SubscriberChange.Webhook => DownstreamPageTexts.Save,
        SubscriberChange.Key => DownstreamPageTexts.RotateKey,
        _ => DownstreamPageTexts.RotateSecret,
    };

    /// <inheritdoc/>
    protected override void OnInitialized() => (_name, _url) = (Subscriber?.Name, Subscriber?.Url);

    /// <summary>Asks, and shows what was issued once <paramref name="changed"/> has brought the page up to date.</summary>
    internal static async Task ShowAsync(IDialogService dialogs, TenantId tenant, Subscriber? subscriber, SubscriberChange change, Func<Task> changed)
    {
        var parameters = new DialogParameters<SubscriberDialog>
        {
            { dialog => dialog.Tenant, tenant },
            { dialog => dialog.Subscriber, subscriber },
            { dialog => dialog.Change, change },
        };
        var shown = await dialogs.ShowAsync<SubscriberDialog>(null, parameters);
        if (await shown.Result is not { Canceled: false } result)
            return;
        await changed();
        if (result.Data is IssuedSecrets { Key: not null } or IssuedSecrets { SigningSecret: not null })
            await IssuedDialog.ShowAsync(dialogs, (IssuedSecrets)result.Data);
    }

    private async Task ChangeAsync()
    {
        IssuedSecrets? issued = null;
        if (await Attempt.RunAsync(async () => issued = await ChangeAsync(await CurrentActor.GetAsync())))
            Dialog.Close(DialogResult.Ok(issued));
    }

    private async Task<IssuedSecrets?> ChangeAsync(Actor actor)
    {
        switch (Change)
        {
            case SubscriberChange.Add:
                return await Subscribers.CreateAsync(actor, Tenant, _name ?? "", _url, CancellationToken.None);
            case SubscriberChange.Webhook:
                return await Subscribers.SetWebhookAsync(actor, Tenant, Subscriber!.Id, _url, CancellationToken.None);
            case SubscriberChange.Key:
                return await Subscribers.RotateKeyAsync(actor, Tenant, Subscriber!.Id, _grace, CancellationToken.None);
            case SubscriberChange.Secret:
                return await Subscribers.RotateSecretAsync(actor, Tenant, Subscriber!.Id, _grace, CancellationToken.None);
            default:
                await Subscribers.RenameAsync(actor, Tenant, Subscriber!.Id, _name ?? "", CancellationToken.None);
                return null;
        }
    }
}
