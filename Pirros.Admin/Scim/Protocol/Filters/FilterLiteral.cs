namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>The value that an attribute is compared with.</summary>
/// <param name="Kind">What it was written as; a bare word counts as text.</param>
/// <param name="Text">The text without quotes and escapes, or the number as it was written.</param>
internal sealed record FilterLiteral(LiteralKind Kind, string Text)
{
    public static FilterLiteral True { get; } = new(LiteralKind.True, "true");

    public static FilterLiteral False { get; } = new(LiteralKind.False, "false");

    public static FilterLiteral Null { get; } = new(LiteralKind.Null, "null");

    public static FilterLiteral Of(string text) => new(LiteralKind.Text, text);
}
