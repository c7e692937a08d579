using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Pirros.Admin.Components.Pages.Activity;

/// <summary>What of the activity is shown.</summary>
public sealed partial class ActivityFilterBar : IAsyncDisposable
{
    // As a browser's field for date and time holds it.
    private const string Local = "yyyy-MM-dd'T'HH:mm";

    private IJSObjectReference? _zone;
    private bool _between;
    private string? _from;
    private string? _to;

    [Inject]
    private IJSRuntime Script { get; set; } = null!;

    /// <summary>What is chosen.</summary>
    [Parameter, EditorRequired]
    public ActivityFilter Filter { get; set; } = null!;

    /// <summary>Something else was chosen.</summary>
    [Parameter]
    public EventCallback<ActivityFilter> Changed { get; set; }

    private bool Between => Filter.Last is null && (_between || Filter.From is not null || Filter.To is not null);

    private string When => Between ? TimeChoice.Between : Filter.Last?.Key ?? "";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_zone is not null)
                await _zone.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its module with it.
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // Fields hold the viewer's own time, which only the browser knows.
        if (!Between)
            return;
        var (from, to) = (await FieldAsync(Filter.From), await FieldAsync(Filter.To));
        if ((from, to) == (_from, _to))
            return;
        (_from, _to) = (from, to);
        StateHasChanged();
    }

    private Task TextAsync(string? text) => Changed.InvokeAsync(Filter with { Text = string.IsNullOrWhiteSpace(text) ? null : text.Trim() });

    private Task KindAsync(ChangeEventArgs chosen) => Changed.InvokeAsync(Filter with { Kind = KindChoice.All.FirstOrDefault(choice => choice.Key == Text(chosen)) });

    private Task WhenAsync(ChangeEventArgs chosen)
    {
        _between = Text(chosen) == TimeChoice.Between;
        return Changed.InvokeAsync(Filter with { Last = TimeChoice.All.FirstOrDefault(choice => choice.Key == Text(chosen)), From = null, To = null });
    }

    private async Task FromAsync(ChangeEventArgs chosen) => await Changed.InvokeAsync(Filter with { From = await MomentAsync(Text(chosen)) });

    private async Task ToAsync(ChangeEventArgs chosen) => await Changed.InvokeAsync(Filter with { To = await MomentAsync(Text(chosen)) });

    private async Task<DateTimeOffset?> MomentAsync(string text)
        => ActivityFilter.Moment(await (await ZoneAsync()).InvokeAsync<string?>("toUtc", text) ?? text);

    private async Task<string?> FieldAsync(DateTimeOffset? moment) => moment is not { } at
        ? null
        : await (await ZoneAsync()).InvokeAsync<string?>("toField", at.ToUnixTimeMilliseconds()) ?? at.UtcDateTime.ToString(Local, CultureInfo.InvariantCulture);

    private async Task<IJSObjectReference> ZoneAsync() => _zone ??= await Script.InvokeAsync<IJSObjectReference>("import", "./js/zone.js");

    private static string Text(ChangeEventArgs chosen) => chosen.Value as string ?? "";
}
