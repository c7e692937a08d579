using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>
/// Binds the body of a POST or PUT to a resource type (RFC 7644 §3.3, §3.5.1). Read-only attributes are passed over, write-only ones
/// accepted and dropped, unknown ones left out and counted. A name that is there twice counts as its last value.
/// </summary>
internal static class ResourceBinder
{
    /// <exception cref="ScimException">400 invalidSyntax when the body is no object; 400 invalidValue when a value can't be of its type.</exception>
    public static BoundResource Bind(JsonElement body, ResourceType type, QuirkSet? quirks = null)
    {
        if (body.ValueKind != JsonValueKind.Object)
            throw ScimException.InvalidSyntax("The body must be a JSON object.");
        var binder = new ValueBinder(quirks ?? QuirkSet.None);
        var root = BindRoot(binder, type, ScimComplex.Empty(type.Root), body);
        return new BoundResource(new ScimResource(type, root), binder.Ignored);
    }

    private static ScimComplex BindRoot(ValueBinder binder, ResourceType type, ScimComplex root, JsonElement body)
    {
        var builder = new ScimComplex.Builder(type.Root);
        List<JsonProperty>? qualified = null;
        foreach (var member in body.EnumerateObject())
        {
            if (type.Root.Find(member.Name) is { } attribute)
            {
                if (attribute.Mutability is Mutability.ReadOnly or Mutability.WriteOnly)
                    continue;
                binder.Path.Push(attribute.Name);
                builder.Set(attribute, binder.Bind(attribute, member.Value));
                binder.Path.Pop();
            }
            else if (member.Name.Equals("schemas", StringComparison.OrdinalIgnoreCase))
            {
                Schemas.Check(binder, type, member.Value);
            }
            else
            {
                (qualified ??= []).Add(member);
            }
        }

        root = root.IsEmpty ? builder.ToComplex() : Overlay(root, builder.ToComplex());
        foreach (var member in qualified ?? [])
            root = BindQualified(binder, type, root, member);
        return root;
    }

    // "name.givenName", "urn:…:User:employeeNumber", or everything once more below the core schema's URN.
    private static ScimComplex BindQualified(ValueBinder binder, ResourceType type, ScimComplex root, JsonProperty member)
    {
        var target = AttributeLookup.Find(type, member.Name);
        if (target.IsRoot && member.Value.ValueKind == JsonValueKind.Object)
            return BindRoot(binder, type, root, member.Value);
        if (target.Attribute is not { } attribute)
        {
            binder.Ignore(member.Name);
            return root;
        }

        if (target.Leaf.Mutability is Mutability.ReadOnly or Mutability.WriteOnly || attribute.Mutability == Mutability.ReadOnly)
            return root;
        binder.Path.Push(member.Name);
        var value = binder.Bind(target.Leaf, member.Value);
        binder.Path.Pop();
        return Placement.Set(root, target, value);
    }

    private static ScimComplex Overlay(ScimComplex below, ScimComplex above)
    {
        foreach (var attribute in above.Shape.Span)
        {
            if (above.Get(attribute) is { } value)
                below = below.With(attribute, value);
        }

        return below;
    }
}
