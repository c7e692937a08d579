using Microsoft.AspNetCore.Components;
using MudBlazor;
using Pirros.Admin.Audit;
using Pirros.Admin.Components.Pages.HandOffs;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Connections;
using Pirros.Admin.Guides;
using Pirros.Admin.SignIn;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Pages.Connections;

/// <summary>Issues a token and says what that does to a running sync. Gives back what was issued.</summary>
public partial class RotateDialog
{
    private static readonly TimeSpan[] GraceSpans = [TimeSpan.FromHours(1), TokenService.DefaultGrace, TimeSpan.FromDays(7)];
    private static readonly TimeSpan[] LifetimeSpans = [TimeSpan.FromDays(90), TimeSpan.FromDays(180), TokenService.DefaultLifetime];

    private TimeSpan _grace = TokenService.DefaultGrace;
    private TimeSpan _lifetime = TokenService.DefaultLifetime;
    private string? _reason;
    private TokenKind _kind;
    private TokenLimitDraft _draft = null!;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = null!;

    [Inject]
    private CurrentActor CurrentActor { get; set; } = null!;

    [Inject]
    private TokenService Tokens { get; set; } = null!;

    [Inject]
    private Attempt Attempt { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    /// <summary>The connection.</summary>
    [Parameter, EditorRequired]
    public Connection Connection { get; set; } = null!;

    /// <summary>Whether there is a token to be replaced.</summary>
    [Parameter]
    public bool HasLiveToken { get; set; }

    /// <summary>The newest token, which the new one is like unless something else is chosen; null when there never was one.</summary>
    [Parameter]
    public Token? Present { get; set; }

    private static IReadOnlyList<(TimeSpan, string)> Graces => [.. GraceSpans.Select(span => (span, Words.WholeSpan(span))), (TimeSpan.Zero, ConnectionPageTexts.EndOldAtOnce)];

    private static IReadOnlyList<(TimeSpan, string)> Lifetimes => [.. LifetimeSpans.Select(span => (span, Words.WholeSpan(span)))];

    private static IReadOnlyList<(TokenKind, string)> Kinds => [(TokenKind.Secret, ConnectionPageTexts.KindSecret), (TokenKind.Client, ConnectionPageTexts.KindClient)];

    private string Label => ProviderWords.For(Connection.Provider).SecretOf(_kind);

    /// <inheritdoc/>
    protected override void OnInitialized() => (_kind, _draft) = (Present?.Kind ?? TokenKind.Secret, new TokenLimitDraft(Present?.Limits ?? TokenLimits.None));

    /// <summary>Asks, and shows the secret of what was issued once <paramref name="issued"/> has brought the page up to date. Support, which never sees a secret, makes a link for the tenant's admins instead.</summary>
    internal static async Task ShowAsync(IDialogService dialogs, Connection connection, IReadOnlyList<Token> tokens, DateTimeOffset now, Actor actor, Func<Task> issued)
    {
        var hasLiveToken = tokens.Any(token => token.IsLiveAt(now));
        if (actor.Kind == ActorKind.Support)
        {
            await MakeLinkDialog.ShowAsync(dialogs, connection, hasLiveToken, forAdmins: true, issued);
            return;
        }

        var parameters = new DialogParameters<RotateDialog>
        {
            { dialog => dialog.Connection, connection },
            { dialog => dialog.HasLiveToken, hasLiveToken },
            { dialog => dialog.Present, tokens.FirstOrDefault(token => token.ReplacedAt is null && token.IsLiveAt(now)) ?? (tokens is [var newest, ..] ? newest : null) },
        };
        var shown = await dialogs.ShowAsync<RotateDialog>(null, parameters);
        if (await shown.Result is { Canceled: false, Data: IssuedToken token })
        {
            await issued();
            await SecretDialog.ShowAsync(dialogs, connection, token);
        }
    }

    private async Task RotateAsync()
    {
        IssuedToken? issued = null;
        if (await Attempt.RunAsync(async () => issued = await Tokens.RotateAsync(await CurrentActor.GetAsync(), Connection.Id, TokenChoice.Of(_kind, _draft.Read()), _grace, _lifetime, _reason, CancellationToken.None)))
            Dialog.Close(DialogResult.Ok(issued));
    }
}
