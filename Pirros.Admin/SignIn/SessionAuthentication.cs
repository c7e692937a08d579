using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Options;

namespace Pirros.Admin.SignIn;

/// <summary>Who uses a circuit, for as long as their session goes on: every few seconds it is looked whether it does, because no request comes in to ask.</summary>
internal sealed partial class SessionAuthentication(Sessions sessions, IOptions<SessionOptions> options, ILoggerFactory logs) : RevalidatingServerAuthenticationStateProvider(logs)
{
    private readonly ILogger _log = logs.CreateLogger<SessionAuthentication>();

    /// <inheritdoc/>
    protected override TimeSpan RevalidationInterval => options.Value.Look;

    /// <inheritdoc/>
    protected override async Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        try
        {
            return await sessions.IsLiveAsync(authenticationState.User, renew: false, cancellationToken);
        }
        catch (Exception error) when (error is not (OperationCanceledException or OutOfMemoryException))
        {
            // Without the database the page reaches nothing anyway; to throw everybody out would only cost them what they typed.
            NotLooked(error);
            return true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Whether a session goes on could not be read; it is looked again")]
    private partial void NotLooked(Exception error);
}
