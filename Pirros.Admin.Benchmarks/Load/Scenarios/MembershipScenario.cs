using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load.Scenarios;

/// <summary>Changes of one group's members. Those that come and go are the users behind the group's own.</summary>
/// <param name="subject">The server.</param>
/// <param name="size">Members that stay.</param>
/// <param name="atOnce">Members in one request.</param>
internal abstract class MembershipScenario(Subject subject, int size, int atOnce) : Scenario(subject)
{
    /// <summary>Users beside the members that a window adds or removes at most.</summary>
    public const int Spare = 2000;

    public override int? StepsAWindow => Coming / atOnce;

    protected string Path { get; private set; } = "";

    /// <summary>How many users come and go in a window.</summary>
    protected int Coming => Math.Min(Spare, People.Count - size) / atOnce * atOnce;

    public override string? Prepare(ScimConnection connection)
    {
        var group = SampleGroup.Of(Subject, size, connection);
        Path = group.Path;
        return group.Refusal ?? (Coming == 0 ? "there are too few users beside the members" : null);
    }

    protected int Add(ScimConnection connection, int from, int count) => connection.Send("PATCH", Path, Messages.AddMembers(People, size + from, count));

    protected int Remove(ScimConnection connection, int from, int count) => connection.Send("PATCH", Path, Messages.RemoveMembers(People, size + from, count));
}
