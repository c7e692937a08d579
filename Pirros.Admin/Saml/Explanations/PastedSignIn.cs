using Pirros.Admin.Audit;
using Pirros.Admin.Connections;
using Pirros.Admin.Directory;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml.Explanations;

/// <summary>
/// Reads what somebody pasted to find out why a sign-in fails: a response, or a provider's error page. Nothing is used up, nothing is written, and nobody is signed in by it; whether a
/// response answers a request that is open, and whether it was used before, is therefore not looked at.
/// </summary>
public sealed class PastedSignIn(ISamlStore store, ConnectionAccess access, ConnectionValueBuilder values, TimeProvider clock)
{
    /// <summary>The most UTF-16 code units that are looked at.</summary>
    public const int Longest = PastedText.Longest;

    /// <summary>Reads.</summary>
    /// <param name="actor">Who pasted it.</param>
    /// <param name="connection">The connection whose sign-in fails.</param>
    /// <param name="text">What was pasted.</param>
    /// <param name="origin">Where the portal was reached.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RefusedException">The connection is out of reach; or it is a response, and nothing is known of the provider yet.</exception>
    public async Task<PastedReading> ReadAsync(Actor actor, ConnectionId connection, string text, string origin, CancellationToken cancel)
    {
        var reached = await access.RequireAsync(actor, connection, cancel);
        var replyUrl = values.Build(reached, origin).ReplyUrl;
        var pasted = PastedText.Of(text);
        return pasted.Kind switch
        {
            PastedKind.Response => await ResponseAsync(actor, reached, pasted.Xml, replyUrl, cancel),
            PastedKind.RedirectedResponse => Other(ExplanationTexts.PastedRedirectedTitle, ExplanationTexts.PastedRedirectedText),
            PastedKind.Request => Other(ExplanationTexts.PastedRequestTitle, ExplanationTexts.PastedRequestText),
            PastedKind.Metadata => Other(ExplanationTexts.PastedMetadataTitle, ExplanationTexts.PastedMetadataText),
            PastedKind.TooLong => new PastedUnknown(new FaultExplanation(ExplanationTexts.PastedTooLongTitle, ExplanationTexts.PastedTooLongText, null)),
            _ => Message(text, reached, replyUrl),
        };
    }

    // Support had the NameID before; what else the directory knows of the person stays hidden.
    private static SamlPerson? Seen(Actor actor, SamlPerson? person)
        => person is null || actor.Kind != ActorKind.Support ? person : person with { UserName = Mask.Of(person.UserName), Name = person.Name is null ? null : Mask.Of(person.Name) };

    private static PastedOther Other(string title, string text) => new(new FaultExplanation(title, text, null));

    private static PastedReading Message(string text, Connection connection, string replyUrl)
    {
        if (ProviderMessage.In(text) is not { } message)
            return new PastedUnknown(new FaultExplanation(ExplanationTexts.PastedUnknownTitle, ExplanationTexts.PastedUnknownText, null));
        var value = message.Place switch { MendPlace.Audience => connection.EntityId, MendPlace.ReplyUrl => replyUrl, _ => null };
        return new PastedMessage(message.Code, message.Explain(), value);
    }

    private async Task<PastedResponse> ResponseAsync(Actor actor, Connection connection, byte[] xml, string replyUrl, CancellationToken cancel)
    {
        var settings = await store.FindAsync(connection.Id, cancel) ?? throw RefusedException.Conflict(SamlTexts.NothingSet);
        var encoded = Convert.ToBase64String(xml);
        var (assertion, refused) = Read(encoded, settings.PolicyAt(clock.GetUtcNow(), connection.EntityId, replyUrl));
        var response = new PastedResponse();

        // Whoever pastes comes minutes later: that its time is over must not hide what else is wrong.
        if (refused is { Fault: SamlFault.Expired or SamlFault.NotYetValid } age && MadeAt(xml) is { } made)
        {
            response = response with { Age = FaultExplanation.Of(age, connection.Provider) };
            (assertion, refused) = Read(encoded, settings.PolicyAt(made, connection.EntityId, replyUrl));
        }

        if (assertion is not null)
        {
            response = response with
            {
                NameId = assertion.NameId,
                Claims = assertion.Claims,
                Certificate = assertion.Certificate.Thumbprint,
                IssuedAt = assertion.IssuedAt,
                Person = Seen(actor, await store.FindPersonAsync(connection.Id, assertion.NameId, cancel)),
            };
            if (assertion.InResponseTo is null && !settings.AllowUnsolicited)
                refused = new SamlException(SamlFault.Unsolicited);
        }

        return refused is null ? response : response with { Fault = refused.Fault, Expected = refused.Expected, Received = refused.Received, Explanation = FaultExplanation.Of(refused, connection.Provider) };
    }

    private static (SamlAssertion? Assertion, SamlException? Refused) Read(string encoded, ResponsePolicy policy)
    {
        try
        {
            return (ResponseReader.Read(encoded, policy), null);
        }
        catch (SamlException refused)
        {
            return (null, refused);
        }
    }

    /// <summary>When it says that it was made. It was read before, so that it can be; and if that is not true, the worst is that it is refused for its time again.</summary>
    private static DateTimeOffset? MadeAt(byte[] xml)
        => SafeXml.Elements(SafeXml.Read(xml, ResponseReader.Longest).DocumentElement!).FirstOrDefault(element => element.Is("Assertion", SamlNames.Assertion))?.Moment("IssueInstant");
}
