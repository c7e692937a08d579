using Pirros.Admin.Activity;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Diagnosis;

/// <summary>All that a diagnosis is told from. Its size does not grow with the tenant.</summary>
/// <param name="Summary">The connection with its figures.</param>
/// <param name="Tokens">Its tokens, newest first.</param>
/// <param name="Marks">What its activity has shown.</param>
/// <param name="Hours">What arrived in each hour of the last seven days.</param>
/// <param name="Latest">Its newest requests, newest first; at most 200.</param>
/// <param name="Now">The moment, in UTC.</param>
public sealed record DiagnosisFacts(
    ConnectionSummary Summary, IReadOnlyList<Token> Tokens, IReadOnlyList<ActivityMark> Marks, IReadOnlyList<ActivityHour> Hours, IReadOnlyList<ActivityRecord> Latest, DateTimeOffset Now)
{
    /// <summary>The connection whose token was sent here, when the newest refused one is another's and the person may know.</summary>
    public Connection? OtherConnection { get; init; }

    /// <summary>What some of those are called whose deactivation waits, or went through beyond the usual; at most a few, and masked for whoever may not know.</summary>
    public IReadOnlyList<string> Concerned { get; init; } = [];

    /// <summary>The provider's words.</summary>
    internal ProviderTerms Terms => ProviderTerms.For(Summary.Connection.Provider);

    /// <summary>The token that a new request should come with; null when none is live.</summary>
    internal Token? Current => Tokens.FirstOrDefault(token => token.ReplacedAt is null && token.IsLiveAt(Now));

    /// <summary>The newest request that was refused for its token.</summary>
    internal ActivityRecord? NewestRefused => Latest.FirstOrDefault(record => record.What == ActivityKind.Refused && !DiagnosisMarks.IsLimited(record));

    /// <summary>What arrived in the hours since a moment.</summary>
    internal (long Requests, long Failed, long Refused) Since(DateTimeOffset from)
    {
        var hours = Hours.Where(hour => hour.Hour >= from).ToList();
        return (hours.Sum(hour => hour.Requests), hours.Sum(hour => hour.Failed), hours.Sum(hour => hour.Refused));
    }
}
