using System.Globalization;
using System.Text;

namespace Pirros.Admin.Scim.Protocol.Resources;

/// <summary>Where in a document the binder is; becomes text only when there is something to say about it.</summary>
internal sealed class BindingPath
{
    private readonly List<(object? Part, int Index)> segments = new(4);

    /// <summary>Goes into a member: its name, or something whose text is its name.</summary>
    public void Push(object name) => segments.Add((name, 0));

    public void Push(int index) => segments.Add((null, index));

    public void Pop() => segments.RemoveAt(segments.Count - 1);

    public void Clear() => segments.Clear();

    /// <summary>The path to a member of what is here.</summary>
    public string To(string name)
    {
        Push(name);
        var text = ToString();
        Pop();
        return text;
    }

    /// <summary><c>emails[1].type</c>, or <c>urn:…:User:manager.value</c>: a URN is followed by a colon.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var separator = "";
        foreach (var (part, index) in segments)
        {
            if (part is null)
            {
                text.Append('[').Append(index.ToString(CultureInfo.InvariantCulture)).Append(']');
                separator = ".";
                continue;
            }

            var name = part.ToString()!;
            text.Append(separator).Append(name);
            separator = name.StartsWith("urn:", StringComparison.OrdinalIgnoreCase) && name.IndexOf('.', name.LastIndexOf(':')) < 0 && !name.EndsWith(']') ? ":" : ".";
        }

        return text.ToString();
    }
}
