namespace Pirros.Admin.Activity;

/// <summary>What sent a request, as far as the request shows.</summary>
/// <param name="Kind">The product.</param>
/// <param name="Name">Its name for the beginning of a sentence; null when nothing tells it.</param>
/// <param name="Habit">Which of its habits the request shows, such as a dialect; null when it shows none.</param>
public sealed record RecognisedClient(ClientKind Kind, string? Name, string? Habit)
{
    /// <summary>Nothing tells what it was.</summary>
    public static RecognisedClient Unknown { get; } = new(ClientKind.Unknown, null, null);

    /// <summary>Name and habit, such as "Okta, App Integration Wizard (updates with PUT)".</summary>
    public override string ToString() => Name is null ? ActivityTexts.NotRecognised : Habit is null ? Name : $"{Name}, {Habit}";
}

/// <summary>The products that are told apart.</summary>
public enum ClientKind
{
    /// <summary>Nothing tells.</summary>
    Unknown,

    /// <summary>Microsoft Entra ID without the flag <c>aadOptscim062020</c> in the Tenant URL.</summary>
    EntraPlain,

    /// <summary>Microsoft Entra ID with the flag.</summary>
    EntraFlag,

    /// <summary>Okta, by a request that both kinds of its apps send alike.</summary>
    Okta,

    /// <summary>An Okta app made with the App Integration Wizard.</summary>
    OktaWizard,

    /// <summary>An Okta app of the catalogue, or of a template.</summary>
    OktaCatalogue,

    /// <summary>Something else that says what it is.</summary>
    Other,
}
