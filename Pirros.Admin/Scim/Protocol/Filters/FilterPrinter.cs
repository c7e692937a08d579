using System.Globalization;
using System.Text;

namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>Writes filters in their canonical text: lower-case words, single spaces, no parentheses but those that change the meaning.</summary>
internal static class FilterPrinter
{
    public static string Print(Filter filter)
    {
        var text = new StringBuilder();
        Print(text, filter);
        return text.ToString();
    }

    private static void Print(StringBuilder text, Filter filter)
    {
        switch (filter)
        {
            case OrFilter or:
                Print(text, or.Left);
                text.Append(" or ");
                PrintOperand(text, or.Right, or.Right is OrFilter);
                break;
            case AndFilter and:
                PrintOperand(text, and.Left, and.Left is OrFilter);
                text.Append(" and ");
                PrintOperand(text, and.Right, and.Right is OrFilter or AndFilter);
                break;
            case NotFilter not:
                text.Append("not ");
                PrintOperand(text, not.Inner, true);
                break;
            case ValuePathFilter valuePath:
                text.Append(valuePath.Path).Append('[');
                Print(text, valuePath.Inner);
                text.Append(']');
                break;
            case PresentFilter present:
                text.Append(present.Path).Append(" pr");
                break;
            case ComparisonFilter comparison:
                text.Append(comparison.Path).Append(' ').Append(comparison.Operator.Word).Append(' ');
                PrintLiteral(text, comparison.Literal);
                break;
            default:
                throw new InvalidOperationException($"A filter of type {filter.GetType().Name} can't be written.");
        }
    }

    private static void PrintOperand(StringBuilder text, Filter filter, bool parentheses)
    {
        if (parentheses)
            text.Append('(');
        Print(text, filter);
        if (parentheses)
            text.Append(')');
    }

    private static void PrintLiteral(StringBuilder text, FilterLiteral literal)
    {
        if (literal.Kind != LiteralKind.Text)
        {
            text.Append(literal.Text);
            return;
        }

        text.Append('"');
        foreach (var c in literal.Text)
        {
            if (c is '"' or '\\')
                text.Append('\\').Append(c);
            else if (c < ' ')
                text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            else
                text.Append(c);
        }

        text.Append('"');
    }
}
