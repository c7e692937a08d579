using Pirros.Admin.Connections;

namespace Pirros.Admin.Preflight;

/// <summary>What a run has shown, in plain words.</summary>
/// <param name="Good">Whether everything was answered as the client needs it.</param>
/// <param name="Sentence">What that means.</param>
/// <param name="Next">What to do next.</param>
public sealed record PreflightVerdict(bool Good, string Sentence, string Next)
{
    /// <summary>Judges the exchanges of a run that has ended.</summary>
    public static PreflightVerdict Of(PreflightSequence sequence, IReadOnlyList<PreflightExchange> exchanges)
    {
        var name = sequence.Provider switch { IdentityProvider.EntraId => "Microsoft Entra ID", IdentityProvider.Okta => "Okta", _ => PreflightTexts.AScimClient };
        if (exchanges.FirstOrDefault(one => one.Status is null) is { } lost)
            return new(false, PreflightTexts.FormatUrlNotReached(lost.Problem), PreflightTexts.UrlNotReachedNext);
        if (exchanges.Any(one => one.Status == 401))
            return new(false, PreflightTexts.TokenRefused, PreflightTexts.TokenRefusedNext);
        if (exchanges.FirstOrDefault(one => one.Problem is not null) is { } wrong)
            return new(false, PreflightTexts.FormatWrongSays(wrong.Step.Does, name, wrong.Problem), PreflightTexts.WrongNext);
        return new(true, PreflightTexts.FormatWorksSays(name), sequence.Provider switch
        {
            IdentityProvider.EntraId => PreflightTexts.WorksEntra,
            IdentityProvider.Okta => PreflightTexts.WorksOkta,
            _ => PreflightTexts.WorksOther,
        });
    }
}
