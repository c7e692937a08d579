using Pirros.Admin.Connections;
using Pirros.Admin.Diagnosis;
using Pirros.Admin.Guides;

namespace Pirros.Admin.Components.Shared;

/// <summary>Says where a secret is to be pasted, and what to choose then.</summary>
internal static class PasteSentence
{
    public static Sentence Of(IdentityProvider provider)
    {
        var (target, label) = (Words.Target(provider), ProviderWords.For(provider).SecretToken);
        return provider switch
        {
            IdentityProvider.EntraId => Sentence.Of(SharedTexts.PasteThenTest, target, label, "Test Connection"),
            IdentityProvider.Okta => Sentence.Of(SharedTexts.PasteThenTest, target, label, "Test API Credentials"),
            _ => Sentence.Of(SharedTexts.PasteIt, target, label),
        };
    }
}
