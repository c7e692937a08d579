using Pirros.Admin.Storage.Sql;

namespace Pirros.Admin.Storage.Postgres;

/// <summary>A write that needs no step in between, and may therefore travel with others: <see cref="PostgresGroupCommit"/>.</summary>
internal abstract class GroupedWrite
{
    /// <summary>Counts until the statements are sent.</summary>
    public abstract CancellationToken Cancel { get; }

    /// <summary>The statement that decides, and whose first row is read.</summary>
    public abstract SqlStatement First { get; }

    /// <summary>Adds what follows from it with <see cref="WriteScope.Last"/>, <see cref="WriteScope.LastOfAll"/> and <see cref="WriteScope.Counts"/>. It may be called again when the write is sent again.</summary>
    public abstract void Follow(WriteScope scope);

    /// <summary>Takes the first row of <see cref="First"/>, or that there is none; it counts once <see cref="Answer"/> is called.</summary>
    public abstract void Read(ISqlRow? row);

    /// <summary>It is committed.</summary>
    public abstract void Answer();

    /// <summary>It undid itself, and nothing of it is written.</summary>
    public abstract void AnswerUndone();

    public abstract void Fail(Exception error);
}

/// <inheritdoc cref="GroupedWrite"/>
/// <param name="first">The statement that decides.</param>
/// <param name="follow">Adds what follows from it.</param>
/// <param name="read">Reads the first row.</param>
/// <param name="none">What is answered where there is no row, or where the write undid itself.</param>
/// <param name="cancel">Counts until it is sent.</param>
internal sealed class GroupedWrite<T>(SqlStatement first, Action<WriteScope> follow, Func<ISqlRow, T> read, T none, CancellationToken cancel) : GroupedWrite
{
    private readonly TaskCompletionSource<T> _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly T _none = none;
    private T _result = none;

    public Task<T> Written => _written.Task;

    public override CancellationToken Cancel => cancel;

    public override SqlStatement First => first;

    public override void Follow(WriteScope scope) => follow(scope);

    public override void Read(ISqlRow? row) => _result = row is null ? _none : read(row);

    public override void Answer() => _written.TrySetResult(_result);

    public override void AnswerUndone() => _written.TrySetResult(_none);

    public override void Fail(Exception error)
    {
        if (error is OperationCanceledException)
            _written.TrySetCanceled(cancel);
        else
            _written.TrySetException(error);
    }
}
