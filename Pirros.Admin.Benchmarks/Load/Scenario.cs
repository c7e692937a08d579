using Pirros.Admin.Benchmarks.Servers;

namespace Pirros.Admin.Benchmarks.Load;

/// <summary>What is done over and over to one server. Steps run on several connections at once.</summary>
internal abstract class Scenario(Subject subject)
{
    protected Subject Subject => subject;

    protected Population People => subject.People;

    /// <summary>Requests that a step sends.</summary>
    public virtual int RequestsAStep => 1;

    /// <summary>How many steps until what they did must be undone; null when they can go on for ever.</summary>
    public virtual int? StepsAWindow => null;

    /// <summary>How many calls of <see cref="Undo"/> put the server back as it was before a window.</summary>
    public virtual int UndoSteps => 0;

    /// <summary>Makes what the steps need. Null when it is there, otherwise why the server does not offer this.</summary>
    public virtual string? Prepare(ScimConnection connection) => null;

    /// <summary>Sends a step's requests; gives the status of the first that failed, or of the last.</summary>
    public abstract int Step(ScimConnection connection, int step);

    /// <summary>Undoes a part of a window, unmeasured; gives the status.</summary>
    public virtual int Undo(ScimConnection connection, int part) => throw new NotSupportedException("This scenario leaves nothing behind.");

    /// <summary>A new window begins.</summary>
    public virtual void Begin()
    {
    }

    public static bool IsSuccess(int status) => status is >= 200 and < 300;
}
