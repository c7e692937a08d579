using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>
/// Binds JSON to the schema: canonical names, coerced types, unknown attributes left out and counted. Used for whole bodies and for the
/// values of PATCH operations; one instance serves one request.
/// </summary>
internal sealed class ValueBinder(QuirkSet quirks)
{
    private List<IgnoredAttribute>? ignored;

    public IReadOnlyList<IgnoredAttribute> Ignored => ignored ?? (IReadOnlyList<IgnoredAttribute>)[];

    /// <summary>Where the binder is, for errors.</summary>
    public BindingPath Path { get; } = new();

    /// <summary>Notes an unknown member of what is at <see cref="Path"/>.</summary>
    public void Ignore(string name) => IgnorePath(Path.To(name));

    public void IgnorePath(string path) => (ignored ??= []).Add(new IgnoredAttribute(path));

    /// <summary>Binds the whole value of an attribute; null when it is absent, that is null, empty text, an empty list or object (RFC 7643 §2.5).</summary>
    public ScimValue? Bind(AttributeDefinition attribute, JsonElement json)
    {
        if (IsNothing(json))
            return null;
        json = quirks.Normalise(attribute, json);
        return attribute.MultiValued ? BindMany(attribute, json) : BindOne(attribute, json);
    }

    /// <summary>Binds one entry of a multi-valued attribute, or the value of a single-valued one.</summary>
    public ScimValue? BindOne(AttributeDefinition attribute, JsonElement json)
    {
        if (attribute.IsComplex)
            return BindComplex(attribute, json);
        if (SimpleValues.TryRead(attribute, json, out var value, out var expected))
            return value;
        throw Wrong(json, expected);
    }

    /// <summary>
    /// Merges an object into a complex value: what is given is set, what is given as absent is removed, the rest stays
    /// (RFC 7644 §3.5.2.1, §3.5.2.3). With <paramref name="append"/>, a list inside keeps its values and gets those given.
    /// </summary>
    public ScimComplex Merge(AttributeDefinition attribute, ScimComplex? current, JsonElement json, bool append)
    {
        var result = current ?? ScimComplex.Empty(attribute.Shape);
        foreach (var member in Members(attribute, json))
        {
            if (FindWritable(attribute, member.Name) is not { } sub)
                continue;
            Path.Push(sub.Name);
            var value = sub is { IsComplex: true, MultiValued: false } && Normalise(sub, member.Value) is { ValueKind: JsonValueKind.Object } given && !IsNothing(given)
                ? Merge(sub, result.Get(sub) as ScimComplex, given, append)
                : Bind(sub, member.Value);
            Path.Pop();
            if (append)
                value = ScimMultiValue.Union(sub, result.Get(sub), value);
            result = result.With(sub, value is ScimComplex { IsEmpty: true } ? null : value);
        }

        return References.Settle(current, result);
    }

    /// <summary>The value with the known deviations put right.</summary>
    public JsonElement Normalise(AttributeDefinition attribute, JsonElement json) => IsNothing(json) ? json : quirks.Normalise(attribute, json);

    /// <summary>Whether the value means absent (RFC 7643 §2.5).</summary>
    public static bool IsNothing(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => true,
        JsonValueKind.String => json.ValueEquals(ReadOnlySpan<byte>.Empty),
        JsonValueKind.Array => json.GetArrayLength() == 0,
        JsonValueKind.Object => json.GetPropertyCount() == 0,
        _ => false,
    };

    public ScimException Wrong(JsonElement json, string expected) =>
        ScimException.InvalidValue($"{Path}: {expected} was expected, not {Kind(json)}.");

    private ScimMultiValue? BindMany(AttributeDefinition attribute, JsonElement json)
    {
        // A single value stands for a list of one.
        if (json.ValueKind != JsonValueKind.Array)
            return BindEntry(attribute, json) is { } only ? ScimMultiValue.Of(only) : null;
        var items = new List<ScimValue>(json.GetArrayLength());
        var index = 0;
        foreach (var element in json.EnumerateArray())
        {
            Path.Push(index++);
            if (!IsNothing(element) && BindEntry(attribute, quirks.Normalise(attribute, element)) is { } item)
                items.Add(item);
            Path.Pop();
        }

        return ScimMultiValue.Of(items);
    }

    private ScimValue? BindEntry(AttributeDefinition attribute, JsonElement json)
    {
        // ["a@b"] for [{"value": "a@b"}].
        if (attribute.Shape.Value is not { } valueAttribute || json.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            return BindOne(attribute, json);
        var builder = new ScimComplex.Builder(attribute.Shape);
        builder.Set(valueAttribute, BindOne(valueAttribute, json));
        return builder.ToComplexOrNull();
    }

    private ScimComplex? BindComplex(AttributeDefinition attribute, JsonElement json)
    {
        var builder = new ScimComplex.Builder(attribute.Shape);
        foreach (var member in Members(attribute, json))
        {
            if (FindWritable(attribute, member.Name) is not { } sub)
                continue;
            Path.Push(sub.Name);
            builder.Set(sub, Bind(sub, member.Value));
            Path.Pop();
        }

        return builder.ToComplexOrNull();
    }

    private JsonElement.ObjectEnumerator Members(AttributeDefinition attribute, JsonElement json) =>
        json.ValueKind == JsonValueKind.Object ? json.EnumerateObject() : throw Wrong(json, SimpleValues.Expected(attribute));

    // Read-only sub-attributes are what the client was shown: it may send them back, and they are passed over (RFC 7644 §3.5.1).
    private AttributeDefinition? FindWritable(AttributeDefinition attribute, string name)
    {
        if (attribute.FindSubAttribute(name) is { } sub)
            return sub.Mutability is Mutability.ReadOnly or Mutability.WriteOnly ? null : sub;
        Ignore(name);
        return null;
    }

    private static string Kind(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "this text",
        JsonValueKind.Number => "a number",
        _ => "a boolean",
    };
}
