namespace Pirros.Admin.SignIn;

/// <summary>How long somebody stays signed in. Section <c>Session</c>.</summary>
internal sealed class SessionOptions
{
    public const string Section = "Session";

    /// <summary>A session ends when its person has done nothing for so long. Default: 30 minutes.</summary>
    public TimeSpan Idle { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>A session ends after so long in any case. Default: 12 hours, a long day.</summary>
    public TimeSpan Longest { get; set; } = TimeSpan.FromHours(12);

    /// <summary>A secret is issued only to somebody who signed in within this time. Default: 15 minutes.</summary>
    public TimeSpan Fresh { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often an open page looks whether its session has ended. Default: 5 seconds.</summary>
    public TimeSpan Look { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>What is wrong with what is set, a sentence each.</summary>
    public IEnumerable<string> Mistakes()
    {
        if (Idle < TimeSpan.FromMinutes(1) || Idle > Longest)
            yield return $"{Section}:{nameof(Idle)} is {Idle}. Give a time between 00:01:00 and {Section}:{nameof(Longest)}, such as 00:30:00.";
        if (Longest > TimeSpan.FromDays(30))
            yield return $"{Section}:{nameof(Longest)} is {Longest}. Give at most 30 days, such as 12:00:00.";
        if (Fresh < TimeSpan.FromMinutes(1))
            yield return $"{Section}:{nameof(Fresh)} is {Fresh}. Give at least 00:01:00: who comes back from signing in needs that long to read what they confirm.";
        if (Look < TimeSpan.FromMilliseconds(100) || Look > TimeSpan.FromMinutes(1))
            yield return $"{Section}:{nameof(Look)} is {Look}. Give a time between 00:00:00.1 and 00:01:00, such as 00:00:05.";
    }
}
