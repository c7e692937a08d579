using System.CommandLine;
using Pirros.Admin.Connections;
using Pirros.Admin.Saml;
using Pirros.Admin.Saml.Explanations;
using Pirros.Admin.Saml.Protocol;

namespace Pirros.Admin.Cli;

internal static class SsoCommands
{
    public static Command Build(CommandRun run) => new("sso", "Single sign-on of a connection: what is known of its provider, and the sign-in to the portal by it.") { Show(run), Load(run), Off(run) };

    private static Command Show(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var command = new Command("show", "Shows what is known of the provider, what was seen of it, and who signs in to the portal by it.") { id };
        command.SetAction(async (parsed, cancel) =>
        {
            var connection = ConnectionId.Parse(parsed.GetRequiredValue(id));
            return await PrintAsync(run, parsed, connection, await run.Get<SamlService>().FindAsync(run.Operator, connection, cancel));
        });
        return command;
    }

    private static Command Load(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var file = new Option<FileInfo>("--file") { Description = "The provider's SAML 2.0 metadata.", Required = true };
        var command = new Command("load", "Takes the provider's metadata from a file. Its certificates replace those that were there.") { id, file };
        command.SetAction(async (parsed, cancel) =>
        {
            var connection = ConnectionId.Parse(parsed.GetRequiredValue(id));
            var metadata = await ReadAsync(parsed.GetRequiredValue(file), cancel);
            try
            {
                return await PrintAsync(run, parsed, connection, await run.Get<SamlService>().TakeMetadataAsync(run.Operator, connection, metadata, null, cancel));
            }
            catch (SamlException refused)
            {
                var why = FaultExplanation.Of(refused, IdentityProvider.Other);
                throw RefusedException.Conflict($"The metadata was not taken, and nothing was changed. {why.Title}. {why.Text}");
            }
        });
        return command;
    }

    private static Command Off(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var reason = new Option<string?>("--reason") { Description = "Why, for the audit." };
        var command = new Command("off", "Lets nobody sign in to the portal by the provider any more: the way back in when it is broken. A running server puts out within seconds whoever did.") { id, reason };
        command.SetAction(async (parsed, cancel) =>
        {
            var connection = ConnectionId.Parse(parsed.GetRequiredValue(id));
            return await PrintAsync(run, parsed, connection, await run.Get<SamlService>().SwitchSignInOffAsync(run.Operator, connection, parsed.GetValue(reason), cancel));
        });
        return command;
    }

    private static async Task<byte[]> ReadAsync(FileInfo file, CancellationToken cancel)
    {
        // One byte more than is accepted, so that a file of any size is refused for it and not read to its end.
        var bytes = new byte[ProviderMetadata.Longest + 1];
        await using var stream = file.OpenRead();
        return bytes[..await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel)];
    }

    private static Task<int> PrintAsync(CommandRun run, ParseResult parsed, ConnectionId connection, SamlSettings? settings)
    {
        var now = run.Get<TimeProvider>().GetUtcNow();
        var shape = new
        {
            connectionId = connection.Value,
            known = settings is not null,
            issuer = settings?.Issuer,
            signInUrl = settings?.SignInUrl,
            certificates = settings?.Certificates.Select(Shape) ?? [],
            offered = settings?.Offered.Select(Shape) ?? [],
            ignored = settings?.Ignored.Select(Shape) ?? [],
            allowUnsolicited = settings?.AllowUnsolicited ?? false,
            allowSha1 = settings?.AllowSha1 ?? false,
            metadataUrl = settings?.MetadataUrl,
            metadataReadAt = settings?.MetadataReadAt,
            metadataFault = settings?.MetadataFault,
            adminGroup = settings?.AdminGroup,
            requestedAt = settings?.Evidence.RequestedAt,
            acceptedAt = settings?.Evidence.AcceptedAt,
            matchedAt = settings?.Evidence.MatchedAt,
            testedAt = settings?.Evidence.TestedAt,
        };
        return run.PrintAsync(parsed, shape, settings is null ? ["Nothing is known of the identity provider."] : Lines(settings, now));
    }

    private static object Shape(TrustedCertificate trusted) => new
    {
        thumbprint = trusted.Certificate.Thumbprint,
        subject = trusted.Certificate.Subject,
        notBefore = trusted.Certificate.NotBefore,
        notAfter = trusted.Certificate.NotAfter,
        addedAt = trusted.AddedAt,
    };

    private static IEnumerable<string> Lines(SamlSettings settings, DateTimeOffset now)
    {
        yield return $"Issuer: {settings.Issuer}";
        yield return $"Sign-in URL: {settings.SignInUrl}";
        foreach (var trusted in settings.Certificates)
            yield return $"Certificate {trusted.Certificate.Thumbprint}: {trusted.Certificate.Subject}, {(trusted.Certificate.IsValidAt(now) ? "valid" : "not valid now")}, ends {trusted.Certificate.NotAfter:u}";
        foreach (var offered in settings.Offered)
            yield return $"Offered by the metadata, not accepted yet: {offered.Certificate.Thumbprint}, ends {offered.Certificate.NotAfter:u}";
        foreach (var ignored in settings.Ignored)
            yield return $"Shown by the metadata and turned down: {ignored.Certificate.Thumbprint}, ends {ignored.Certificate.NotAfter:u}";
        yield return $"Sign-in that the provider begins: {(settings.AllowUnsolicited ? "accepted" : "refused")}";
        yield return $"SHA-1: {(settings.AllowSha1 ? "accepted, which can be forged" : "refused")}";
        if (settings.MetadataUrl is { } url)
            yield return $"Metadata: {url}, last read {settings.MetadataReadAt?.ToString("u") ?? "never"}{(settings.MetadataFault is { } fault ? $", refused: {FaultExplanation.Of(fault, IdentityProvider.Other, null, null).Title}" : "")}";
        yield return $"Seen: begun {Moment(settings.Evidence.RequestedAt)}, accepted {Moment(settings.Evidence.AcceptedAt)}, in the directory {Moment(settings.Evidence.MatchedAt)}, test passed {Moment(settings.Evidence.TestedAt)}";
        yield return settings.AdminGroup is { } group ? $"Sign-in to the portal: members of the group {group}" : "Sign-in to the portal: off";
    }

    private static string Moment(DateTimeOffset? at) => at?.ToString("u") ?? "never";
}
