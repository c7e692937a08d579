using System.CommandLine;
using Pirros.Admin.Connections;
using Pirros.Admin.Startup;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Cli;

internal static class TokenCommands
{
    public static Command Build(CommandRun run) => new("token", "Secret tokens and client secrets of a connection.") { Rotate(run), List(run), Limit(run), Revoke(run) };

    private static Command Rotate(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var grace = new Option<TimeSpan>("--grace") { Description = "How long the present token stays valid, such as 24h, 90m, 7d or 0.", CustomParser = Span.Parse, DefaultValueFactory = _ => TokenService.DefaultGrace };
        var expires = new Option<TimeSpan>("--expires") { Description = "How long the new one lives, such as 365d.", CustomParser = Span.Parse, DefaultValueFactory = _ => TokenService.DefaultLifetime };
        var reason = new Option<string?>("--reason") { Description = "Why, for the audit." };
        var kind = new Option<string?>("--kind") { Description = "secret (a secret token) or client (OAuth 2.0 client credentials); that of the present one when left out." };
        kind.AcceptOnlyFromAmong("secret", "client");
        var limits = new LimitOptions("those of the present token");
        var command = new Command("rotate", "Makes a new token; the present one stays valid for the grace period. The secret is printed this once.") { id, grace, expires, reason, kind, limits.Scopes, limits.From, limits.FromFile };
        command.SetAction(async (parsed, cancel) =>
        {
            TokenKind? wanted = parsed.GetValue(kind) switch { "client" => TokenKind.Client, "secret" => TokenKind.Secret, _ => null };
            var choice = new TokenChoice(wanted, limits.ScopesOf(parsed), await limits.FromOfAsync(parsed, cancel));
            var connection = ConnectionId.Parse(parsed.GetRequiredValue(id));
            var issued = await run.Get<TokenService>().RotateAsync(run.Operator, connection, choice, parsed.GetValue(grace), parsed.GetValue(expires), parsed.GetValue(reason), cancel);
            var isClient = issued.Token.Kind == TokenKind.Client;
            var values = isClient ? await ValuesAsync(run, connection, cancel) : null;
            var shape = new
            {
                tokenId = issued.Token.Id.Value,
                secretToken = isClient ? null : issued.Secret,
                expiresAt = issued.Token.ExpiresAt,
                previousTokenId = issued.Previous?.Id.Value,
                previousValidUntil = issued.Previous?.EndsAt,
                kind = issued.Token.Kind,
                scopes = ScopeNames.Of(issued.Token.Limits.Scopes),
                addressRanges = Ranges(issued.Token),
                tokenUrl = values?.TokenUrl,
                clientId = values?.ClientId,
                clientSecret = isClient ? issued.Secret : null,
            };
            string[] secret = values is null ? [$"Secret token: {issued.Secret}"] : [$"Token URL: {values.TokenUrl}", $"Client ID: {values.ClientId}", $"Client secret: {issued.Secret}"];
            string[] previous = issued.Previous is { } old ? [$"Token {old.Id} stays valid until {old.EndsAt:u}."] : [];
            return await run.PrintAsync(parsed, shape, [.. secret, $"It is shown this once, and expires at {issued.Token.ExpiresAt:u}.", .. previous]);
        });
        return command;
    }

    private static Command List(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var command = new Command("list", "Lists a connection's tokens, newest first.") { id };
        command.SetAction(async (parsed, cancel) =>
        {
            var tokens = await run.Get<TokenService>().ListAsync(run.Operator, ConnectionId.Parse(parsed.GetRequiredValue(id)), cancel);
            var now = run.Get<TimeProvider>().GetUtcNow();
            return await run.PrintAsync(
                parsed,
                tokens.Select(t => new { tokenId = t.Id.Value, state = t.StateAt(now), createdAt = t.CreatedAt, expiresAt = t.EndsAt, lastUsedAt = t.LastUse?.At, kind = t.Kind, scopes = ScopeNames.Of(t.Limits.Scopes), addressRanges = Ranges(t) }),
                tokens.Select(t => $"{t.Id}  {t.StateAt(now),-8} made {t.CreatedAt:u}  ends {t.EndsAt?.ToString("u") ?? "never"}  last used {t.LastUse?.At.ToString("u") ?? "never"}{Unusual(t)}"));
        });
        return command;
    }

    private static Command Limit(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var token = new Argument<string>("token-id");
        var limits = new LimitOptions("left as it is");
        var reason = new Option<string?>("--reason") { Description = "Why, for the audit." };
        var command = new Command("limit", "Changes what a token may do and from where. A running server obeys it within a second.") { id, token, limits.Scopes, limits.From, limits.FromFile, reason };
        command.SetAction(async (parsed, cancel) =>
        {
            var (connection, which) = (ConnectionId.Parse(parsed.GetRequiredValue(id)), TokenId.Parse(parsed.GetRequiredValue(token)));
            var service = run.Get<TokenService>();
            var known = (await service.ListAsync(run.Operator, connection, cancel)).FirstOrDefault(one => one.Id == which)?.Limits ?? TokenLimits.None;
            var wanted = new TokenChoice(null, limits.ScopesOf(parsed), await limits.FromOfAsync(parsed, cancel)).LimitsFrom(known);
            await service.LimitAsync(run.Operator, connection, which, wanted, parsed.GetValue(reason), cancel);
            return await run.PrintAsync(
                parsed, new { connectionId = connection.Value, tokenId = which.Value, scopes = ScopeNames.Of(wanted.Scopes), addressRanges = Ranges(wanted) }, [$"{which}: {wanted}."]);
        });
        return command;
    }

    private static string[]? Ranges(Token token) => Ranges(token.Limits);

    private static string[]? Ranges(TokenLimits limits) => limits.From?.Networks.Select(network => network.ToString()).ToArray();

    private static string Unusual(Token token) => $"{(token.Kind == TokenKind.Client ? "  client" : "")}{(token.Limits == TokenLimits.None ? "" : $"  {token.Limits}")}";

    private static async Task<ConnectionValues> ValuesAsync(CommandRun run, ConnectionId id, CancellationToken cancel)
    {
        var summary = await run.Get<ConnectionService>().GetAsync(run.Operator, id, cancel);
        return run.Get<ConnectionValueBuilder>().Build(summary.Connection, ServerAddress.Of(run.Get<IConfiguration>()));
    }

    private static Command Revoke(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var token = new Argument<string>("token-id");
        var reason = new Option<string?>("--reason") { Description = "Why, for the audit." };
        var command = new Command("revoke", "Ends a token now. A running server refuses it within a second.") { id, token, reason };
        command.SetAction(async (parsed, cancel) =>
        {
            var (connection, which) = (ConnectionId.Parse(parsed.GetRequiredValue(id)), TokenId.Parse(parsed.GetRequiredValue(token)));
            await run.Get<TokenService>().RevokeAsync(run.Operator, connection, which, parsed.GetValue(reason), cancel);
            return await run.PrintAsync(parsed, new { connectionId = connection.Value, tokenId = which.Value, state = TokenState.Revoked }, [$"Revoked {which}."]);
        });
        return command;
    }
}
