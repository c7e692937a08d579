using System.CommandLine;
using Pirros.Admin.Connections;
using Pirros.Admin.DeclaredSchemas;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Cli;

internal static class SchemaCommands
{
    public static Command Build(CommandRun run) => new("schema", "Schemas that a connection declares, for attributes of a firm's own.") { Declare(run), List(run), Remove(run) };

    private static Command Declare(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var extends = new Option<string?>("--for") { Description = "What it extends: User or Group; User when left out." };
        extends.AcceptOnlyFromAmong("User", "Group");
        var urn = new Option<string?>("--urn") { Description = "The schema's URN, such as urn:ietf:params:scim:schemas:extension:acme:2.0:User." };
        var attributes = new Option<string[]>("--attribute") { Description = "An attribute, such as badgeNumber, startDate=dateTime or studios=string[] for several values. May be given again." };
        var file = new Option<FileInfo?>("--file") { Description = "A schema as JSON, as RFC 7643 section 7 shows it, instead of --urn and --attribute." };
        var command = new Command("declare", "Declares a schema, or adds attributes to one that is declared.") { id, extends, urn, attributes, file };
        command.SetAction(async (parsed, cancel) =>
        {
            var connection = ConnectionId.Parse(parsed.GetRequiredValue(id));
            var schema = parsed.GetValue(file) is { } source
                ? DeclaredSchemaJson.Read(await ReadAsync(source, cancel), parsed.GetValue(extends) ?? "User")
                : new DeclaredSchema(parsed.GetValue(urn) ?? "", parsed.GetValue(extends) ?? "User", [.. (parsed.GetValue(attributes) ?? []).Select(Attribute)]);
            return await PrintAsync(run, parsed, await run.Get<DeclaredSchemaService>().DeclareAsync(run.Operator, connection, schema, cancel));
        });
        return command;
    }

    private static Command List(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var command = new Command("list", "Lists what a connection declares.") { id };
        command.SetAction(async (parsed, cancel)
            => await PrintAsync(run, parsed, await run.Get<DeclaredSchemaService>().ListAsync(run.Operator, ConnectionId.Parse(parsed.GetRequiredValue(id)), cancel)));
        return command;
    }

    private static Command Remove(CommandRun run)
    {
        var id = new Argument<string>("connection-id");
        var urn = new Argument<string>("urn");
        var attribute = new Option<string?>("--attribute") { Description = "Only this attribute of it." };
        var command = new Command("remove", "Takes back a schema, or one attribute of it. Its values are no longer shown.") { id, urn, attribute };
        command.SetAction(async (parsed, cancel) => await PrintAsync(
            run,
            parsed,
            await run.Get<DeclaredSchemaService>().RemoveAsync(run.Operator, ConnectionId.Parse(parsed.GetRequiredValue(id)), parsed.GetRequiredValue(urn), parsed.GetValue(attribute), cancel)));
        return command;
    }

    private static Task<int> PrintAsync(CommandRun run, ParseResult parsed, IReadOnlyList<DeclaredSchema> schemas) => run.PrintAsync(
        parsed,
        schemas,
        schemas.Count == 0
            ? ["The connection declares no schemas."]
            : schemas.SelectMany(schema => schema.Attributes.Select(attribute => $"{schema.ResourceType,-6} {schema.Id}:{attribute.Name}  {TypeWord(attribute.Type)}{(attribute.MultiValued ? "[]" : "")}")));

    private static AttributeDeclaration Attribute(string text)
    {
        var (name, type) = text.Split('=', 2) is [var left, var right] ? (left, right.Trim()) : (text, "string");
        var many = type.EndsWith("[]", StringComparison.Ordinal);
        var word = many ? type[..^2] : type;
        return Enum.GetValues<AttributeType>().Where(one => one != AttributeType.Complex && TypeWord(one).Equals(word, StringComparison.OrdinalIgnoreCase)).ToList() is [var known]
            ? new AttributeDeclaration { Name = name, Type = known, MultiValued = many }
            : throw RefusedException.Invalid($"'{word}' is no type that can be given here. Use string, boolean, decimal, integer, dateTime, binary or reference; a complex attribute needs --file.");
    }

    private static string TypeWord(AttributeType type) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(type.ToString());

    private static async Task<string> ReadAsync(FileInfo file, CancellationToken cancel)
    {
        try
        {
            return await File.ReadAllTextAsync(file.FullName, cancel);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw RefusedException.Invalid($"The file {file.FullName} can't be read: {error.Message}");
        }
    }
}
