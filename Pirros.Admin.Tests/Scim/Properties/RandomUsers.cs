using CsCheck;
using Pirros.Admin.Scim.Protocol.Resources;
using Pirros.Admin.Scim.Protocol.Schema;
using Pirros.Admin.Tests.Scim.Protocol;

namespace Pirros.Admin.Tests.Scim.Properties;

/// <summary>Random values and resources of a type, by its schema: every attribute that a client may write is there now and then.</summary>
internal static class RandomUsers
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static readonly Gen<long> Integer = Given.OneOf(0, 1, -1, 2, 10, 9, 9_007_199_254_740_993, 9_007_199_254_740_992, long.MaxValue, long.MinValue);

    public static readonly Gen<decimal> Decimal = Given.OneOf(
        0m, 1m, 1.0m, -1m, 0.1m, 0.10m, 1.5m, 10m, 9m, 0.30000000000000004m, 0.3m, 9_007_199_254_740_993m, 9_007_199_254_740_992m, 1234567890.0123456789m, decimal.MaxValue, decimal.MinValue, 0.0000000000000000000000000001m);

    public static readonly Gen<DateTimeOffset> Moment = Given.OneOf<long>(0, 1, 9_999, 10_000, 10_001, -1, -10_000, 1_230_000, TimeSpan.TicksPerSecond, TimeSpan.TicksPerDay, -TimeSpan.TicksPerDay * 800_000 / 2).Select(ticks => Noon.AddTicks(ticks));

    private static readonly Gen<string> Base64 = Given.OneOf("YQ==", "yg==", "AQID", "aqid", "AAAA");

    /// <summary>One value of a simple attribute.</summary>
    public static Gen<ScimValue> Simple(AttributeDefinition attribute) => attribute.Type switch
    {
        AttributeType.Boolean => Gen.Bool.Select(flag => (ScimValue)ScimBoolean.Of(flag)),
        AttributeType.Integer => Integer.Select(number => (ScimValue)new ScimInteger(number)),
        AttributeType.Decimal => Decimal.Select(number => (ScimValue)new ScimDecimal(number)),
        AttributeType.DateTime => Moment.Select(moment => (ScimValue)new ScimDateTime(moment)),
        AttributeType.Binary => Base64.Select(text => (ScimValue)new ScimString(text)),
        _ => (attribute.Required ? RandomText.NotBlank : RandomText.Value).Select(text => (ScimValue)new ScimString(text)),
    };

    /// <summary>A whole value of an attribute, a list where it has many; null for an empty one.</summary>
    public static Gen<ScimValue?> Whole(AttributeDefinition attribute)
    {
        var one = attribute.IsComplex ? Complex(attribute.Shape.Attributes, attribute.Shape, often: 0.5) : Simple(attribute).Select(value => (ScimValue?)value);
        return attribute.MultiValued
            ? one.List[0, 3].Select(items => (ScimValue?)ScimMultiValue.Of(OnePrimary(attribute, items)))
            : one;
    }

    /// <summary>A resource without an identity; its userName is what <paramref name="userName"/> gives.</summary>
    public static Gen<ScimResource> Of(ResourceType type, Gen<string> userName)
    {
        var name = type.Root.Find("userName")!;
        var others = type.Root.Attributes.Where(attribute => attribute != name).ToList();
        return Gen.Select(Complex(others, type.Root, often: 0.3), userName, (root, text) =>
            new ScimResource(type, ((ScimComplex?)root ?? ScimComplex.Empty(type.Root)).With(name, new ScimString(text))));
    }

    /// <summary>The attributes that a client may write and read back.</summary>
    public static bool IsWritable(AttributeDefinition attribute) => attribute is { Mutability: Mutability.ReadWrite, KeptApart: false };

    private static Gen<ScimValue?> Complex(IReadOnlyList<AttributeDefinition> attributes, AttributeSet shape, double often)
    {
        var values = Gen.Const<ScimComplex>(ScimComplex.Empty(shape));
        foreach (var attribute in attributes.Where(IsWritable))
            values = Gen.Select(values, Sometimes(attribute, often), (complex, value) => complex.With(attribute, value));
        return values.Select(complex => complex.IsEmpty ? null : (ScimValue?)complex);
    }

    private static Gen<ScimValue?> Sometimes(AttributeDefinition attribute, double often) =>
        Gen.Frequency(((int)(often * 10), Whole(attribute)), (10 - (int)(often * 10), Gen.Const<ScimValue?>((ScimValue?)null)));

    // At most one value is primary (RFC 7643 §2.4).
    private static List<ScimValue> OnePrimary(AttributeDefinition attribute, List<ScimValue?> items)
    {
        var seen = false;
        var result = new List<ScimValue>();
        foreach (var item in items)
        {
            if (item is not ScimComplex complex)
            {
                if (item is not null)
                    result.Add(item);
                continue;
            }

            result.Add(seen && Primary.IsSet(complex) ? Primary.Clear(complex) : complex);
            seen |= Primary.IsSet(complex);
        }

        return result;
    }
}
