using Pirros.Admin.Connections;

namespace Pirros.Admin.Components.Shared;

/// <summary>Says why a connection is in its state, then what to do.</summary>
internal static class StateSentence
{
    public static string Of(ConnectionSummary summary, DateTimeOffset now)
    {
        var client = Words.Client(summary.Connection.Provider);
        var target = Words.Target(summary.Connection.Provider);
        return summary.StateAt(now) switch
        {
            ConnectionState.Off => $"Switched off. {client} is answered with 401 until you switch it on.",
            ConnectionState.Failing when summary.LiveTokens == 0 => $"No token is live, so {target} is refused. Issue a token and paste it in.",
            ConnectionState.Failing when summary.LastStatus == 401 => "The newest request was refused for its token. Check that the token in your identity provider is the current one.",
            ConnectionState.Failing => "The newest request failed on our side. Your identity provider will try again.",
            ConnectionState.Attention when summary.LastStatus == 429 => $"{client} sends more requests than are allowed. It slows down by itself.",
            ConnectionState.Attention => $"The last token ends {Words.Relative(summary.TokenEndsAt ?? now, now)}. Rotate it before then.",
            ConnectionState.Waiting when summary.LiveTokens == 0 => $"No request has arrived yet. Issue a token, then put the values below into {target}.",
            ConnectionState.Waiting => $"No request has arrived yet. Put the values below into {target}.",
            _ => "Requests arrive and are answered.",
        };
    }
}
