using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pirros.Admin.DeclaredSchemas;

namespace Pirros.Admin.Directory;

/// <summary>A stored document, read for people. It was bound to its schema before it was stored, so names are canonical and values have their types.</summary>
internal sealed class DirectoryDocument
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly JsonObject _root;

    private DirectoryDocument(JsonObject root) => _root = root;

    public static DirectoryDocument Read(DirectoryEntry entry) => Read(entry.Document);

    public static DirectoryDocument Read(ReadOnlyMemory<byte> document) => new(JsonNode.Parse(document.Span)!.AsObject());

    public DirectoryUser ToUser(DirectoryEntry entry) => new(entry.Id, Text("userName") ?? entry.Id, Name, Email, entry.Active, entry.ChangedAt);

    public DirectoryGroup ToGroup(DirectoryEntry entry) => new(entry.Id, Text("displayName") ?? entry.Id, Text("externalId"), entry.ChangedAt);

    public static DirectoryMember ToMember(MemberEntry entry)
    {
        var document = entry.Document is { } own ? Read(own) : null;
        var userName = document?.Text("userName");
        return new DirectoryMember(entry.Id, entry.Kind, entry.Display ?? document?.Name ?? userName ?? entry.Id, userName, entry.Active);
    }

    /// <summary>Everything, but for what a connection declares no more.</summary>
    public DirectoryDetails ToDetails(DirectoryEntry entry, DirectoryKind kind, IReadOnlyList<DeclaredSchema> declared, IReadOnlyList<DirectoryMembership> groups)
    {
        RemoveFormer(kind, declared);
        var title = (kind == DirectoryKind.User ? Name ?? Text("userName") : Text("displayName")) ?? entry.Id;
        return new DirectoryDetails(entry.Id, title, entry.Active, entry.CreatedAt, entry.ChangedAt, AttributeReader.Sections(_root, declared), groups, Json(entry, kind));
    }

    private string? Name => Text("displayName") ?? (_root["name"] is JsonObject name ? Text(name, "formatted") ?? Joined(Text(name, "givenName"), Text(name, "familyName")) : null);

    private string? Email
    {
        get
        {
            if (_root["emails"] is not JsonArray emails)
                return null;
            var entries = emails.OfType<JsonObject>().Where(email => Text(email, "value") is not null).ToList();
            return (entries.Find(email => email["primary"]?.GetValueKind() == JsonValueKind.True) ?? entries.FirstOrDefault()) is { } chosen ? Text(chosen, "value") : null;
        }
    }

    private string? Text(string name) => Text(_root, name);

    private static string? Text(JsonObject holder, string name) => holder[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    private static string? Joined(params string?[] parts) => string.Join(' ', parts.OfType<string>()) is { Length: > 0 } joined ? joined : null;

    /// <summary>Takes out what was declared once and is kept, but shown no more.</summary>
    private void RemoveFormer(DirectoryKind kind, IReadOnlyList<DeclaredSchema> declared)
    {
        foreach (var (urn, value) in _root.Where(member => AttributeReader.IsOwn(member.Key)).ToList())
        {
            if (declared.FirstOrDefault(schema => schema.IsNamed(urn) && schema.IsLive && schema.ResourceType == kind.ToString()) is not { } schema || value is not JsonObject own)
            {
                _root.Remove(urn);
                continue;
            }

            RemoveUndeclared(own, schema.Attributes);
            if (own.Count == 0)
                _root.Remove(urn);
        }
    }

    private static void RemoveUndeclared(JsonObject holder, IReadOnlyList<AttributeDeclaration> attributes)
    {
        foreach (var (name, value) in holder.ToList())
        {
            if (attributes.FirstOrDefault(one => one.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is not { } attribute)
            {
                holder.Remove(name);
                continue;
            }

            foreach (var part in value is JsonArray list ? list.OfType<JsonObject>() : value is JsonObject one ? [one] : [])
                RemoveUndeclared(part, attribute.SubAttributes);
        }
    }

    private string Json(DirectoryEntry entry, DirectoryKind kind)
    {
        _root["meta"] = new JsonObject
        {
            ["resourceType"] = kind.ToString(),
            ["created"] = entry.CreatedAt.UtcDateTime,
            ["lastModified"] = entry.ChangedAt.UtcDateTime,
            ["version"] = $"W/\"{entry.Version}\"",
        };
        return _root.ToJsonString(Indented);
    }
}
