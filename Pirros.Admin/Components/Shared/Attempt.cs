using MudBlazor;

namespace Pirros.Admin.Components.Shared;

/// <summary>Runs what a button starts: once at a time, with a refusal kept to be shown beside what was typed, and anything unexpected told without its details.</summary>
internal sealed partial class Attempt(ISnackbar snackbar, ILogger<Attempt> log)
{
    /// <summary>Whether it runs now.</summary>
    public bool Busy { get; private set; }

    /// <summary>Why the last run was refused; null when it was not.</summary>
    public string? Refused { get; private set; }

    /// <summary>Whether the last run was refused because the person must sign in again first.</summary>
    public bool SignInAgain { get; private set; }

    /// <summary>Runs <paramref name="act"/>, unless one runs already. True when it went through.</summary>
    public async Task<bool> RunAsync(Func<Task> act)
    {
        if (Busy)
            return false;
        (Busy, Refused, SignInAgain) = (true, null, false);
        try
        {
            await act();
            return true;
        }
        catch (RefusedException refused)
        {
            SignInAgain = refused.Reason == Refusal.SignInAgain;
            Refused = SignInAgain ? null : refused.Message;
            return false;
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            Failed(error);
            snackbar.Add(SharedTexts.DidNotWork, Severity.Error);
            return false;
        }
        finally
        {
            Busy = false;
        }
    }

    [LoggerMessage(LogLevel.Error, "An act on a page failed")]
    private partial void Failed(Exception error);
}
