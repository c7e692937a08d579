using Pirros.Admin.Activity;
using Pirros.Admin.Scim.Server;

namespace Pirros.Admin.Scim.Http;

/// <summary>What the activity says of one operation of a bulk request.</summary>
/// <param name="Method">Its method; empty when it had none.</param>
/// <param name="Path">Its path as it was sent; empty when it had none.</param>
/// <param name="Status">The status it was answered with.</param>
/// <param name="What">What it was.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Subject">Whom it concerned.</param>
/// <param name="Detail">What was wrong.</param>
/// <param name="Ignored">Attributes that were left out.</param>
internal sealed record AnswerPart(string Method, string Path, int Status, ActivityKind What, TimeSpan Duration, string? Subject, string? Detail, int Ignored)
{
    /// <summary>The change that it was, when the resource names it.</summary>
    public ChangeTrace? Trace { get; init; }

    /// <summary>Whether it is a deactivation that waits for a person, or that a person rejected.</summary>
    public bool IsHeld { get; init; }

    /// <summary>What more is kept of it.</summary>
    public ActivityDetails Details { get; init; } = ActivityDetails.None;
}
