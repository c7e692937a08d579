using Microsoft.AspNetCore.Components;

namespace Pirros.Admin.Components.Shared;

/// <summary>Says that what a page shows is older than it should be.</summary>
public partial class StaleNotice
{
    /// <summary>Whether it is.</summary>
    [Parameter, EditorRequired]
    public bool Stale { get; set; }

    /// <summary>Says in the log why, once for each time that it begins.</summary>
    [LoggerMessage(LogLevel.Warning, "The {Page} page could not be refreshed")]
    internal static partial void NotRefreshed(ILogger log, Exception error, string page);
}
