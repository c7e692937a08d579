using Pirros.Admin.Audit;
using Pirros.Admin.Components.Layout;

namespace Pirros.Admin.Components.Shared;

/// <summary>The list that a person comes from when they look at a connection, and goes back to.</summary>
internal static class ListLink
{
    /// <summary>Its address.</summary>
    public static string Href(Actor? actor) => actor?.SeesAllTenants == true ? "support" : "connections";

    /// <summary>Its name.</summary>
    public static string Words(Actor? actor) => actor?.SeesAllTenants == true ? LayoutTexts.Support : LayoutTexts.Connections;
}
