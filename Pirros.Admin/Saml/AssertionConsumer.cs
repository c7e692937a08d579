using System.Security.Cryptography;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Saml;

/// <summary>Takes what is posted to a connection's Reply URL. What came of it is written for the admin; whoever posted it learns nothing but whether it was accepted.</summary>
public sealed class AssertionConsumer(ISamlStore store, IConnectionStore connections, TimeProvider clock)
{
    private const int LongestKept = 2_000;

    /// <summary>Takes a response.</summary>
    /// <param name="id">The connection that the address names.</param>
    /// <param name="encoded">The form's field <c>SAMLResponse</c>.</param>
    /// <param name="replyUrl">Our Reply URL, for the connection.</param>
    /// <param name="browser">What the browser brought back of a sign-in that was begun here; null for nothing.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>What came of it; null when there is no such connection, it is off, or knows no provider.</returns>
    public async Task<SamlResult?> TakeAsync(ConnectionId id, string encoded, Func<Connection, string> replyUrl, string? browser, CancellationToken cancel)
    {
        if (await connections.FindAsync(id, cancel) is not { Enabled: true } connection || await store.FindAsync(id, cancel) is not { } settings)
            return null;
        var now = clock.GetUtcNow();
        var result = new SamlResult(id, OrderedId.Next(now), now, null, null, null, null);
        try
        {
            var policy = new ResponsePolicy(
                connection.EntityId, replyUrl(connection), settings.Issuer, new SignaturePolicy([.. settings.Certificates.Select(trusted => trusted.Certificate)], settings.AllowSha1, now));
            var assertion = ResponseReader.Read(encoded, policy);
            result = result with
            {
                NameId = assertion.NameId,
                Claims = assertion.Claims,
                Certificate = assertion.Certificate.Thumbprint,
                ClockDifference = assertion.IssuedAt - now,
                Solicited = assertion.InResponseTo is not null,
            };
            result = result with { TestedBy = await UseAsync(assertion, settings, browser, id, now, cancel) };
        }
        catch (SamlException refused)
        {
            result = result with { Fault = refused.Fault, Expected = Kept(refused.Expected), Received = Kept(refused.Received) };
        }

        await store.AddResultAsync(result, SamlService.ResultsKept, cancel);
        return result;
    }

    /// <summary>Uses an assertion that holds, once. Gives who began the sign-in.</summary>
    private async Task<string?> UseAsync(SamlAssertion assertion, SamlSettings settings, string? browser, ConnectionId id, DateTimeOffset now, CancellationToken cancel)
    {
        if (assertion.InResponseTo is null && !settings.AllowUnsolicited)
            throw new SamlException(SamlFault.Unsolicited);
        var use = await store.UseAsync(id, assertion.InResponseTo, assertion.Id, assertion.UsableUntil, now, cancel);
        if (use.Outcome == SamlUseOutcome.Replayed)
            throw new SamlException(SamlFault.Replayed);
        if (use.Outcome == SamlUseOutcome.UnknownRequest)
            throw new SamlException(SamlFault.InResponseTo, null, assertion.InResponseTo);

        // An answer that another browser brings was begun by somebody else, who would be signed in as this person, or this person as them.
        if (use.Request is { } request && (browser is null || !CryptographicOperations.FixedTimeEquals(request.Browser, SamlService.HashOf(browser))))
            throw new SamlException(SamlFault.InResponseTo, null, assertion.InResponseTo);
        return use.Request?.By;
    }

    private static string? Kept(string? text) => text is { Length: > LongestKept } ? text[..LongestKept] : text;
}
