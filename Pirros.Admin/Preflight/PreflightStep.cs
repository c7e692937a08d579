using System.Text.Json;

namespace Pirros.Admin.Preflight;

/// <summary>One request of a sequence. <c>{user}</c> and <c>{group}</c> stand for the ids that were given, <c>{name}</c>, <c>{team}</c> and <c>{nobody}</c> for names of this run.</summary>
/// <param name="Does">What the client does with it, as a sentence without a full stop.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">Path below the base URL with its query, not escaped.</param>
/// <param name="Body">The body; null for none.</param>
/// <param name="Expected">The status that the client needs.</param>
public sealed record PreflightStep(string Does, string Method, string Path, string? Body, int Expected)
{
    /// <summary>The name under which the <c>id</c> of the answer is kept; null when it is not needed.</summary>
    public string? Keeps { get; init; }

    /// <summary>What is wrong with the body of an answer that has the right status; null when nothing is.</summary>
    public Func<JsonElement, string?>? Check { get; init; }
}

/// <summary>A request that was sent, and what came back.</summary>
/// <param name="Step">What was to be done.</param>
/// <param name="Path">The path that was sent, as a person reads it.</param>
/// <param name="Body">The body that was sent; null when there was none.</param>
/// <param name="Status">The status of the answer; null when there was no answer.</param>
/// <param name="Took">From sending to the whole answer.</param>
/// <param name="Answer">The body of the answer, shortened to 8,000 characters.</param>
/// <param name="Problem">What was wrong, as a sentence; null when it was as the client needs it.</param>
public sealed record PreflightExchange(PreflightStep Step, string Path, string? Body, int? Status, TimeSpan Took, string Answer, string? Problem);
