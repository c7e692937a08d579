using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pirros.Admin.Scim.Protocol.Schema;

/// <summary>One attribute of a schema with its characteristics (RFC 7643 §2.2, §7).</summary>
internal sealed class AttributeDefinition
{
    public required string Name
    {
        get;
        init
        {
            field = value;
            EncodedName = JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        }
    }

    public AttributeType Type { get; init; }

    public bool MultiValued { get; init; }

    public string Description { get; init; } = "";

    public bool Required { get; init; }

    public bool CaseExact { get; init; }

    public Mutability Mutability { get; init; }

    public Returned Returned { get; init; }

    public Uniqueness Uniqueness { get; init; }

    /// <summary>Suggested values. RFC 7643 §7 lets a provider accept others, and this one does: an odd <c>type</c> never fails a user.</summary>
    public IReadOnlyList<string> CanonicalValues { get; init; } = [];

    public IReadOnlyList<string> ReferenceTypes { get; init; } = [];

    public IReadOnlyList<AttributeDefinition> SubAttributes => Shape.Attributes;

    /// <summary>The sub-attributes as an indexed set; empty for a simple attribute.</summary>
    public AttributeSet Shape { get; private init; } = AttributeSet.Empty;

    /// <summary>Builds <see cref="Shape"/> from the sub-attributes of a complex attribute.</summary>
    public IReadOnlyList<AttributeDefinition> Of
    {
        init
        {
            Shape = new AttributeSet(value);
            foreach (var sub in value)
                sub.Parent = this;
        }
    }

    /// <summary>
    /// Whether the values live beside the document, as rows (a group's members, a user's groups), and are never stored in it.
    /// </summary>
    public bool KeptApart { get; init; }

    /// <summary>Whether each answer makes the value, from the address that was asked for: it lies nowhere, so nothing is found or sorted by it.</summary>
    public bool IsMade { get; init; }

    /// <summary>Whether the value, or one inside it, is given once and never changes (RFC 7643 §7).</summary>
    public bool HoldsImmutable => !KeptApart && (Mutability == Mutability.Immutable || (Mutability != Mutability.ReadOnly && Shape.HoldsImmutable));

    /// <summary>Whether this is the pseudo-attribute that holds the attributes of one extension (RFC 7643 §3.3); its name is the URN.</summary>
    public bool IsExtension { get; private init; }

    /// <summary>The complex attribute that this is a sub-attribute of.</summary>
    public AttributeDefinition? Parent { get; private set; }

    /// <summary>The position in the set that owns the attribute, and so the slot of its value.</summary>
    public int Ordinal { get; internal set; } = -1;

    /// <summary>The name in UTF-8, encoded once.</summary>
    public JsonEncodedText EncodedName { get; private init; }

    public bool IsComplex => Type == AttributeType.Complex;

    /// <summary>Whether this tells which one of many is preferred (RFC 7643 §2.4).</summary>
    public bool IsPrimary => Parent is { MultiValued: true } many && ReferenceEquals(many.Shape.Primary, this);

    /// <summary>Whether values are text: strings, references and base64 binaries.</summary>
    public bool IsText => Type is AttributeType.String or AttributeType.Reference or AttributeType.Binary;

    /// <summary>Whether values are compared as userNames are (<see cref="UserNameFold"/>).</summary>
    public bool IsUserName { get; init; }

    /// <summary>The form in which a text of this attribute is compared: as it is when case matters, else folded.</summary>
    public string Fold(string text) => CaseExact ? text : IsUserName ? UserNameFold.Fold(text) : CaseFold.Fold(text);

    /// <summary>Finds a sub-attribute; attribute names are case-insensitive (RFC 7643 §2.1).</summary>
    public AttributeDefinition? FindSubAttribute(ReadOnlySpan<char> name) => Shape.Find(name);

    /// <summary>An extension as one complex attribute of the root, so that core and extension attributes are walked the same way.</summary>
    public static AttributeDefinition ForExtension(SchemaDefinition schema, bool required) => new()
    {
        Name = schema.Id,
        Type = AttributeType.Complex,
        Description = schema.Description,
        Required = required,
        Shape = schema.Shape,
        IsExtension = true,
    };

    public override string ToString() => Name;
}
