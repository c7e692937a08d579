using Pirros.Admin.Activity;

namespace Pirros.Admin.Guides.Evidence;

/// <summary>What the endpoint sees when a step is done.</summary>
/// <param name="Rule">The requests that show it.</param>
/// <param name="Seen">What such a request is, at the beginning of a sentence that goes on with when and from where it came: "Test Connection arrived", or "Created {0}" where it names whom.</param>
/// <param name="Awaited">What is waited for, as a sentence.</param>
public sealed record StepEvidence(ActivityRule Rule, string Seen, string Awaited);

/// <summary>What the endpoint sees when a step went wrong.</summary>
/// <param name="Rule">The requests that show it.</param>
/// <param name="Until">The requests that show that it is mended, once one is newer.</param>
/// <param name="Seen">What such a request is, at the beginning of a sentence that goes on with when and from where it came.</param>
/// <param name="Next">What to do, as a sentence.</param>
public sealed record StepTrouble(ActivityRule Rule, ActivityRule Until, string Seen, string Next);
