using Pirros.Admin.Connections;

namespace Pirros.Admin.Diagnosis.Rules;

/// <summary>Requests arrive and are answered.</summary>
internal static class AllWell
{
    public static Finding Say(DiagnosisFacts facts)
    {
        var last = facts.Summary.LastRequestAt ?? facts.Now;
        return new Finding(ConnectionCondition.Healthy, $"Requests arrive and are answered, the last {last:ago}.") { Evidence = Figures(facts) };
    }

    /// <summary>Since when and how much.</summary>
    public static IReadOnlyList<Sentence> Figures(DiagnosisFacts facts)
    {
        var (requests, failed, refused) = facts.Since(facts.Now - TimeSpan.FromHours(24));
        var (all, _, _) = facts.Since(DateTimeOffset.MinValue);
        var trouble = facts.Hours.LastOrDefault(hour => hour.Failed + hour.Refused > 0);
        return
        [
            failed + refused == 0
                ? $"{requests} requests in the last 24 hours, and none failed."
                : (Sentence)$"{requests} requests in the last 24 hours, {failed + refused} of them not carried out.",
            trouble is null
                ? $"{all} requests in the last 7 days without a failure."
                : (Sentence)$"Without a failure since {trouble.Hour.AddHours(1)}.",
            $"{facts.Summary.Users} users are here, {facts.Summary.ActiveUsers} of them active.",
        ];
    }
}
