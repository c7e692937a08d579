using System.Security.Cryptography;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml;

/// <summary>Takes what is posted to a connection's Reply URL, and says what came of it.</summary>
public sealed class AssertionConsumer(ISamlStore store, IConnectionStore connections, ConnectionValueBuilder values, TimeProvider clock)
{
    private const int LongestKept = 2_000;

    /// <summary>Takes a response.</summary>
    /// <param name="id">The connection that the address names.</param>
    /// <param name="encoded">The form's field <c>SAMLResponse</c>.</param>
    /// <param name="origin">Where the portal was reached.</param>
    /// <param name="browser">What the browser brought back of a sign-in that was begun here; null for nothing.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What came of it; null when there is no such connection, it is off, or knows no provider.</returns>
    public async Task<TakenResponse?> TakeAsync(ConnectionId id, string encoded, string origin, string? browser, CancellationToken cancel)
    {
        if (await connections.FindAsync(id, cancel) is not { Enabled: true } connection || await store.FindAsync(id, cancel) is not { } settings)
            return null;
        var now = clock.GetUtcNow();
        var taken = new TakenResponse(connection, new SamlResult(id, OrderedId.Next(now), now, null, null, null, null));
        try
        {
            var assertion = ResponseReader.Read(encoded, settings.PolicyAt(now, connection.EntityId, values.Build(connection, origin).ReplyUrl));
            taken = taken with { Result = Describe(taken.Result, assertion, now) };
            var request = await UseAsync(assertion, settings, browser, id, now, cancel);
            var person = await store.FindPersonAsync(id, assertion.NameId, cancel);
            taken = taken with
            {
                Assertion = assertion,
                Request = request,
                Person = person,
                Result = taken.Result with { TestedBy = request?.TestedBy, User = person?.Id, UserActive = person?.Active == true },
            };
            await NoteAsync(settings, taken.Result, cancel);
        }
        catch (SamlException refused)
        {
            // What it answers is not believed; whose browser brings it is known all the same, and a test is to show what was wrong.
            var begun = browser is null ? null : await store.FindRequestAsync(id, SignInRequests.HashOf(browser), now, cancel);
            taken = taken with
            {
                Request = begun,
                Result = taken.Result with { Fault = refused.Fault, Expected = Kept(refused.Expected), Received = Kept(refused.Received), TestedBy = begun?.TestedBy },
            };
        }

        return taken;
    }

    /// <summary>Writes for the admin what came of a response.</summary>
    public Task RecordAsync(TakenResponse taken, CancellationToken cancel) => store.AddResultAsync(taken.Result, SamlService.ResultsKept, cancel);

    private static SamlResult Describe(SamlResult result, SamlAssertion assertion, DateTimeOffset now) => result with
    {
        NameId = assertion.NameId,
        Claims = assertion.Claims,
        Certificate = assertion.Certificate.Thumbprint,
        ClockDifference = assertion.IssuedAt - now,
        Solicited = assertion.InResponseTo is not null,
    };

    /// <summary>Uses an assertion that holds, once. Gives the request that it answers; null for none.</summary>
    private async Task<SamlRequest?> UseAsync(SamlAssertion assertion, SamlSettings settings, string? browser, ConnectionId id, DateTimeOffset now, CancellationToken cancel)
    {
        if (assertion.InResponseTo is null && !settings.AllowUnsolicited)
            throw new SamlException(SamlFault.Unsolicited);
        var use = await store.UseAsync(id, assertion.InResponseTo, assertion.Id, assertion.UsableUntil, now, cancel);
        if (use.Outcome == SamlUseOutcome.Replayed)
            throw new SamlException(SamlFault.Replayed);
        if (use.Outcome == SamlUseOutcome.UnknownRequest)
            throw new SamlException(SamlFault.InResponseTo, null, assertion.InResponseTo);

        // An answer that another browser brings was begun by somebody else, who would be signed in as this person, or this person as them.
        if (use.Request is { } request && (browser is null || !CryptographicOperations.FixedTimeEquals(request.Browser, SignInRequests.HashOf(browser))))
            throw new SamlException(SamlFault.OtherBrowser);
        return use.Request;
    }

    /// <summary>Writes what was seen for the first time.</summary>
    private async Task NoteAsync(SamlSettings settings, SamlResult result, CancellationToken cancel)
    {
        var known = result.User is not null;
        var tested = result.TestedBy is not null && result.UserActive;
        if (After(settings.Evidence) == settings.Evidence)
            return;
        await store.ChangeAsync(result.Connection, now => now is null || now.Issuer != settings.Issuer ? now : now with { Evidence = After(now.Evidence) }, null, cancel);

        SamlEvidence After(SamlEvidence seen) => seen with
        {
            AcceptedAt = seen.AcceptedAt ?? result.At,
            MatchedAt = seen.MatchedAt ?? (known ? result.At : null),
            TestedAt = seen.TestedAt ?? (tested ? result.At : null),
        };
    }

    private static string? Kept(string? text) => text is { Length: > LongestKept } ? text[..LongestKept] : text;
}

/// <summary>What came of a response, for whoever goes on with it.</summary>
/// <param name="Connection">Whose it is.</param>
/// <param name="Result">What is written for the admin.</param>
public sealed record TakenResponse(Connection Connection, SamlResult Result)
{
    /// <summary>The assertion; null when the response was refused.</summary>
    public SamlAssertion? Assertion { get; init; }

    /// <summary>The request that it answers, or that the browser which brought it had made; null for none.</summary>
    public SamlRequest? Request { get; init; }

    /// <summary>Whom of the directory it names; null for nobody.</summary>
    public SamlPerson? Person { get; init; }
}
