using System.Globalization;
using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load.Scenarios;

/// <summary>A group whose members are the first so many users. Made when it is first asked for, then shared by the scenarios of one server.</summary>
internal sealed class SampleGroup
{
    /// <summary>Members in a PATCH that fills or empties a group.</summary>
    public const int Chunk = 500;

    private SampleGroup(string? path, string? refusal) => (Path, Refusal) = (path ?? "", refusal);

    /// <summary>Below the base URL.</summary>
    public string Path { get; }

    /// <summary>Why there is none; null when there is.</summary>
    public string? Refusal { get; }

    public static SampleGroup Of(Subject subject, int members, ScimConnection connection)
    {
        if (!subject.Groups.TryGetValue(members, out var group))
            subject.Groups[members] = group = Make(subject, members, connection);
        return group;
    }

    private static SampleGroup Make(Subject subject, int members, ScimConnection connection)
    {
        if (subject.People.Count < members)
            return new SampleGroup(null, "there are fewer users than members");
        var status = connection.Send("POST", "/Groups", Messages.Group(string.Create(CultureInfo.InvariantCulture, $"Group of {members}")));
        if (!Scenario.IsSuccess(status) || connection.Member("id") is not { } id)
            return new SampleGroup(null, $"POST /Groups was answered {status}");
        for (var from = 0; from < members; from += Chunk)
        {
            status = connection.Send("PATCH", $"/Groups/{id}", Messages.AddMembers(subject.People, from, Math.Min(Chunk, members - from)));
            if (!Scenario.IsSuccess(status))
                return new SampleGroup(null, $"a PATCH that adds members was answered {status}");
        }

        return new SampleGroup($"/Groups/{id}", null);
    }
}
