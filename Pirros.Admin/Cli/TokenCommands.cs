using System.CommandLine;
using Pirros.Admin.Connections;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Cli;

internal static class TokenCommands
{
    public static Command Build(CommandRun run) => new("token", "Secret tokens of a connection.") { Rotate(run), List(run), Revoke(run) };

    private static Command Rotate(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var grace = new Option<TimeSpan>("--grace") { Description = "How long the present token stays valid, such as 24h, 90m, 7d or 0.", CustomParser = Span.Parse, DefaultValueFactory = _ => TokenService.DefaultGrace };
        var expires = new Option<TimeSpan>("--expires") { Description = "How long the new one lives, such as 365d.", CustomParser = Span.Parse, DefaultValueFactory = _ => TokenService.DefaultLifetime };
        var reason = new Option<string?>("--reason") { Description = "Why, for the audit." };
        var command = new Command("rotate", "Makes a new token; the present one stays valid for the grace period. The secret is printed this once.") { id, grace, expires, reason };
        command.SetAction(async (parsed, cancel) =>
        {
            var issued = await run.Get<TokenService>().RotateAsync(
                run.Operator, ConnectionId.Parse(parsed.GetRequiredValue(id)), parsed.GetValue(grace), parsed.GetValue(expires), parsed.GetValue(reason), cancel);
            var shape = new
            {
                tokenId = issued.Token.Id.Value,
                secretToken = issued.Secret,
                expiresAt = issued.Token.ExpiresAt,
                previousTokenId = issued.Previous?.Id.Value,
                previousValidUntil = issued.Previous?.EndsAt,
            };
            string[] previous = issued.Previous is { } old ? [$"Token {old.Id} stays valid until {old.EndsAt:u}."] : [];
            return await run.PrintAsync(parsed, shape, [$"Secret token: {issued.Secret}", $"It is shown this once, and expires at {issued.Token.ExpiresAt:u}.", .. previous]);
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
                tokens.Select(t => new { tokenId = t.Id.Value, state = t.StateAt(now), createdAt = t.CreatedAt, expiresAt = t.EndsAt, lastUsedAt = t.LastUse?.At }),
                tokens.Select(t => $"{t.Id}  {t.StateAt(now),-8} made {t.CreatedAt:u}  ends {t.EndsAt?.ToString("u") ?? "never"}  last used {t.LastUse?.At.ToString("u") ?? "never"}"));
        });
        return command;
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
