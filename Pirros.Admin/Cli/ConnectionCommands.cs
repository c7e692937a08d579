using System.CommandLine;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.Startup;
using Pirros.Admin.Tenants;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Cli;

internal static class ConnectionCommands
{
    private static readonly Dictionary<string, IdentityProvider> Providers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["entra"] = IdentityProvider.EntraId,
        ["okta"] = IdentityProvider.Okta,
        ["other"] = IdentityProvider.Other,
    };

    public static Command Build(CommandRun run) => new("connection", "Identity providers of a tenant.") { Create(run), Show(run), List(run), Switch(run, true), Switch(run, false) };

    private static Command Create(CommandRun run)
    {
        var tenant = new Option<string>("--tenant") { Description = "The tenant's short name.", Required = true };
        var provider = new Option<string>("--provider") { Description = "entra, okta or other.", Required = true };
        provider.AcceptOnlyFromAmong([.. Providers.Keys]);
        var name = new Option<string?>("--name") { Description = "What to call it; the provider's name when left out." };
        var command = new Command("create", "Makes a connection and its first token. The secret is printed this once.") { tenant, provider, name };
        command.SetAction(async (parsed, cancel) =>
        {
            var connection = await run.Get<ConnectionService>().CreateAsync(
                run.Operator, TenantId.Parse(parsed.GetRequiredValue(tenant)), Providers[parsed.GetRequiredValue(provider)], parsed.GetValue(name), cancel);
            var issued = await run.Get<TokenService>().RotateAsync(run.Operator, connection.Id, TimeSpan.Zero, TokenService.DefaultLifetime, null, cancel);
            var values = Values(run, connection);
            var words = ProviderWords.For(connection.Provider);
            var shape = new
            {
                connectionId = values.ConnectionId,
                tenant = connection.Tenant.Value,
                provider = Word(connection.Provider),
                name = connection.Name,
                entityId = values.EntityId,
                replyUrl = values.ReplyUrl,
                scimUrl = values.ScimUrl,
                tokenId = issued.Token.Id.Value,
                secretToken = issued.Secret,
                expiresAt = issued.Token.ExpiresAt,
            };
            return await run.PrintAsync(parsed, shape, [.. Lines(values, words), $"{words.SecretToken}: {issued.Secret}", $"The secret is shown this once. It expires at {issued.Token.ExpiresAt:u}."]);
        });
        return command;
    }

    private static Command Show(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var command = new Command("show", "Shows a connection's values and state.") { id };
        command.SetAction(async (parsed, cancel) =>
        {
            var summary = await run.Get<ConnectionService>().GetAsync(run.Operator, ConnectionId.Parse(parsed.GetRequiredValue(id)), cancel);
            var values = Values(run, summary.Connection);
            return await run.PrintAsync(
                parsed,
                Shape(run, summary, values),
                [.. Lines(values, ProviderWords.For(summary.Connection.Provider)), $"State: {State(run, summary)}", $"Users: {summary.Users} ({summary.ActiveUsers} active)", $"Last request: {summary.LastRequestAt?.ToString("u") ?? "none"}"]);
        });
        return command;
    }

    private static Command List(CommandRun run)
    {
        var tenant = new Option<string?>("--tenant") { Description = "Only those of this tenant." };
        var command = new Command("list", "Lists connections.") { tenant };
        command.SetAction(async (parsed, cancel) =>
        {
            TenantId? wanted = parsed.GetValue(tenant) is { } slug ? TenantId.Parse(slug) : null;
            if (wanted is { } one)
                await run.Get<TenantService>().GetAsync(run.Operator, one, cancel);
            var summaries = await run.Get<ConnectionService>().ListAsync(run.Operator, wanted, cancel);
            return await run.PrintAsync(
                parsed,
                summaries.Select(s => Shape(run, s, Values(run, s.Connection))),
                summaries.Select(s => $"{s.Connection.Id}  {s.Connection.Tenant,-24} {Word(s.Connection.Provider),-6} {State(run, s),-10} {s.Users,8} users  {s.Connection.Name}"));
        });
        return command;
    }

    private static Command Switch(CommandRun run, bool on)
    {
        var id = new Argument<string>("connection-id");
        var command = new Command(on ? "enable" : "disable", on ? "Switches a connection on." : "Switches a connection off: its requests are refused, nothing is deleted.") { id };
        command.SetAction(async (parsed, cancel) =>
        {
            var connection = ConnectionId.Parse(parsed.GetRequiredValue(id));
            await run.Get<ConnectionService>().SetEnabledAsync(run.Operator, connection, on, cancel);
            return await run.PrintAsync(parsed, new { connectionId = connection.Value, enabled = on }, [$"{connection} is {(on ? "on" : "off")}."]);
        });
        return command;
    }

    private static object Shape(CommandRun run, ConnectionSummary summary, ConnectionValues values) => new
    {
        connectionId = values.ConnectionId,
        tenant = summary.Connection.Tenant.Value,
        provider = Word(summary.Connection.Provider),
        name = summary.Connection.Name,
        state = State(run, summary),
        enabled = summary.Connection.Enabled,
        entityId = values.EntityId,
        replyUrl = values.ReplyUrl,
        scimUrl = values.ScimUrl,
        users = summary.Users,
        activeUsers = summary.ActiveUsers,
        liveTokens = summary.LiveTokens,
        lastRequestAt = summary.LastRequestAt,
        createdAt = summary.Connection.CreatedAt,
    };

    private static string[] Lines(ConnectionValues values, ProviderWords words) =>
        [$"Connection ID: {values.ConnectionId}", $"{words.EntityId}: {values.EntityId}", $"{words.ReplyUrl}: {values.ReplyUrl}", $"{words.ScimUrl}: {values.ScimUrl}"];

    private static ConnectionValues Values(CommandRun run, Connection connection)
        => run.Get<ConnectionValueBuilder>().Build(connection, ServerAddress.Of(run.Get<IConfiguration>()));

    private static string State(CommandRun run, ConnectionSummary summary) => summary.StateAt(run.Get<TimeProvider>().GetUtcNow()).ToString().ToLowerInvariant();

    private static string Word(IdentityProvider provider) => Providers.First(p => p.Value == provider).Key;
}
