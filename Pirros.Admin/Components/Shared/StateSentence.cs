using Pirros.Admin.Connections;

namespace Pirros.Admin.Components.Shared;

/// <summary>Says in short why a connection is in its state, from the same condition that its diagnosis explains.</summary>
internal static class StateSentence
{
    public static string Of(ConnectionSummary summary, DateTimeOffset now)
    {
        var client = Words.Client(summary.Connection.Provider);
        var target = Words.Target(summary.Connection.Provider);
        return summary.ConditionAt(now) switch
        {
            ConnectionCondition.Off => $"Switched off. {client} is answered with 401 until you switch it on.",
            ConnectionCondition.NoToken => $"No token is live, so {target} is refused. Issue a token and paste it in.",
            ConnectionCondition.TokenRefused => "The newest request was refused for its token.",
            ConnectionCondition.PathUnknown => $"{client} asks for paths that are not there. Check the URL that you entered.",
            ConnectionCondition.ServerFailed => "The newest request failed on our side. Your identity provider will try again.",
            ConnectionCondition.MassDeactivation => "Many people were deactivated within 24 hours.",
            ConnectionCondition.FilterRefused => $"{client} looks for people by an attribute that can't be searched.",
            ConnectionCondition.Duplicates => "People are refused because another account has their userName.",
            ConnectionCondition.UsersInvalid => $"People are refused for what {target} sends of them.",
            ConnectionCondition.Failures => summary.LastSuccessAt is null ? $"No request of {target} has succeeded yet." : "Many requests fail.",
            ConnectionCondition.NewTokenUnused => "The old token is still in use and ends soon. Paste the new one in.",
            ConnectionCondition.Throttled => $"{client} sends more requests than are allowed. It slows down by itself.",
            ConnectionCondition.TokenEnds or ConnectionCondition.TokenEndsLater => $"The last token ends {Words.Relative(summary.TokenEndsAt ?? now, now)}. Rotate it before then.",
            ConnectionCondition.Silent => $"Nothing has arrived since {Words.Exact(summary.LastRequestAt ?? now)}. Look at the job in {target}.",
            ConnectionCondition.NothingYet => $"No request has arrived yet. Put the values into {target}.",
            ConnectionCondition.OnlyTested => "The connection works. Nobody has been sent yet.",
            ConnectionCondition.Quiet => $"Nothing has arrived since {Words.Exact(summary.LastRequestAt ?? now)}. {client} sends only what changes.",
            _ => "Requests arrive and are answered.",
        };
    }
}
