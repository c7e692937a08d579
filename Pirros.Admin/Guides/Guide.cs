using Pirros.Admin.Connections;
using Pirros.Admin.Guides.Mappings;

namespace Pirros.Admin.Guides;

/// <summary>What an admin does in a provider's console, in the order in which it is done there.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Before">What to have at hand before the first step.</param>
/// <param name="Forms">The forms in which the console may meet the admin, when it has more than one; the first is the one that most see.</param>
/// <param name="FormLegend">The question that tells the forms apart; null when there is one.</param>
/// <param name="Groups">The steps, grouped.</param>
/// <param name="Mappings">What each of the five attributes is to be filled from.</param>
public sealed record Guide(
    IdentityProvider Provider, string Before, string? FormLegend, IReadOnlyList<GuideForm> Forms, IReadOnlyList<GuideGroup> Groups, IReadOnlyList<AttributeMapping> Mappings)
{
    /// <summary>Every step, in order.</summary>
    public IReadOnlyList<GuideStep> Steps { get; } = [.. Groups.SelectMany(group => group.Steps)];

    private static readonly PerLanguage<Guide> Entra = new(EntraGuide.Make);
    private static readonly PerLanguage<Guide> Okta = new(OktaGuide.Make);
    private static readonly PerLanguage<Guide> Other = new(OtherGuide.Make);

    /// <summary>The guide of a provider, in the reader's language.</summary>
    public static Guide For(IdentityProvider provider) => provider switch
    {
        IdentityProvider.EntraId => Entra.Value,
        IdentityProvider.Okta => Okta.Value,
        _ => Other.Value,
    };

    /// <summary>The guide of a connection, in the reader's language: where this installation does not answer at the Reply URL, nothing is seen of single sign-on, and only what is entered at the provider is left of it.</summary>
    public static Guide For(IdentityProvider provider, ConnectionValues values)
        => values.IsAnsweredHere ? For(provider) : For(provider).With(steps => steps.Where(step => step.SignOn is null or { ByHand: true }).Select(step => step with { SignOn = null }));

    /// <summary>What of it is done in the provider's console, for somebody who may not enter this portal.</summary>
    public Guide ForConsole() => With(steps => steps.Where(step => !step.IsHere));

    private Guide With(Func<IReadOnlyList<GuideStep>, IEnumerable<GuideStep>> steps)
        => new(Provider, Before, FormLegend, Forms, [.. Groups.Select(group => group with { Steps = [.. steps(group.Steps)] }).Where(group => group.Steps.Count > 0)], Mappings);

    /// <summary>The step of that id; null when the guide has none.</summary>
    public GuideStep? Find(string id) => Steps.FirstOrDefault(step => step.Id == id);
}

/// <summary>A form in which a provider's console may meet the admin.</summary>
/// <param name="Key">Names it in an address.</param>
/// <param name="Words">What the admin sees of it.</param>
public sealed record GuideForm(string Key, string Words);

/// <summary>Steps that belong together.</summary>
/// <param name="Id">Names it in the page.</param>
/// <param name="Title">What they are about.</param>
/// <param name="Steps">The steps, in order.</param>
public sealed record GuideGroup(string Id, string Title, IReadOnlyList<GuideStep> Steps);
