using System.Text.RegularExpressions;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.DeclaredSchemas;

/// <summary>What a connection may declare. Characteristics that the endpoint would not obey are refused, not passed over.</summary>
internal static partial class DeclaredSchemaRules
{
    /// <summary>The most schemas of a connection.</summary>
    public const int MaximumSchemas = 20;

    /// <summary>The most attributes of a schema, and sub-attributes of an attribute.</summary>
    public const int MaximumAttributes = 100;

    /// <summary>The longest URN.</summary>
    public const int MaximumUrn = 200;

    private const int MaximumName = 60;
    private const int MaximumDescription = 300;
    private const int MaximumValues = 100;

    // Given to the standard's own schemas and messages (RFC 7643 §10.2).
    private static readonly string[] Taken = ["urn:ietf:params:scim:schemas:core:", "urn:ietf:params:scim:api:", "urn:ietf:params:scim:schemas:extension:enterprise:2.0:"];

    /// <summary>Checks a schema by itself, and gives it trimmed.</summary>
    /// <exception cref="RefusedException">With the mistake, and what to write instead.</exception>
    public static DeclaredSchema Check(DeclaredSchema schema)
    {
        var urn = schema.Id?.Trim() ?? "";
        if (urn.Length == 0)
            throw RefusedException.Invalid(DeclaredSchemaTexts.NoUrn);
        if (urn.Length > MaximumUrn || !Urn().IsMatch(urn))
            throw RefusedException.Invalid(DeclaredSchemaTexts.FormatBadUrn(Short(urn), MaximumUrn));
        if (Taken.Any(prefix => urn.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            throw RefusedException.Invalid(DeclaredSchemaTexts.FormatStandardUrn(urn));
        if (schema.ResourceType is not ("User" or "Group"))
            throw RefusedException.Invalid(DeclaredSchemaTexts.UserOrGroup);
        if (schema.Attributes is not { Count: > 0 })
            throw RefusedException.Invalid(DeclaredSchemaTexts.NoAttributes);
        return schema with
        {
            Id = urn,
            Name = PlainText.Optional(schema.Name, DeclaredSchemaTexts.SchemaName, MaximumName) ?? "",
            Description = PlainText.Optional(schema.Description, DeclaredSchemaTexts.SchemaDescription, MaximumDescription) ?? "",
            Attributes = CheckAll(schema.Attributes, ""),
            Former = [],
        };
    }

    /// <summary>What a connection declares when <paramref name="added"/> comes to it: attributes of a schema that is there already join it.</summary>
    /// <exception cref="RefusedException">It contradicts what is declared.</exception>
    public static IReadOnlyList<DeclaredSchema> Join(IReadOnlyList<DeclaredSchema> declared, DeclaredSchema added)
    {
        if (declared.FirstOrDefault(schema => schema.IsNamed(added.Id)) is { } known)
            return declared.Select(schema => schema == known ? Join(known, added) : schema).ToList();
        if (declared.Count(schema => schema.IsLive) >= MaximumSchemas)
            throw RefusedException.Conflict(DeclaredSchemaTexts.FormatMostSchemas(MaximumSchemas));

        // "urn:a:b" with an attribute c, and "urn:a:b:c", could not be told apart.
        if (declared.FirstOrDefault(schema => IsBelow(schema.Id, added.Id) || IsBelow(added.Id, schema.Id)) is { } near)
            throw RefusedException.Conflict(DeclaredSchemaTexts.FormatBeginAlike(added.Id, near.Id));
        return [.. declared, added];
    }

    /// <summary>What a connection declares without a schema, or without one attribute of it when one is named.</summary>
    /// <exception cref="RefusedException">There is none such.</exception>
    public static IReadOnlyList<DeclaredSchema> Without(IReadOnlyList<DeclaredSchema> declared, string urn, string? attribute)
    {
        var schema = declared.FirstOrDefault(one => one.IsNamed(urn) && one.IsLive)
            ?? throw RefusedException.NotFound(DeclaredSchemaTexts.FormatNoSchema(Short(urn)));
        if (attribute is not null && schema.Find(attribute) is null)
            throw RefusedException.NotFound(DeclaredSchemaTexts.FormatNoAttribute(schema.Id, Short(attribute)));
        var gone = schema.Attributes.Where(one => attribute is null || one == schema.Find(attribute)).ToList();
        var left = schema with { Attributes = schema.Attributes.Except(gone).ToList(), Former = [.. schema.Former, .. gone.Where(one => !schema.Former.Any(one.SameAs))] };
        return declared.Select(one => one == schema ? left : one).ToList();
    }

    private static DeclaredSchema Join(DeclaredSchema known, DeclaredSchema added)
    {
        if (known.ResourceType != added.ResourceType)
            throw RefusedException.Conflict(DeclaredSchemaTexts.FormatOtherType(known.Id, known.ResourceType, added.ResourceType));
        foreach (var attribute in added.Attributes)
        {
            if (known.Find(attribute.Name) is { } same && !same.SameAs(attribute with { Name = same.Name }))
                throw RefusedException.Conflict(DeclaredSchemaTexts.FormatOtherWay(same.Name, known.Id));
        }

        foreach (var former in known.Former)
        {
            if (added.Find(former.Name) is { } again && !again.HasFormOf(former))
                throw RefusedException.Conflict(DeclaredSchemaTexts.FormatOtherForm(former.Name, known.Id));
        }

        var more = added.Attributes.Where(attribute => known.Find(attribute.Name) is null).Select(attribute => attribute.SpeltAs(known.Former)).ToList();
        if (known.Attributes.Count + more.Count > MaximumAttributes)
            throw TooMany(known.Id);
        return known with
        {
            Name = added.Name.Length > 0 ? added.Name : known.Name,
            Description = added.Description.Length > 0 ? added.Description : known.Description,
            Attributes = [.. known.Attributes, .. more],
        };
    }

    private static List<AttributeDeclaration> CheckAll(IReadOnlyList<AttributeDeclaration> attributes, string prefix)
    {
        if (attributes.Count > MaximumAttributes)
            throw TooMany(prefix.Length == 0 ? DeclaredSchemaTexts.TheSchema : $"'{prefix}'");
        var checkedOnes = attributes.Select(attribute => Check(attribute, prefix)).ToList();
        if (checkedOnes.GroupBy(attribute => attribute.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw RefusedException.Invalid(DeclaredSchemaTexts.FormatTwice($"{prefix}{twice.Key}"));
        return checkedOnes;
    }

    private static AttributeDeclaration Check(AttributeDeclaration attribute, string prefix)
    {
        var name = attribute.Name?.Trim() ?? "";
        if (name.Length == 0)
            throw RefusedException.Invalid(DeclaredSchemaTexts.NoName);
        if (name.Length > MaximumName || !(prefix.Length > 0 && name == "$ref") && !AttributeName().IsMatch(name))
            throw RefusedException.Invalid(DeclaredSchemaTexts.FormatBadName(Short(name), MaximumName));
        CheckCharacteristics(attribute, DeclaredSchemaTexts.FormatTheAttribute($"{prefix}{name}"));
        return attribute with
        {
            Name = name,
            Description = PlainText.Optional(attribute.Description, DeclaredSchemaTexts.AttributeDescription, MaximumDescription) ?? "",
            CanonicalValues = CheckTexts(attribute.CanonicalValues, DeclaredSchemaTexts.CanonicalValue),
            ReferenceTypes = CheckTexts(attribute.ReferenceTypes, DeclaredSchemaTexts.ReferenceType),
            SubAttributes = CheckAll(attribute.SubAttributes ?? [], $"{name}."),
        };
    }

    private static void CheckCharacteristics(AttributeDeclaration attribute, string what)
    {
        if (!Enum.IsDefined(attribute.Type) || !Enum.IsDefined(attribute.Mutability) || !Enum.IsDefined(attribute.Returned) || !Enum.IsDefined(attribute.Uniqueness))
            throw RefusedException.Invalid(DeclaredSchemaTexts.FormatUnknownCharacteristic(what));
        if (attribute.Required)
            throw RefusedException.Invalid(DeclaredSchemaTexts.FormatIsRequired(what));
        if (attribute.Mutability is Mutability.ReadOnly or Mutability.WriteOnly)
            throw RefusedException.Invalid(DeclaredSchemaTexts.FormatBadMutability(what));
        if (attribute.Returned == Returned.Never)
            throw RefusedException.Invalid(DeclaredSchemaTexts.FormatNeverReturned(what));
        if (attribute.Uniqueness != Uniqueness.None)
            throw RefusedException.Invalid(DeclaredSchemaTexts.FormatIsUnique(what));
        if (attribute.Type == AttributeType.Complex && attribute.SubAttributes is not { Count: > 0 })
            throw RefusedException.Invalid(DeclaredSchemaTexts.FormatNoSubAttributes(what));
        if (attribute.Type != AttributeType.Complex && attribute.SubAttributes is { Count: > 0 })
            throw RefusedException.Invalid(DeclaredSchemaTexts.FormatHasSubAttributes(what));
        if (attribute.SubAttributes?.Any(sub => sub.Type == AttributeType.Complex) == true)
            throw RefusedException.Invalid(DeclaredSchemaTexts.FormatComplexInside(what));
    }

    private static List<string> CheckTexts(IReadOnlyList<string>? texts, string what)
        => texts is { Count: > MaximumValues }
            ? throw RefusedException.Invalid(DeclaredSchemaTexts.FormatTooManyValues(what, MaximumValues))
            : (texts ?? []).Select(text => PlainText.Require(text, what, MaximumName)).ToList();

    private static bool IsBelow(string urn, string other) => urn.Length > other.Length && urn[other.Length] == ':' && urn.StartsWith(other, StringComparison.OrdinalIgnoreCase);

    private static RefusedException TooMany(string what) => RefusedException.Invalid(DeclaredSchemaTexts.FormatTooManyAttributes(what, MaximumAttributes));

    private static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";

    // RFC 8141 §2, without the characters that a SCIM path gives another meaning.
    [GeneratedRegex("^urn:[a-z0-9][a-z0-9-]{0,31}(:[a-z0-9._-]+)+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Urn();

    // RFC 7643 §2.1.
    [GeneratedRegex("^[a-z][a-z0-9_-]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AttributeName();
}
