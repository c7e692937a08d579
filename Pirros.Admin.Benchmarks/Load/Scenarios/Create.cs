using System.Collections.Concurrent;
using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load.Scenarios;

/// <summary>New users. They are deleted again after each window, so that the size stays what it says.</summary>
internal class Create(Subject subject) : Scenario(subject)
{
    private readonly ConcurrentBag<string> _made = [];
    private string[] _toDelete = [];

    public override int? StepsAWindow => 2500;

    public override int UndoSteps => (_toDelete = [.. _made]).Length;

    public override void Begin() => _made.Clear();

    public override int Step(ScimConnection connection, int step) => Send(connection, People.NextNumber());

    public override int Undo(ScimConnection connection, int part) => connection.Send("DELETE", $"/Users/{_toDelete[part]}");

    protected int Send(ScimConnection connection, int number)
    {
        var status = connection.Send("POST", "/Users", SampleUser.Body(number));
        if (IsSuccess(status))
            _made.Add(connection.Member("id") ?? throw new InvalidDataException("A created user has no id."));
        return status;
    }
}
