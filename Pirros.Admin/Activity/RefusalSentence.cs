using Pirros.Admin.Tokens;

namespace Pirros.Admin.Activity;

/// <summary>Says in plain words why a token was not accepted, and what helps.</summary>
public static class RefusalSentence
{
    /// <summary>The reason in a few words, to follow "the token".</summary>
    public static string InShort(TokenRefusal why) => why switch
    {
        TokenRefusal.Missing => "was missing",
        TokenRefusal.Foreign => "is not one of Pirros",
        TokenRefusal.Truncated => "was cut off",
        TokenRefusal.Surrounded => "had more text around it",
        TokenRefusal.Mistyped => "has a wrong character",
        TokenRefusal.Unknown => "was never issued here",
        TokenRefusal.OtherConnection => "belongs to another connection",
        TokenRefusal.Revoked => "was revoked",
        TokenRefusal.Expired => "has expired",
        TokenRefusal.Replaced => "was replaced, and its grace period is over",
        _ => "came while the connection was off",
    };

    /// <summary>The reason as a sentence, then what to do.</summary>
    public static string Of(TokenRefusal why) => why switch
    {
        TokenRefusal.Missing => "The request came without a token. Paste the token into your identity provider, and save there.",
        TokenRefusal.Foreign => "What was sent as the token is not a token of Pirros: one begins with pscim_. Another product's token, or another value of this page, may have been pasted.",
        TokenRefusal.Truncated => "The token begins like one and is too short. Copy it whole, or rotate and paste the new one.",
        TokenRefusal.Surrounded => "There is a token in what was sent, with more around it: it may have been pasted twice, or with the word Bearer. Clear the field, then paste the token alone.",
        TokenRefusal.Mistyped => "The token has the right length and a wrong character. Paste it instead of typing it.",
        TokenRefusal.Unknown => "The token has the right form, and none with its id was ever issued here. It may be of another installation, such as a test system.",
        TokenRefusal.OtherConnection => "The token is good, but belongs to another connection. Check that URL and token in your identity provider are from the same page.",
        TokenRefusal.Revoked => "The token was revoked. Paste the current one into your identity provider.",
        TokenRefusal.Expired => "The token has expired. Rotate, and paste the new one into your identity provider.",
        TokenRefusal.Replaced => "The token was replaced by a rotation, and its grace period is over. Paste the new one into your identity provider.",
        _ => "The token is good, but the connection was off. Switch it on to let requests in again.",
    };
}
