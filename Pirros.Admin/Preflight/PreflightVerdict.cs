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
        var name = sequence.Provider switch { IdentityProvider.EntraId => "Microsoft Entra ID", IdentityProvider.Okta => "Okta", _ => "a SCIM 2.0 client" };
        if (exchanges.FirstOrDefault(one => one.Status is null) is { } lost)
            return new(false, $"The connection's URL can't be reached from this server. {lost.Problem}", "Check the address, the DNS and the firewall. If the URL works from outside and not from here, your network does not let the server reach itself under its public name.");
        if (exchanges.Any(one => one.Status == 401))
            return new(false, "The endpoint did not accept the token of this run.", "The connection is switched off, or the URL leads to another installation. Switch the connection on, and compare the URL with the address of this portal.");
        if (exchanges.FirstOrDefault(one => one.Problem is not null) is { } wrong)
            return new(false, $"\"{wrong.Step.Does}\" was not answered as {name} needs it. {wrong.Problem}", "Nothing that you can set causes this. Send what is shown here to Pirros support.");
        return new(true, $"Everything that {name} sends works on this connection.", sequence.Provider switch
        {
            IdentityProvider.EntraId => "If nothing arrives, the cause is on Entra's side: check that Provisioning Status is On, that users are assigned under Users and groups, and that Tenant URL and Secret Token are those of this page.",
            IdentityProvider.Okta => "If nothing arrives, the cause is on Okta's side: check that Create Users, Update User Attributes and Deactivate Users are enabled under Provisioning → To App, and that people are assigned.",
            _ => "If nothing arrives, the cause is on the side of your identity provider: check that provisioning is on and that people are assigned.",
        });
    }
}
