using Pirros.Admin.Activity;

namespace Pirros.Admin.Components.Pages.Directory;

/// <summary>The part of a history that is shown: the newest records, and older ones as far as they were asked for.</summary>
public sealed class HistoryList
{
    private const int Newest = 20;
    private const int Step = 50;

    /// <summary>What is shown, newest first; null until it was read.</summary>
    public IReadOnlyList<ActivityRecord>? Records { get; private set; }

    /// <summary>Whether there are older ones.</summary>
    public bool HasOlder { get; private set; }

    /// <summary>Reads the newest, and joins them to what is shown.</summary>
    public async Task RefreshAsync(Func<Guid?, int, CancellationToken, Task<IReadOnlyList<ActivityRecord>>> read, CancellationToken cancel)
    {
        var found = await read(null, Newest + 1, cancel);
        var known = Records?.Select(record => record.Id).ToHashSet() ?? [];

        // When nothing that was shown is among the newest, there is a gap, and the list begins anew.
        if (known.Count > 0 && found.Any(record => known.Contains(record.Id)))
            Records = [.. found.Where(record => !known.Contains(record.Id)), .. Records!];
        else
            (Records, HasOlder) = ([.. found.Take(Newest)], found.Count > Newest);
    }

    /// <summary>Reads older ones, and joins them.</summary>
    public async Task OlderAsync(Func<Guid?, int, CancellationToken, Task<IReadOnlyList<ActivityRecord>>> read, CancellationToken cancel)
    {
        if (Records is not [.., var last])
            return;
        var found = await read(last.Id, Step + 1, cancel);
        (Records, HasOlder) = ([.. Records, .. found.Take(Step)], found.Count > Step);
    }
}
