namespace Pirros.Admin.Limits;

/// <summary>What is answered to a request that is one too many.</summary>
/// <param name="Seconds">Whole seconds after which it may be sent again, at least 1.</param>
/// <param name="Detail">What is wrong and what to do, for who reads the answer.</param>
internal sealed record LimitRefusal(int Seconds, string Detail)
{
    /// <summary>Whether the activity is to tell of it: of a flood only a few a second are.</summary>
    public bool IsRecorded { get; init; }
}
