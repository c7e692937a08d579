using Pirros.Admin.Scim.Protocol.Messages;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>
/// What of a resource a response shows: the <c>attributes</c> or <c>excludedAttributes</c> parameter together with each attribute's
/// <c>returned</c> characteristic (RFC 7644 §3.9, RFC 7643 §7). Names that are not known select nothing and exclude nothing.
/// </summary>
internal sealed class Projection
{
    // Selects nothing and excludes nothing; what most requests ask for.
    private static readonly Selection Nothing = new();

    private readonly ResourceType type;
    private readonly Selection? included;
    private readonly Selection excluded;

    private Projection(ResourceType type, Selection? included, Selection excluded)
    {
        this.type = type;
        this.included = included;
        this.excluded = excluded;
        IsDefault = included is null && !type.HidesStoredValues && (excluded.IsEmpty || excluded.Attributes.All(a => a.Returned == Returned.Always || (a.KeptApart && excluded.Of(a) is { IsWhole: true })));
    }

    /// <summary>
    /// Whether a stored document can be sent as it is. Attributes that are kept apart are not in it; ask <c>Includes</c> for those.
    /// </summary>
    public bool IsDefault { get; }

    /// <summary>The projection of a request without either parameter.</summary>
    public static Projection Default(ResourceType type) => new(type, null, Nothing);

    /// <exception cref="ScimException">400 invalidValue when both parameters are given; they exclude each other.</exception>
    public static Projection Parse(string? attributes, string? excludedAttributes, ResourceType type)
    {
        var hasAttributes = !string.IsNullOrWhiteSpace(attributes);
        if (hasAttributes && !string.IsNullOrWhiteSpace(excludedAttributes))
            throw ScimException.InvalidValue("attributes and excludedAttributes can't be used together.");
        return new Projection(type, hasAttributes ? Select(attributes, type) : null, Select(excludedAttributes, type));
    }

    /// <summary>Whether a response shows the attribute of the root, at least in part.</summary>
    public bool Includes(string name) => type.Root.Find(name) is { } attribute && Includes(attribute, included, excluded);

    public ScimResource Apply(ScimResource resource) => new(resource.ResourceType, Apply(resource.Root, included, excluded));

    private static bool Includes(AttributeDefinition attribute, Selection? included, Selection? excluded) => attribute.Returned switch
    {
        Returned.Always => true,
        Returned.Never => false,
        _ when included is not null => included.IsWhole ? attribute.Returned == Returned.Default : included.Of(attribute) is not null,
        Returned.Request => false,
        _ => excluded?.Of(attribute) is not { IsWhole: true },
    };

    private static ScimComplex Apply(ScimComplex value, Selection? included, Selection? excluded)
    {
        var result = value;
        foreach (var attribute in value.Shape.Span)
        {
            if (value.Get(attribute) is not { } inner)
                continue;
            if (Includes(attribute, included, excluded))
                result = result.With(attribute, ApplyBelow(inner, included?.Of(attribute) ?? (included is { IsWhole: true } ? included : null), excluded?.Of(attribute)));
            else
                // An extension is no attribute of its own: what is always returned is shown of it too.
                result = result.With(attribute, attribute.IsExtension ? ApplyBelow(inner, Nothing, null) : null);
        }

        return result;
    }

    private static ScimValue? ApplyBelow(ScimValue value, Selection? included, Selection? excluded)
    {
        switch (value)
        {
            case ScimComplex complex:
                return Apply(complex, included, excluded) is { IsEmpty: false } some ? some : null;
            case ScimMultiValue many:
                var items = new List<ScimValue>(many.Count);
                foreach (var item in many.Items)
                {
                    if (ApplyBelow(item, included, excluded) is { } kept)
                        items.Add(kept);
                }

                return ScimMultiValue.Of(items);
            default:
                return value;
        }
    }

    private static Selection Select(string? names, ResourceType type)
    {
        if (string.IsNullOrWhiteSpace(names))
            return Nothing;
        var selection = new Selection();
        foreach (var part in names.AsSpan().Split(','))
        {
            // Some clients write a filter behind the name; which values they want of it is not for this parameter to say.
            var name = names.AsSpan(part);
            var target = AttributeLookup.Find(type, (name.IndexOf('[') is var bracket and > 0 ? name[..bracket] : name).Trim());
            if (target.Attribute is not null)
                selection.Add(target);
        }

        return selection;
    }
}
