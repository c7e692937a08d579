using Pirros.Admin.Tokens;

namespace Pirros.Admin.Activity;

/// <summary>Says in plain words why a token was not accepted, and what helps.</summary>
public static class RefusalSentence
{
    /// <summary>The reason in a few words, to follow a colon: "the token was missing".</summary>
    public static string InShort(TokenRefusal why) => why switch
    {
        TokenRefusal.Missing => ActivityTexts.ShortMissing,
        TokenRefusal.Foreign => ActivityTexts.ShortForeign,
        TokenRefusal.Truncated => ActivityTexts.ShortTruncated,
        TokenRefusal.Surrounded => ActivityTexts.ShortSurrounded,
        TokenRefusal.Mistyped => ActivityTexts.ShortMistyped,
        TokenRefusal.Unknown => ActivityTexts.ShortUnknown,
        TokenRefusal.OtherConnection => ActivityTexts.ShortOtherConnection,
        TokenRefusal.Revoked => ActivityTexts.ShortTokenRevoked,
        TokenRefusal.Expired => ActivityTexts.ShortTokenExpired,
        TokenRefusal.Replaced => ActivityTexts.ShortReplaced,
        TokenRefusal.Scope => ActivityTexts.ShortScope,
        TokenRefusal.Address => ActivityTexts.ShortAddress,
        TokenRefusal.AccessExpired => ActivityTexts.ShortAccessExpired,
        TokenRefusal.ClientSecret => ActivityTexts.ShortClientSecret,
        TokenRefusal.ClientId => ActivityTexts.ShortClientId,
        _ => ActivityTexts.ShortWhileOff,
    };

    /// <summary>The reason as a sentence, then what to do.</summary>
    public static string Of(TokenRefusal why) => why switch
    {
        TokenRefusal.Missing => ActivityTexts.WhyMissing,
        TokenRefusal.Foreign => ActivityTexts.WhyForeign,
        TokenRefusal.Truncated => ActivityTexts.WhyTruncated,
        TokenRefusal.Surrounded => ActivityTexts.WhySurrounded,
        TokenRefusal.Mistyped => ActivityTexts.WhyMistyped,
        TokenRefusal.Unknown => ActivityTexts.WhyUnknown,
        TokenRefusal.OtherConnection => ActivityTexts.WhyOtherConnection,
        TokenRefusal.Revoked => ActivityTexts.WhyTokenRevoked,
        TokenRefusal.Expired => ActivityTexts.WhyTokenExpired,
        TokenRefusal.Replaced => ActivityTexts.WhyReplaced,
        TokenRefusal.Scope => ActivityTexts.WhyScope,
        TokenRefusal.Address => ActivityTexts.WhyAddress,
        TokenRefusal.AccessExpired => ActivityTexts.WhyAccessExpired,
        TokenRefusal.ClientSecret => ActivityTexts.WhyClientSecret,
        TokenRefusal.ClientId => ActivityTexts.WhyClientId,
        _ => ActivityTexts.WhyWhileOff,
    };
}
