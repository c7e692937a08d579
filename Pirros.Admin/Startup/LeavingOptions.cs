namespace Pirros.Admin.Startup;

/// <summary>How this instance stops. Section <c>Stop</c>.</summary>
internal sealed class LeavingOptions
{
    public const string Section = "Stop";

    /// <summary>How long it goes on to take requests while <c>/healthz</c> says that it is leaving: a balancer's interval of checks, times the number of failures that it waits for. Default: none, for there may be no balancer.</summary>
    public TimeSpan Announce { get; set; }

    /// <summary>How long what was taken on may take to be finished then. Default: 30 seconds.</summary>
    public TimeSpan Finish { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>What is wrong with what is set; null when nothing is.</summary>
    public string? Mistake()
    {
        if (Announce < TimeSpan.Zero || Announce > TimeSpan.FromMinutes(5))
            return $"{Section}:{nameof(Announce)} is {Announce}. Give a time up to 00:05:00, such as 00:00:10.";
        return Finish < TimeSpan.FromSeconds(1) || Finish > TimeSpan.FromMinutes(10) ? $"{Section}:{nameof(Finish)} is {Finish}. Give a time between 00:00:01 and 00:10:00, such as 00:00:30." : null;
    }
}
