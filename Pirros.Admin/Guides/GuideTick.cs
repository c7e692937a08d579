namespace Pirros.Admin.Guides;

/// <summary>A step that a person ticked.</summary>
/// <param name="Step">The step's id.</param>
/// <param name="At">When, in UTC.</param>
/// <param name="By">Who.</param>
public sealed record GuideTick(string Step, DateTimeOffset At, string By);
