using System.Globalization;
using Microsoft.AspNetCore.Components;
using Pirros.Admin.Audit;
using Pirros.Admin.Components.Pages.Directory;
using Pirros.Admin.Connections;
using Pirros.Admin.Deactivations;
using Pirros.Admin.Directory;
using Pirros.Admin.SignIn;

namespace Pirros.Admin.Components.Pages.Deactivations;

/// <summary>The deactivations of a connection: those that wait for a decision, what is usual, and the receipts of those that were carried out.</summary>
public sealed partial class DeactivationsPage
{
    private const int Shown = 50;
    private const int NormalDays = 30;

    // Figures read the whole period: while somebody looks they are told anew when somebody new was deactivated, and once a minute.
    private static readonly TimeSpan FiguresLast = TimeSpan.FromMinutes(1);

    private Actor? _actor;
    private ConnectionId _id;
    private string? _loaded;
    private ConnectionSummary? _summary;
    private SeenDeactivations? _seen;
    private int _days = NormalDays;
    private int _waitingShown = Shown;
    private (int Days, Guid? Newest, DateTimeOffset At) _figuresOf;
    private int _round;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private ConnectionService Connections { get; set; } = null!;

    [Inject]
    private DeactivationService Deactivations { get; set; } = null!;

    [Inject]
    private DirectoryService Directory { get; set; } = null!;

    [Inject]
    private Disclosures Disclosures { get; set; } = null!;

    /// <summary>The connection's id, as in the address.</summary>
    [Parameter]
    public string Id { get; set; } = "";

    [SupplyParameterFromQuery(Name = "days")]
    private int? Days { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    private string? Before { get; set; }

    private DirectoryVisit? Visit => _actor is null ? null : new DirectoryVisit(_actor, _id, Disclosures.For(_id));

    private bool ForSupport => _actor?.Kind == ActorKind.Support;

    /// <summary>A place in the address: ticks and id.</summary>
    public static ReceiptPlace? PlaceOf(string? text) => text?.Split('_') is [var ticks, var id]
        && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= DateTimeOffset.MaxValue.UtcTicks && Guid.TryParse(id, out var guid)
        ? new ReceiptPlace(new DateTimeOffset(at, TimeSpan.Zero), guid)
        : null;

    /// <summary>The same as text.</summary>
    public static string TextOf(ReceiptPlace place) => string.Create(CultureInfo.InvariantCulture, $"{place.BlockedAt.UtcTicks}_{place.Id:N}");

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        _days = ReceiptsCard.Periods.Contains(Days ?? NormalDays) ? Days ?? NormalDays : NormalDays;
        await BeginAsync(async () =>
        {
            if (_loaded == Id)
            {
                // What is shown stays until something else is there, so that nothing jumps.
                await ReloadAsync();
                return;
            }

            await StopAsync();
            (_summary, _seen, _loaded, _figuresOf, _waitingShown) = (null, null, null, default, Shown);
            _actor = await CurrentActor.GetAsync();
            _id = ConnectionId.Parse(Id);

            // The first paint is the frame with skeletons; figures come with the circuit, once.
            if (!RendererInfo.IsInteractive)
                return;

            // Listening begins before the first read, so that nothing written in between is missed.
            _loaded = Id;
            KeepUpToDate(_id);
            await LoadAsync(CancellationToken.None);
        });
    }

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken cancel)
    {
        var round = ++_round;
        var now = Clock.GetUtcNow();
        var (from, until) = (now.AddDays(-_days), now.AddMinutes(1));
        var summary = await Connections.GetAsync(_actor!, _id, cancel);
        var brake = await Deactivations.BrakeAsync(_actor!, _id, cancel);
        var waiting = await Deactivations.WaitingAsync(_actor!, _id, _waitingShown, cancel);
        var decided = await Deactivations.DecidedAsync(_actor!, _id, Shown, cancel);
        var receipts = await Deactivations.ReceiptsAsync(_actor!, _id, new ReceiptQuery(from, until, PlaceOf(Before), Shown + 1), cancel);
        var newest = receipts.Count == 0 ? (Guid?)null : receipts[0].Id;
        var known = _seen?.Figures is not null && _figuresOf.Days == _days && _figuresOf.Newest == newest && now - _figuresOf.At < FiguresLast;
        var figures = known ? _seen!.Figures : await Deactivations.FiguresAsync(_actor!, _id, from, until, cancel);
        List<string> ids = [.. waiting.People.Concat(decided.People).Select(person => person.UserId).Concat(receipts.Select(receipt => receipt.UserId)).Distinct(StringComparer.Ordinal)];
        var people = await Directory.UsersByIdAsync(_actor!, _id, ids, Visit!.Disclosure, cancel);

        // An answer to an older question than the last one asked is dropped.
        if (round != _round)
            return;
        if (!known)
            _figuresOf = (_days, newest, now);
        (_summary, _seen) = (summary, new SeenDeactivations(brake, waiting, decided, [.. receipts.Take(Shown)], receipts.Count > Shown, figures, people));
    }

    private Task ShowMoreAsync()
    {
        _waitingShown += Shown;
        return ReloadAsync();
    }
}
