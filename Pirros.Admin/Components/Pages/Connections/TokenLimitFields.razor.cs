using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Pirros.Admin.Components.Shared;
using Pirros.Admin.Tokens;

namespace Pirros.Admin.Components.Pages.Connections;

/// <summary>The fields of what a token is limited to: a choice of what is sensible, and addresses as lines or from the file that Microsoft publishes.</summary>
public partial class TokenLimitFields
{
    private static readonly TokenScopes[] Sensible =
        [TokenScopes.All, TokenScopes.UsersRead | TokenScopes.GroupsRead, TokenScopes.UsersRead | TokenScopes.UsersWrite, TokenScopes.UsersRead];

    private string? _refused;

    /// <summary>What is filled in.</summary>
    [Parameter, EditorRequired]
    public TokenLimitDraft Draft { get; set; } = null!;

    /// <summary>Whether nothing can be changed now.</summary>
    [Parameter]
    public bool Disabled { get; set; }

    // What was chosen by the command line, and is none of these, can be left as it is.
    private IReadOnlyList<(TokenScopes, string)> Choices => [.. Sensible.Append(Draft.Present).Distinct().Select(scopes => (scopes, LimitWords.Of(scopes)))];

    private async Task ReadAsync(InputFileChangeEventArgs chosen)
    {
        _refused = null;
        try
        {
            if (chosen.File.Size > AddressRangeReader.MaximumText)
                throw RefusedException.Invalid(ConnectionPageTexts.FileTooLong);
            await using var file = chosen.File.OpenReadStream(AddressRangeReader.MaximumText);
            using var reader = new StreamReader(file, Encoding.UTF8);
            Draft.Ranges = AddressRangeReader.Read(await reader.ReadToEndAsync())?.Text ?? throw RefusedException.Invalid(ConnectionPageTexts.FileIsEmpty);
        }
        catch (RefusedException refused)
        {
            _refused = refused.Message;
        }
        catch (IOException)
        {
            _refused = ConnectionPageTexts.FileNotRead;
        }
    }
}
