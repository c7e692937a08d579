using System.Text.Json;
using Pirros.Admin.Scim.Protocol.Schema;

namespace Pirros.Admin.Scim.Protocol;

/// <summary>Puts one client's way of writing a value right before it is bound. Recognises it by what the value is, never by configuration.</summary>
internal interface IValueQuirk
{
    /// <summary>
    /// Called for the whole value of an attribute and, when it is multi-valued, for each entry.
    /// </summary>
    /// <returns>True with the value as the standard has it; false to leave it as it is.</returns>
    bool TryNormalise(AttributeDefinition attribute, JsonElement value, out JsonElement normalised);
}
