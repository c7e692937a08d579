using System.CommandLine;
using Pirros.Admin.Tenants;

namespace Pirros.Admin.Cli;

internal static class TenantCommands
{
    public static Command Build(CommandRun run) => new("tenant", "Customer firms.") { Create(run), List(run), TenantMoveCommands.Export(run), TenantMoveCommands.Import(run), TenantMoveCommands.Delete(run) };

    private static Command Create(CommandRun run)
    {
        var slug = new Argument<string>("slug") { Description = "Its short name: lower-case letters, digits, hyphens. It stands in Entity IDs and never changes." };
        var name = new Option<string>("--name") { Description = "Its name as people say it.", Required = true };
        var command = new Command("create", "Adds a tenant.") { slug, name };
        command.SetAction(async (parsed, cancel) =>
        {
            var tenant = await run.Get<TenantService>().CreateAsync(run.Operator, parsed.GetRequiredValue(slug), parsed.GetRequiredValue(name), cancel);
            return await run.PrintAsync(parsed, Shape(tenant), [$"Added {tenant.Id}, {tenant.Name}."]);
        });
        return command;
    }

    private static Command List(CommandRun run)
    {
        var command = new Command("list", "Lists the tenants.");
        command.SetAction(async (parsed, cancel) =>
        {
            var tenants = await run.Get<TenantService>().ListAsync(run.Operator, cancel);
            return await run.PrintAsync(parsed, tenants.Select(Shape), tenants.Select(t => $"{t.Id,-30} {t.Name}"));
        });
        return command;
    }

    private static object Shape(Tenant tenant) => new { slug = tenant.Id.Value, name = tenant.Name, createdAt = tenant.CreatedAt };
}
