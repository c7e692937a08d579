namespace Pirros.Admin.Scim.Protocol.Filters;

/// <summary>What a literal was written as.</summary>
internal enum LiteralKind
{
    Text,
    Number,
    True,
    False,
    Null,
}
