using Microsoft.AspNetCore.Components;
using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Preflight;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Preflight;

/// <summary>Plays what an identity provider sends, and says what that has shown.</summary>
public sealed partial class PreflightPage : IDisposable
{
    private readonly CancellationTokenSource _closed = new();
    private readonly List<PreflightExchange> _exchanges = [];
    private Actor? _actor;
    private ConnectionId _id;
    private ConnectionSummary? _summary;
    private PreflightSequence? _sequence;
    private PreflightVerdict? _verdict;
    private string? _refused;
    private bool _running;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private ConnectionService Connections { get; set; } = null!;

    [Inject]
    private ConnectionValueBuilder Values { get; set; } = null!;

    [Inject]
    private PreflightService Preflight { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    /// <summary>The connection's id, as in the address.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    private IReadOnlyList<PreflightSequence> Sequences => PreflightSequence.For(_summary!.Connection.Provider);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Who leaves the page ends the run; what it made is removed all the same.
        _closed.Cancel();
        _closed.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        try
        {
            _actor = await CurrentActor.GetAsync();
            _id = ConnectionId.Parse(Id);
            if (RendererInfo.IsInteractive)
                await ReloadAsync();
        }
        catch (RefusedException refused)
        {
            _refused = refused.Message;
        }
    }

    private async Task ReloadAsync()
    {
        _summary = await Connections.GetAsync(_actor!, _id, CancellationToken.None);
        _sequence ??= Sequences[0];
    }

    private void Choose(PreflightSequence? sequence)
    {
        _sequence = sequence;
        _exchanges.Clear();
        _verdict = null;
    }

    private async Task RunAsync()
    {
        if (_running)
            return;
        _running = true;
        _verdict = null;
        _exchanges.Clear();
        var sequence = _sequence!;
        try
        {
            var url = new Uri(Values.Build(_summary!.Connection, new Uri(Navigation.BaseUri).GetLeftPart(UriPartial.Authority)).ScimUrl);
            await foreach (var exchange in Preflight.RunAsync(_actor!, _id, sequence, url, _closed.Token))
            {
                _exchanges.Add(exchange);
                StateHasChanged();
            }

            _verdict = PreflightVerdict.Of(sequence, _exchanges);
        }
        catch (RefusedException refused)
        {
            _refused = refused.Message;
        }
        catch (OperationCanceledException) when (_closed.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
        finally
        {
            _running = false;
        }
    }
}
