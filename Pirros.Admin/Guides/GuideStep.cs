using Pirros.Admin.Guides.Evidence;

namespace Pirros.Admin.Guides;

/// <summary>One thing to do.</summary>
/// <param name="Id">Its name, kept with what was ticked; never given another meaning. Lower-case words joined by hyphens, at most 60 characters.</param>
/// <param name="Title">What to do, in a few words.</param>
/// <param name="Lines">How, in order.</param>
public sealed record GuideStep(string Id, string Title, IReadOnlyList<GuideLine> Lines)
{
    /// <summary>What the endpoint sees when it is done; null when it can't see it, and a person ticks it.</summary>
    public StepEvidence? Evidence { get; init; }

    /// <summary>What single sign-on shows when it is done; null when it can't show it.</summary>
    public SignOnEvidence? SignOn { get; init; }

    /// <summary>Whether it is done in this portal, and not in the provider's console: of no use to somebody who has only a link.</summary>
    public bool IsHere { get; init; }

    /// <summary>Whether a person may tick it: only what nothing else shows, and what can't be seen in every installation.</summary>
    public bool ByHand => Evidence is null && SignOn is null or { ByHand: true };

    /// <summary>What the endpoint sees when it went wrong; null for nothing.</summary>
    public StepTrouble? Trouble { get; init; }

    /// <summary>Whether a connection is set up without it: it comes of itself some day, or is not wanted by all. Not counted in the progress.</summary>
    public bool Optional { get; init; }
}

/// <summary>A line of a step: words, and what is to be typed there.</summary>
/// <param name="Text">The words. What stands between <c>**</c> is a word of the console, between <c>`</c> something to type.</param>
public sealed record GuideLine(string Text)
{
    /// <summary>What to type; null for nothing.</summary>
    public GuideField? Field { get; init; }

    /// <summary>The form of the console in which it stands; null for all.</summary>
    public string? Form { get; init; }
}

/// <summary>A field of the console and what goes into it.</summary>
/// <param name="Label">The console's word for it.</param>
/// <param name="Value">What goes in.</param>
/// <param name="Text">The text itself when <paramref name="Value"/> is <see cref="GuideValue.Text"/>.</param>
public sealed record GuideField(string Label, GuideValue Value, string? Text = null);

/// <summary>What goes into a field.</summary>
public enum GuideValue
{
    /// <summary>A text that is the same for everybody.</summary>
    Text,

    /// <summary>The connection's Entity ID.</summary>
    EntityId,

    /// <summary>The connection's Reply URL.</summary>
    ReplyUrl,

    /// <summary>The connection's SCIM base URL.</summary>
    ScimUrl,

    /// <summary>The connection's secret token.</summary>
    SecretToken,
}
