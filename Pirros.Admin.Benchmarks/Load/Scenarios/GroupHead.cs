using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load.Scenarios;

/// <summary>A group without its members, as Entra ID reads it.</summary>
internal sealed class GroupHead(Subject subject, int size) : Scenario(subject)
{
    private string _path = "";

    public override string? Prepare(ScimConnection connection)
    {
        var group = SampleGroup.Of(Subject, size, connection);
        _path = $"{group.Path}?excludedAttributes=members";
        return group.Refusal;
    }

    public override int Step(ScimConnection connection, int step) => connection.Send("GET", _path);
}
