using Pirros.Admin.Connections;
using Pirros.Admin.Diagnosis;
using Pirros.Admin.Guides;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Shared;

/// <summary>Says where a secret is to be pasted, and what to choose then.</summary>
internal static class PasteSentence
{
    public static Sentence Of(IdentityProvider provider, TokenKind kind)
    {
        var (target, words) = (Words.Target(provider), ProviderWords.For(provider));
        if (kind == TokenKind.Client)
            return Sentence.Of(SharedTexts.ClientPaste, target, words.ClientSecret, words.TokenUrl, words.ClientId);
        var label = words.SecretToken;
        return provider switch
        {
            IdentityProvider.EntraId => Sentence.Of(SharedTexts.PasteThenTest, target, label, "Test Connection"),
            IdentityProvider.Okta => Sentence.Of(SharedTexts.PasteThenTest, target, label, "Test API Credentials"),
            _ => Sentence.Of(SharedTexts.PasteIt, target, label),
        };
    }
}
